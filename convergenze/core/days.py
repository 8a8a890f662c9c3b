"""The date a person or a program asks for."""

from datetime import date

from django.utils import timezone
from django.utils.dateparse import parse_date

EARLIEST, LATEST = 1950, 2150


def readable_day(text: str) -> date | None:
    """The date written as 2026-10-31, None for anything else or for a year that makes no sense."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and EARLIEST <= day.year <= LATEST else None


def day_or_today(text: str | None) -> date | None:
    """The date written as 2026-10-31, today where nothing is written, None for what cannot be read."""
    text = (text or "").strip()
    return readable_day(text) if text else timezone.localdate()
