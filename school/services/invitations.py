"""Personal links to enrol: made, sent by letter, taken back. Only the hash of their token is kept."""

import hashlib
import secrets

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from convergenze.accounts.models import User
from convergenze.core.errors import MoveRefused
from convergenze.history import services as history
from convergenze.notifications.choices import MailKind
from convergenze.notifications.services import post
from school.models import Invitation
from school.queries.states import said


@transaction.atomic
def invite(*, edition, emails, by, pool=None, organisation=None, skips_approval=False, expires_at=None):
    """Invite each address with a letter of its own. Returns the invitations."""
    if not by.has_perm("school.run_enrolments", edition):
        raise PermissionDenied
    made = []
    for email in emails:
        token = secrets.token_urlsafe(24)
        invitation = Invitation.objects.create(
            edition=edition, pool=pool, organisation=organisation, email=email, skips_approval=skips_approval,
            expires_at=expires_at, digest=digest(token), created_by=by,
        )  # fmt: skip
        _write(invitation, token)
        made.append(invitation)
    history.record(edition, "invite", by=by, count=len(made))
    return made


@transaction.atomic
def revoke(*, invitation, by):
    """Take a link back: it opens nothing any more. Raises ``MoveRefused`` for one that was used."""
    found = Invitation.objects.select_for_update(of=("self",)).select_related("edition").get(pk=invitation.pk)
    if not by.has_perm("school.run_enrolments", found.edition):
        raise PermissionDenied
    if found.used_at:
        raise MoveRefused([_("This invitation was used: take the person off the edition instead.")])
    if found.revoked_at is None:
        found.revoked_at = timezone.now()
        found.save(update_fields=["revoked_at", "updated_at"])
        history.record(found.edition, "revoke_invitation", by=by)
    return found


def digest(token):
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_of(token):
    """The invitation with this token, working or not; None for a token nobody made."""
    rows = Invitation.objects.select_related("edition__course", "pool", "organisation")
    return rows.filter(digest=digest(token)).first()


def _write(invitation, token):
    account = User.objects.filter(email__iexact=invitation.email, is_active=True).first()
    base, edition = settings.SITE_URL.rstrip("/"), invitation.edition
    with translation.override(account.language if account else "it"):
        subject = _("You are invited to “%(edition)s”") % {"edition": edition}
        context = {
            "title": subject, "invitation": invitation, "edition": edition, "site": f"{base}/",
            "address": base + reverse("school:invitation", args=[token]),
            "edition_address": base + edition.get_absolute_url(), "language": translation.get_language(),
            "until": said(invitation.expires_at, edition) if invitation.expires_at else "",
        }  # fmt: skip
        post(
            kind=MailKind.LETTER, user=account, to=invitation.email, subject_line=subject,
            text=render_to_string("emails/invitation.txt", context),
            html=render_to_string("emails/invitation.html", context),
            key=f"invitation:{invitation.pk}",
        )  # fmt: skip
