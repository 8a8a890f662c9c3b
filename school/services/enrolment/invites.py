"""The calendar file of an edition that goes with a letter: all its meetings, to add or to take off."""

from datetime import UTC
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from school.models import Session

COLUMNS = ("public_id", "sequence", "title", "starts_at", "ends_at", "venue__name", "venue__address", "room")


def invite(edition, method):
    """The text of the file; "" when no meeting is planned. ``method``: PUBLISH, or CANCEL for who leaves."""
    meetings = tuple(Session.objects.filter(edition=edition).standing().values_list(*COLUMNS))
    return _written(str(edition), method, meetings, timezone.localdate()) if meetings else ""


@lru_cache(maxsize=64)  # a class of thirty is confirmed within minutes, under the lock
def _written(title, method, meetings, day):
    calendar = Calendar()
    for name, value in (("prodid", "-//Convergenze//School//EN"), ("version", "2.0"), ("method", method)):
        calendar.add(name, value)
    for meeting in meetings:
        calendar.add_component(_event(title, method, dict(zip(COLUMNS, meeting, strict=True))))
    return calendar.to_ical().decode()


def _event(title, method, meeting):
    """No attendee is named and no link to join is given: the private feed has that."""
    event = Event()
    event.add("uid", f"session-{meeting['public_id']}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("sequence", meeting["sequence"])
    event.add("summary", f"{title}: {meeting['title']}")
    event.add("dtstart", meeting["starts_at"].astimezone(UTC))
    event.add("dtend", meeting["ends_at"].astimezone(UTC))
    place = ", ".join(filter(None, (meeting["room"], meeting["venue__name"], meeting["venue__address"])))
    if place:
        event.add("location", place)
    if method == "CANCEL":
        event.add("status", "CANCELLED")
    return event
