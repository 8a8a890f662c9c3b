"""A month of the calendar, and its days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils import timezone

from convergenze.core.agenda import Happening

WRITTEN = re.compile(r"(\d{4})-(\d{2})")
FIRST_YEAR, LAST_YEAR = 1950, 2150


@dataclass(frozen=True)
class Month:
    """A month by its first day."""

    first: date

    @property
    def days(self) -> tuple[date, date]:
        """Its first and last day."""
        return self.first, self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])

    @property
    def before(self) -> str:
        """The month before, as an address writes it."""
        return _written(self.first - timedelta(days=1))

    @property
    def after(self) -> str:
        """The month after."""
        return _written(self.days[1] + timedelta(days=1))

    @property
    def written(self) -> str:
        """ "2026-11"."""
        return _written(self.first)

    @property
    def is_present(self) -> bool:
        """Today lies in it."""
        return self.first == timezone.localdate().replace(day=1)


def asked(text: str) -> Month:
    """The month that ``text`` writes ("2026-11"); the present one for anything else."""
    found = WRITTEN.fullmatch(text)
    if found and 1 <= int(found[2]) <= 12 and FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return Month(date(int(found[1]), int(found[2]), 1))
    return Month(timezone.localdate().replace(day=1))


def by_day(happenings: Iterable[Happening]) -> list[tuple[date, list[Happening]]]:
    """[(day, what happens on it)] of happenings in order."""
    return [(day, list(found)) for day, found in groupby(happenings, key=lambda one: one.on)]


def _written(day: date) -> str:
    return f"{day.year}-{day.month:02d}"
