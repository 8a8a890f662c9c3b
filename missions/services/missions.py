"""Writes on missions: opening one, and who works on it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from convergenze.accounts.models import Grant, User
from convergenze.accounts.roles import Role
from convergenze.accounts.services import grant_role, withdraw_role
from convergenze.history import services as history


@transaction.atomic
def open_mission(*, mission, by):
    """Save an unsaved ``mission``; whoever opens it (an account, not the clock) becomes its steward.

    Raises ``ValidationError``.
    """
    history.save(mission, by=by)
    if not by.is_service:
        grant_role(user=by, role=Role.STEWARD, scope=mission, by=by)
    return mission


@transaction.atomic
def appoint(*, mission, email, role, by):
    """Give the account with this e-mail a role on ``mission``; again is no error. Returns the account.

    Raises ``ValidationError`` when nobody has this e-mail.
    """
    user = User.objects.filter(email__iexact=email.strip(), is_active=True, is_service=False).first()
    if user is None:
        raise ValidationError(
            {"email": _("No account has this e-mail: ask the person to sign up first, then add them here.")}
        )
    grant_role(user=user, role=Role(role), scope=mission, by=by)
    history.record(mission, "appoint", by=by, changes={"team": [None, f"{user} · {Role(role).label}"]})
    return user


@transaction.atomic
def dismiss(*, mission, user, role, by):
    """Take the role on ``mission`` back. Raises ``ValidationError`` for the last steward: somebody has to answer."""
    stewards = Grant.objects.on(mission).filter(role=Role.STEWARD)
    if role == Role.STEWARD and not stewards.exclude(user=user).exists():
        raise ValidationError(_("Name another steward first: a mission always has one."))
    withdraw_role(user=user, role=Role(role), scope=mission, by=by)
    history.record(mission, "dismiss", by=by, changes={"team": [f"{user} · {Role(role).label}", None]})
