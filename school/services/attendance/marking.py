"""Writing on a register who was there, one by one or all at once."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.core.rules_glue import require
from convergenze.history import services as history
from school.choices.attendance import AttendanceSource, Presence
from school.choices.catalogue import Mode
from school.choices.enrolment import EnrolmentStatus
from school.models import Attendance, Enrolment
from school.queries.registers import roster
from school.services.attendance.registers import hold

OPENS_BEFORE = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Marking:
    """What to write of somebody. Without a ``presence``, what was written is taken away.

    ``minutes`` matter to who was there in part; who was present is credited all of them.
    """

    enrolment: Enrolment
    presence: str
    minutes: int | None = None
    note: str = ""
    mode: str = ""
    in_at: dt.datetime | None = None
    out_at: dt.datetime | None = None


def mark(*, session, enrolment, presence, by, minutes=None, note="", mode="", source=AttendanceSource.MANUAL):
    """Write the presence of one person; see ``mark_many``. Returns it, None when it was taken away."""
    marking = Marking(enrolment, presence, minutes, note, mode)
    [row] = mark_many(session=session, markings=[marking], by=by, source=source)
    return row


@transaction.atomic
def mark_many(*, session, markings, by, source=AttendanceSource.MANUAL):
    """Write several presences; return the rows in the same order, None for those taken away.

    All or nothing. Raises ``PermissionDenied``, ``MoveRefused`` (sealed, cancelled), ``ValidationError``.
    """
    require(by, "school.keep_register", session)
    session, register = hold(session)
    return write_rows(session, register, markings, source, by)


@transaction.atomic
def mark_the_others(*, session, presence, by):
    """Write the same presence of everybody of whom nothing is recorded; return how many they were."""
    require(by, "school.keep_register", session)
    session, register = hold(session)
    markings = [Marking(line.enrolment, presence) for line in roster(session) if line.row is None]
    return len(write_rows(session, register, markings, AttendanceSource.MANUAL, by))


def write_rows(session, register, markings, source, by):
    """Write on a register that is held (``registers.hold``) and tell its history, as one act."""
    before = {row.enrolment_id: row for row in Attendance.objects.filter(session=session)}
    changes, rows = {}, []
    for marking in markings:
        old = before.get(marking.enrolment.pk)
        said = _said(old)
        rows.append(_write(session, marking, old, source, by))
        if said != _said(rows[-1]):
            changes[str(marking.enrolment.pk)] = [said, _said(rows[-1])]
    if changes:
        history.record(register, "mark", by=by, changes=changes, source=str(AttendanceSource(source).label))
    return rows


def credited(session, minutes):
    """(presence, minutes) of who was there so many minutes: where breaks are not credited, they are nobody's loss."""
    most = session.credited_minutes
    return (Presence.PRESENT, most) if minutes >= most else (Presence.PARTIAL, minutes)


def _write(session, marking, old, source, by):
    if marking.enrolment.edition_id != session.edition_id:
        raise ValidationError(_("This person is enrolled in another edition."))
    if old is None and marking.enrolment.status not in EnrolmentStatus.admitted():
        raise ValidationError(_("%(name)s has no seat in this edition.") % {"name": marking.enrolment.name})
    if not marking.presence:
        if old is not None:
            old.delete()
        return None
    row = old or Attendance(session=session, enrolment=marking.enrolment, created_by=by)
    row.presence, row.minutes = _measured(session, marking)
    row.mode = marking.mode or _mode_of(session, marking.enrolment)
    row.source, row.note, row.in_at, row.out_at = source, marking.note, marking.in_at, marking.out_at
    row.full_clean(validate_unique=False)
    row.save()
    return row


def _measured(session, marking):
    """(presence, minutes) as they may be: never more than what is credited, none for who was not there."""
    if marking.presence not in Presence.attended():
        return marking.presence, 0
    if session.starts_at - OPENS_BEFORE > timezone.now():
        raise ValidationError(_("The meeting has not begun: nobody can be there yet."))
    if marking.presence == Presence.PRESENT:
        return Presence.PRESENT, session.credited_minutes
    told = {"n": session.credited_minutes, "name": marking.enrolment.name}
    if marking.minutes is None:
        words = _("%(name)s was there in part: write for how many of the %(n)d minutes.")
        raise ValidationError(words % told)
    if not 0 <= marking.minutes <= session.credited_minutes:
        words = _("%(name)s: write between 0 and %(n)d minutes.")
        raise ValidationError(words % told)
    return credited(session, marking.minutes)


def _mode_of(session, enrolment):
    return enrolment.pool.mode if session.mode == Mode.HYBRID else session.mode


def _said(row):
    return f"{row.presence} {row.minutes}" + (f" · {row.note}" if row.note else "") if row else ""
