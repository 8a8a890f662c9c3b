"""Meetings beside those of the cast: one that began an hour ago, one of the day after tomorrow."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.factories.school import EnrolmentFactory


def moved(meeting, start):
    meeting.starts_at, meeting.ends_at = start, start + dt.timedelta(hours=4)
    meeting.save()
    return meeting


@pytest.fixture
def going(meeting):
    """The first meeting, an hour in."""
    return moved(meeting, timezone.now().replace(microsecond=0) - dt.timedelta(hours=1))


@pytest.fixture
def coming(edition):
    """The second meeting, in two days."""
    return moved(edition.sessions.last(), timezone.now().replace(microsecond=0) + dt.timedelta(days=2))


@pytest.fixture
def other(pool):
    """Another participant."""
    pool.seats_taken += 1
    pool.save(update_fields=["seats_taken"])
    return EnrolmentFactory(pool=pool, name="Zeno Bianchi", badge="badge-zeno")
