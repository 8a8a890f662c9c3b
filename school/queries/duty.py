"""Hours of training per person and year, beside the forty that the directive of 14 January 2025 asks for."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Sum
from django.db.models.functions import ExtractYear

from school.choices.catalogue import SessionState
from school.models import Attendance

YEARLY_MINUTES = 40 * 60


@dataclass(frozen=True)
class Year:
    """Minutes attended in a year."""

    year: int
    minutes: int

    @property
    def share(self):
        """Of what is due, from 0 up."""
        return self.minutes / YEARLY_MINUTES

    @property
    def is_met(self):
        """The forty hours are there."""
        return self.minutes >= YEARLY_MINUTES

    @property
    def missing(self):
        """Minutes that are still to be attended."""
        return max(YEARLY_MINUTES - self.minutes, 0)


def years_of(enrolments) -> dict[int, dict[int, Year]]:
    """{person id: {year: minutes attended}} of these enrolments, in one query."""
    rows = Attendance.objects.filter(enrolment__in=enrolments.values("pk"), session__counts=True, minutes__gt=0)
    rows = rows.exclude(session__status=SessionState.CANCELLED).order_by()
    told = rows.annotate(year=ExtractYear("session__starts_at")).values_list("enrolment__person", "year")
    found: dict[int, dict[int, Year]] = defaultdict(dict)
    for person, year, minutes in told.annotate(minutes=Sum("minutes")):
        found[person][year] = Year(year, minutes)
    return found
