"""Happenings as a calendar feed (RFC 5545) that any calendar program can subscribe to.

Days are days, without hour or time zone; hours are written in universal time, which every program shows in its own.
A happening keeps its ``UID``; ``SEQUENCE`` and ``LAST-MODIFIED`` are those of its record, so a moved day moves. What
is cancelled stays in the feed and says so: programs that had it strike it out.
"""

from datetime import UTC, timedelta
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

HOUR = timedelta(hours=1)
REFRESH = timedelta(hours=6)
PRODUCER = "-//Convergenze//Calendar//EN"


def feed(happenings, *, name, language, zone=settings.TIME_ZONE):
    """The bytes of a calendar called ``name``; ``zone``: the one programs should propose to show it in."""
    calendar = Calendar()
    for field, value in (
        ("prodid", PRODUCER), ("version", "2.0"), ("method", "PUBLISH"), ("x-wr-calname", name),
        ("x-wr-timezone", zone), ("x-published-ttl", "PT6H"),
    ):  # fmt: skip
        calendar.add(field, value)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for one in happenings:
        calendar.add_component(_event(one, language))
    return calendar.to_ical()


def _event(one, language):
    event, changed = Event(), (one.changed_at or timezone.now()).astimezone(UTC)
    event.add("uid", f"{one.uid}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", one.version - 1)
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    event.add("summary", one.title, parameters={"LANGUAGE": language})
    if one.starts_at:
        event.add("dtstart", one.starts_at.astimezone(UTC))
        event.add("dtend", (one.ends_at or one.starts_at + HOUR).astimezone(UTC))
    else:
        event.add("dtstart", one.on)
        event.add("dtend", one.on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")  # a deadline takes no time of the day
    address = urljoin(settings.SITE_URL, one.href)
    for field, value in (("location", one.place), ("categories", one.about and [one.about])):
        if value:
            event.add(field, value)
    event.add("description", "\n\n".join(filter(None, [one.about, one.note, address])))
    event.add("url", address)
    return event
