"""Codes that are read: the person's by staff, the room's by the person. Read twice, they count once."""

import datetime as dt
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.core.errors import MoveRefused
from convergenze.core.rules_glue import require
from school.analysis.presence import cut, minutes_in, spans_of_scans
from school.choices.attendance import AttendanceSource, Presence, ScanError, ScanKind
from school.choices.catalogue import SessionState
from school.choices.enrolment import EnrolmentStatus
from school.models import Attendance, AttendanceScan, Enrolment
from school.services.attendance.marking import OPENS_BEFORE, Marking, credited, write_rows
from school.services.attendance.registers import hold

STAYS_AFTER = dt.timedelta(hours=1)
ROOM_DEVICE = "room"


@dataclass(frozen=True)
class NewScan:
    """A code as a device read it. The same ``nonce`` of a device is read once, whenever it arrives."""

    code: str
    nonce: str
    kind: str = ScanKind.IN
    device: str = ""
    scanned_at: dt.datetime | None = None


def scan(*, session, new, by):
    """Staff read a person's code: the scan as kept, with its ``error`` when it was refused.

    Devices of different people are different devices, whatever they call themselves.
    Raises ``PermissionDenied``, ``ValidationError`` (no code, or no nonce).
    """
    require(by, "school.keep_register", session)
    if not new.code.strip() or not new.nonce.strip():
        raise ValidationError({"code": _("Read a code, or type it.")})
    new = replace(new, device=f"{by.pk}:{new.device}")
    enrolment = Enrolment.objects.select_related("pool", "person").filter(badge=new.code.strip()).first()
    error = _why_not(session, enrolment)
    return _keep(session, new, enrolment, error, AttendanceSource.BADGE, by)


def sign_presence(*, session, code, kind, scanned_at, by):
    """A person read the code of the room at ``scanned_at`` (who calls has checked it): the scan as kept.

    Raises ``PermissionDenied`` (no seat, or the edition is over).
    """
    require(by, "school.sign_presence", session)
    rows = Enrolment.objects.select_related("pool", "person").filter(edition=session.edition_id, person__account=by)
    enrolment = rows.admitted().get()
    new = NewScan(
        code=code, nonce=f"{code}:{kind}:{enrolment.pk}", kind=kind, device=ROOM_DEVICE, scanned_at=scanned_at
    )
    return _keep(session, new, enrolment, "", AttendanceSource.ROOM, by)


def _why_not(session, enrolment):
    if enrolment is None:
        return ScanError.UNKNOWN_CODE
    if enrolment.edition_id != session.edition_id:
        return ScanError.OTHER_EDITION
    return "" if enrolment.status in EnrolmentStatus.admitted() else ScanError.NOT_ADMITTED


def _keep(session, new, enrolment, error, source, by):
    """Keep the scan; when nothing speaks against it, write what follows on the register."""
    if found := _read_before(new):
        return found
    try:
        with transaction.atomic():
            return _keep_first(session, new, enrolment, error, source, by)
    except IntegrityError:  # the same scan arrived twice at the same instant
        return _read_before(new)


def _keep_first(session, new, enrolment, error, source, by):
    now = timezone.now()
    at = min(new.scanned_at or now, now)
    register = None
    if not error:
        error, register = _why_not_now(session, at)
    kept = AttendanceScan.objects.create(
        session=session, enrolment=None if error == ScanError.OTHER_EDITION else enrolment, code=new.code.strip()[:80],
        kind=new.kind, device=new.device[:40], nonce=new.nonce.strip()[:40], scanned_at=at, received_at=now,
        error=error, by=by,
    )  # fmt: skip
    if register:
        _write_minutes(session, register, enrolment, source, by)
    return kept


def _why_not_now(session, at):
    """(error, register): the meeting is on, and its register is open and held."""
    if session.status == SessionState.CANCELLED:
        return ScanError.OUT_OF_TIME, None
    if not session.starts_at - OPENS_BEFORE <= at <= session.ends_at + STAYS_AFTER:
        return ScanError.OUT_OF_TIME, None
    try:
        return "", hold(session)[1]
    except MoveRefused:
        return ScanError.REGISTER_CLOSED, None


def _write_minutes(session, register, enrolment, source, by):
    """The presence that the person's scans add up to; what was written by hand of who was there stays."""
    row = Attendance.objects.filter(session=session, enrolment=enrolment).first()
    if (
        row
        and row.presence in Presence.attended()
        and row.source not in (AttendanceSource.BADGE, AttendanceSource.ROOM)
    ):
        return
    rows = AttendanceScan.objects.filter(session=session, enrolment=enrolment, error="").order_by("scanned_at", "pk")
    scans = list(rows.values_list("kind", "scanned_at"))
    spans = spans_of_scans(scans, session.ends_at)
    if not spans:
        return
    presence, minutes = credited(session, minutes_in(cut(spans, session.starts_at, session.ends_at)))
    left_at = spans[-1][1] if scans[-1][0] == ScanKind.OUT else None
    marking = Marking(enrolment, presence, minutes, in_at=spans[0][0], out_at=left_at)
    write_rows(session, register, [marking], source, by)


def _read_before(new):
    return (
        AttendanceScan.objects.select_related("enrolment")
        .filter(device=new.device[:40], nonce=new.nonce.strip()[:40])
        .first()
    )
