"""Calendars, read back by a parser that is not the one that wrote them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from icalendar import Calendar

from convergenze.core import agenda
from convergenze.core.feeds import feed
from school.models import Session
from school.workflow import session_workflow
from tests.factories.actors import PersonFactory
from tests.factories.school import (
    START,
    EditionFactory,
    ExpertFactory,
    SessionExpertFactory,
    SessionFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
ROME, LISBON = ZoneInfo("Europe/Rome"), ZoneInfo("Europe/Lisbon")
JOIN = "https://meet.example.org/segreta"
SINCE, UNTIL = dt.date(2027, 1, 1), dt.date(2027, 12, 31)


def _events(content):
    return {str(event["uid"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def _of(client, edition):
    answer = client.get(reverse("school:edition_calendar", args=[edition.slug]))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return answer.content, _events(answer.content)


def test_an_edition_gives_its_meetings_under_names_that_stay(client, edition, meeting, settings):
    settings.SITE_URL = "https://convergenze.example"
    Session.objects.filter(pk=meeting.pk).update(
        venue=VenueFactory(name="Sala Dossetti", address="via Zamboni 1"), room="B"
    )
    _content, events = _of(client, edition)
    assert set(events) == {f"session-{one.public_id}@convergenze.example" for one in edition.sessions.all()}
    event = events[f"session-{meeting.public_id}@convergenze.example"]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (START, START + dt.timedelta(hours=4))
    assert (event["sequence"], event["status"], str(event["location"])) == (
        0,
        "CONFIRMED",
        "Sala Dossetti, via Zamboni 1, B",
    )


def test_a_cancelled_meeting_stays_and_says_so(client, edition, meeting, giulia):
    session_workflow.perform(meeting, "cancel", by=giulia, answers={"reason": "Neve."})
    _content, events = _of(client, edition)
    assert sorted((event["sequence"], event["status"]) for event in events.values()) == [
        (0, "CONFIRMED"),
        (1, "CANCELLED"),
    ]


# Nights of the change of hour: the night of 28 March 2027 has no 2:30, that of 31 October has two.
NIGHTS = {
    "the day before spring": (dt.datetime(2027, 3, 27, 9, 30), "2027-03-27T08:30:00+00:00"),
    "the day after spring": (dt.datetime(2027, 3, 28, 9, 30), "2027-03-28T07:30:00+00:00"),
    "the day before autumn": (dt.datetime(2027, 10, 30, 9, 30), "2027-10-30T07:30:00+00:00"),
    "the day after autumn": (dt.datetime(2027, 10, 31, 9, 30), "2027-10-31T08:30:00+00:00"),
}


@pytest.mark.parametrize("night", NIGHTS)
@pytest.mark.parametrize(("zone", "behind"), [(ROME, 0), (LISBON, 1)], ids=["Rome", "Lisbon"])
def test_half_past_nine_is_half_past_nine_on_every_day(night, zone, behind, client):
    wall, written = NIGHTS[night]
    edition = EditionFactory(time_zone=str(zone))
    SessionFactory(edition=edition, starts_at=wall.replace(tzinfo=zone))
    _content, events = _of(client, edition)
    found = next(iter(events.values())).decoded("dtstart")
    assert found == dt.datetime.fromisoformat(written) + dt.timedelta(hours=behind)
    page = client.get(edition.get_absolute_url()).content.decode()
    assert "9:30–13:30" in page
    assert ("Hours are those of Lisbon (Europe/Lisbon)." in page) is bool(behind)


def test_a_meeting_over_the_night_that_loses_an_hour_ends_when_the_clock_says(client):
    edition = EditionFactory()
    SessionFactory(
        edition=edition,
        starts_at=dt.datetime(2027, 3, 27, 23, 0, tzinfo=ROME),
        ends_at=dt.datetime(2027, 3, 28, 4, 0, tzinfo=ROME),
    )
    _content, events = _of(client, edition)
    event = next(iter(events.values()))
    assert event.decoded("dtend") - event.decoded("dtstart") == dt.timedelta(hours=4)


def test_an_hour_that_does_not_exist_is_refused_and_what_was_typed_is_kept(client, giulia, edition):
    client.force_login(giulia)
    typed = {
        "title": "Di notte", "kind": "lecture", "mode": "online", "starts_at": "2027-03-28T02:30",
        "ends_at": "2027-03-28T05:00",
    }  # fmt: skip
    answer = client.post(reverse("school:session_new", args=[edition.slug]), typed)
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"starts_at"}
    assert "2027-03-28T02:30" in answer.content.decode()


def test_hours_are_typed_in_the_zone_of_the_edition(client, giulia):
    client.force_login(giulia)
    edition = EditionFactory(time_zone="Europe/Lisbon")
    typed = {
        "title": "A Lisbona", "kind": "lecture", "mode": "in_person", "starts_at": "2027-05-03T09:30",
        "ends_at": "2027-05-03T13:00",
    }  # fmt: skip
    answer = client.post(reverse("school:session_new", args=[edition.slug]), typed)
    meeting = edition.sessions.get()
    assert answer.url == reverse("school:session_edit", args=[meeting.public_id])
    assert meeting.starts_at == dt.datetime(2027, 5, 3, 8, 30, tzinfo=dt.UTC)
    assert 'value="2027-05-03T09:30"' in client.get(answer.url).content.decode()


def _own(user):
    found = agenda.happenings(user, SINCE, UNTIL, ["session"])
    content = feed(found, name="x", language="en")
    return {str(event["summary"]): str(event["description"]) for event in Calendar.from_ical(content).walk("VEVENT")}


def test_the_private_feed_has_the_way_in_and_the_public_file_has_not(client, people, edition, meeting):
    Session.objects.filter(pk=meeting.pk).update(join_url=JOIN, mode="online")
    way_in = reverse("school:session_join", args=[meeting.public_id])
    assert {who: set(_own(user)) for who, user in people.items() if _own(user)} == {
        who: {"La sfida", "La missione"} for who in ("pia", "teo", "dina")
    }
    assert way_in in _own(people["pia"])["La sfida"]
    for user in (None, people["pia"]):
        if user:
            client.force_login(user)
        content, _events_found = _of(client, edition)
        assert way_in.encode() not in content.replace(b"\r\n ", b"")
        assert JOIN.encode() not in content.replace(b"\r\n ", b"")


@pytest.mark.parametrize("state", ["requested", "waitlisted", "withdrawn", "removed"])
def test_who_has_no_seat_has_no_meetings_in_their_calendar(state, pia, enrolment):
    type(enrolment).objects.filter(pk=enrolment.pk).update(status=state)
    assert _own(pia) == {}


def test_a_speaker_has_the_meetings_they_speak_at(chiara, meeting):
    expert = ExpertFactory(person=PersonFactory(account=chiara))
    SessionExpertFactory(session=meeting, expert=expert)
    assert set(_own(chiara)) == {"La sfida"}


def test_a_draft_is_in_nobody_s_calendar(teo, edition):
    type(edition).objects.filter(pk=edition.pk).update(status="draft")
    assert _own(teo) == {}
