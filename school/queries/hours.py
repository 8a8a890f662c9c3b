"""Hours: what somebody attended of all the hours an edition plans, and whether the threshold can still be reached.

The whole is the credited minutes of **all** counted meetings, planned or held, cancelled ones left out: never "those
held so far". Excused absences add no minutes; they shorten the whole, up to the limit of the edition.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from school.choices.attendance import Presence
from school.choices.catalogue import SessionState
from school.models import Attendance, Session


@dataclass(frozen=True)
class Counted:
    """A meeting whose minutes count. ``is_settled``: its register is sealed, so who is not in it was not there."""

    session: int
    minutes: int
    is_held: bool
    is_settled: bool


@dataclass(frozen=True)
class Mark:
    """What a register says of one person at one meeting."""

    presence: str
    minutes: int


@dataclass(frozen=True)
class Hours:
    """Minutes of one person. ``excused``: taken off the planned ones; ``possible``: not recorded, still attainable.

    ``threshold`` is a percent.
    """

    attended: int
    held: int
    planned: int
    excused: int
    possible: int
    threshold: int

    @property
    def due(self):
        """The minutes that make the whole for this person."""
        return self.planned - self.excused

    @property
    def needed(self):
        """The least minutes that meet the threshold."""
        return -(-self.due * self.threshold // 100)

    @property
    def missing(self):
        """Minutes still to be attended."""
        return max(self.needed - self.attended, 0)

    @property
    def share(self):
        """What was attended of the whole, from 0 to 1; None when nothing is planned."""
        return self.attended / self.due if self.due else None

    @property
    def is_met(self):
        """Enough was attended."""
        return self.attended >= self.needed

    @property
    def reachable(self):
        """With the remaining hours the threshold is met, or can still be."""
        return self.attended + self.possible >= self.needed


def count_hours(
    meetings: Iterable[Counted], marks: Mapping[int, Mark], *, threshold: int, excused_limit: int = 0
) -> Hours:
    """The hours of one person: ``marks`` are those of the person, by meeting."""
    planned = held = attended = excused = possible = 0
    for meeting in meetings:
        mark = marks.get(meeting.session)
        planned += meeting.minutes
        held += meeting.minutes * meeting.is_held
        if mark is None:
            possible += meeting.minutes * (not meeting.is_settled)
        elif mark.presence == Presence.EXCUSED:
            excused += meeting.minutes
        else:
            attended += min(mark.minutes, meeting.minutes)
    excused = min(excused, planned * excused_limit // 100)
    return Hours(attended, held, planned, excused, possible, threshold)


def hours_of(enrolment, now: datetime | None = None) -> Hours:
    """The hours of one enrolment."""
    edition = enrolment.edition
    marks = marks_in(enrolment=enrolment)[enrolment.pk]
    return count_hours(counted_meetings(edition, now), marks, **_measure(edition))


def hours_in(edition, now: datetime | None = None) -> dict[int, Hours]:
    """{enrolment id: hours} of everybody who has, or had, a seat in the edition; three queries, however many."""
    meetings, marks = counted_meetings(edition, now), marks_in(enrolment__edition=edition)
    admitted = edition.enrolments.admitted().values_list("pk", flat=True)
    return {pk: count_hours(meetings, marks[pk], **_measure(edition)) for pk in admitted}


def counted_meetings(edition, now: datetime | None = None) -> list[Counted]:
    """The meetings that make the planned hours, in order."""
    now = now or timezone.now()
    rows = Session.objects.filter(edition=edition).counted()
    told = rows.values_list("pk", "credited_minutes", "status", "ends_at", "register__closed_at")
    return [
        Counted(pk, minutes, state == SessionState.HELD or ends_at <= now, closed_at is not None)
        for pk, minutes, state, ends_at, closed_at in told
    ]


def marks_in(**asked) -> dict[int, dict[int, Mark]]:
    """{enrolment id: {meeting id: mark}} of the presences that are ``asked`` for."""
    found: dict[int, dict[int, Mark]] = defaultdict(dict)
    rows = Attendance.objects.filter(**asked).values_list("enrolment", "session", "presence", "minutes")
    for enrolment, session, presence, minutes in rows:
        found[enrolment][session] = Mark(presence, minutes)
    return found


def open_registers(edition):
    """The meetings that count or are mandatory, or have a register, and whose register is not sealed."""
    rows = Session.objects.filter(edition=edition).standing()
    kept = Q(counts=True) | Q(mandatory=True) | Q(register__isnull=False)
    return rows.filter(kept, register__closed_at=None).order_by("starts_at", "pk")


def _measure(edition):
    return {"threshold": edition.attendance_threshold, "excused_limit": edition.excused_limit}
