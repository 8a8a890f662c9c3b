"""Opening, sealing and opening again the register of a meeting.

Whoever writes on a register holds the lock of its row: who marks while somebody seals comes either before the seal,
and is in it, or after, and is refused.
"""

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convergenze.core.errors import MoveRefused
from convergenze.core.rules_glue import require
from convergenze.history import services as history
from school.choices.catalogue import SessionState
from school.models import Session, SessionRegister
from school.queries.registers import digest_of, roster, tally_of
from school.workflow import session_workflow

SECRET_BYTES = 24


@transaction.atomic
def open_register(*, session, by):
    """The register of a meeting, made when nobody had opened it yet. Raises ``PermissionDenied``, ``MoveRefused``."""
    require(by, "school.keep_register", session)
    return register_for(session)


def register_for(session):
    """The register of a meeting, whoever asks for it. Raises ``MoveRefused``."""
    if session.status == SessionState.CANCELLED:
        raise MoveRefused([_("This meeting was cancelled: it has no register.")])
    made = {"room_secret": secrets.token_hex(SECRET_BYTES)}
    return SessionRegister.objects.get_or_create(session=session, defaults=made)[0]


def hold(session):
    """Lock the register of a meeting for the rest of the transaction; return (meeting, register) as they stand.

    Raises ``MoveRefused`` once it is sealed.
    """
    pk = register_for(session).pk
    register = SessionRegister.objects.select_for_update().get(pk=pk)
    if register.is_sealed:
        raise MoveRefused([_("The register is sealed: ask who runs the edition to open it again.")])
    return Session.objects.select_related("edition").get(pk=session.pk), register


@transaction.atomic
def seal_register(*, session, by):
    """Close the register for good, with the hash of its rows; the meeting was held. Returns the register.

    Raises ``PermissionDenied``, ``MoveRefused`` (somebody is not recorded, the meeting has not begun).
    """
    require(by, "school.seal_register", session)
    session, register = hold(session)
    missing = tally_of(roster(session)).missing
    if missing:
        words = ngettext(
            "%(n)d person is not recorded: write whether they were there.",
            "%(n)d people are not recorded: write whether they were there.",
            missing,
        )
        raise MoveRefused([words % {"n": missing}])
    if session.starts_at > timezone.now():
        raise MoveRefused([_("The meeting has not begun yet: its register is sealed afterwards.")])
    if session.status == SessionState.PLANNED:
        session_workflow.perform(session, "hold", by=by)
    register.closed_at, register.closed_by = timezone.now(), by
    register.digest = digest_of(session)
    return history.save(register, by=by, verb="seal", extra={"digest": register.digest})


@transaction.atomic
def reopen_register(*, session, reason, by):
    """Open a sealed register again, saying why; return it. Raises ``PermissionDenied``, ``ValidationError``."""
    require(by, "school.reopen_register", session)
    register = SessionRegister.objects.select_for_update().get(pk=register_for(session).pk)
    if not reason.strip():
        raise ValidationError({"reason": _("Write why the register is opened again: it stays in its history.")})
    if not register.is_sealed:
        raise MoveRefused([_("This register is open already.")])
    register.closed_at, register.closed_by, register.digest = None, None, ""
    register.reopened_at, register.reopen_reason = timezone.now(), reason.strip()
    return history.save(register, by=by, verb="reopen_register", reason=reason.strip())
