"""The moves of courses, editions and meetings, typed by hand once more."""

import datetime as dt

import pytest
from django.utils import timezone

from convergenze.core.errors import MoveRefused
from school.models import Edition, Session
from school.services import editions
from school.workflow import course_workflow, edition_workflow, session_workflow
from tests.factories.school import (
    CourseFactory,
    EditionFactory,
    SeatPoolFactory,
    SessionFactory,
)

# giulia runs the School, dina directs the edition, teo facilitates it.
EDITION_MOVES = {
    "draft": {"giulia": "publish", "dina": "publish"},
    "published": {"giulia": "withdraw start cancel", "dina": "withdraw start cancel"},
    "running": {"giulia": "conclude cancel", "dina": "conclude cancel"},
    "concluded": {"giulia": "archive"},
    "cancelled": {"giulia": "archive"},
    "archived": {},
}
SESSION_MOVES = {
    "planned": {"giulia": "hold cancel", "dina": "hold cancel", "teo": "hold"},
    "held": {"giulia": "reopen", "dina": "reopen"},
    "cancelled": {"giulia": "reopen", "dina": "reopen"},
}
COURSE_MOVES = {
    "draft": {"giulia": "publish"},
    "published": {"giulia": "archive"},
    "archived": {"giulia": "offer_again"},
}
WHO = ("chiara", "pia", "anna", "teo", "dina", "giulia")


def _offered(workflow, record, people):
    found = {who: " ".join(move.name for move in workflow.moves_for(record, people[who])) for who in WHO}
    return {who: names for who, names in found.items() if names}


@pytest.mark.parametrize("state", EDITION_MOVES)
def test_moves_of_an_edition(state, edition, people):
    edition.status = state
    assert _offered(edition_workflow, edition, people) == EDITION_MOVES[state]


@pytest.mark.parametrize("state", SESSION_MOVES)
def test_moves_of_a_meeting(state, meeting, people):
    meeting.status = state
    assert _offered(session_workflow, meeting, people) == SESSION_MOVES[state]


@pytest.mark.parametrize("state", COURSE_MOVES)
def test_moves_of_a_course(state, people):
    assert _offered(course_workflow, CourseFactory(status=state), people) == COURSE_MOVES[state]


def test_an_empty_edition_waits_for_everything_its_page_needs(giulia):
    edition = EditionFactory(
        status="draft", visibility="team", course=CourseFactory(status="draft"), min_participants=5
    )
    assert edition_workflow.reasons_to_wait(edition, "publish", giulia) == [
        "Publish its course first: it is “Draft”.",
        "Choose who sees it: now only who works on it does.",
        "Add a pool of seats.",
        "Add a meeting.",
        "Write when enrolment closes.",
        "Write by when it is decided whether it goes ahead.",
    ]


def _ready(**fields):
    closes = timezone.now() + dt.timedelta(days=10)
    edition = EditionFactory(status="draft", enrolment_closes_at=closes, **fields)
    SessionFactory(edition=edition, starts_at=timezone.now() + dt.timedelta(days=20))
    return edition


def test_an_edition_with_seats_meetings_and_dates_is_published(giulia):
    edition = _ready()
    SeatPoolFactory(edition=edition)
    assert edition_workflow.perform(edition, "publish", by=giulia).status == "published"


def test_a_hybrid_edition_has_seats_of_both_kinds(giulia):
    edition = _ready(mode="hybrid")
    SeatPoolFactory(edition=edition, mode="in_person")
    words = "It is held in person and online: add a pool of seats for each."
    assert edition_workflow.reasons_to_wait(edition, "publish", giulia) == [words]
    SeatPoolFactory(edition=edition, mode="online")
    assert edition_workflow.reasons_to_wait(edition, "publish", giulia) == []


def test_an_edition_with_people_does_not_go_back_to_draft(giulia, edition, enrolment):
    Edition.objects.filter(pk=edition.pk).update(status="published")
    with pytest.raises(MoveRefused) as refused:
        edition_workflow.perform(edition, "withdraw", by=giulia, answers={"reason": "Per sbaglio."})
    assert refused.value.messages == ["1 person is enrolled: cancel the edition instead."]


@pytest.mark.parametrize(
    ("decided", "reasons"),
    [
        (None, ["Decide first whether it goes ahead."]),
        (False, ["It was decided that it does not go ahead: cancel it."]),
        (True, []),
    ],
)
def test_an_edition_that_needs_participants_starts_once_it_is_decided(decided, reasons, giulia):
    edition = EditionFactory(min_participants=5, goes_ahead=decided)
    assert edition_workflow.reasons_to_wait(edition, "start", giulia) == reasons


def test_meetings_to_come_keep_an_edition_from_being_concluded(giulia):
    edition = EditionFactory(status="running")
    SessionFactory(edition=edition, starts_at=timezone.now() + dt.timedelta(days=1))
    SessionFactory(edition=edition, starts_at=timezone.now() + dt.timedelta(days=1), status="cancelled")
    reasons = edition_workflow.reasons_to_wait(edition, "conclude", giulia)
    assert reasons[0] == "1 meeting is still to be held: hold it or cancel it."


def test_cancelling_an_edition_cancels_its_meetings_and_keeps_its_days(giulia, edition):
    before = edition.starts_at, edition.ends_at
    editions.move_edition(edition=edition, name="cancel", by=giulia, answers={"reason": "Neve."})
    edition.refresh_from_db()
    assert (edition.status, edition.starts_at, edition.ends_at) == ("cancelled", *before)
    assert list(Session.objects.filter(edition=edition).values_list("status", "sequence")) == [("cancelled", 1)] * 2


def test_a_meeting_is_held_once_it_has_begun(teo, edition):
    meeting = SessionFactory(edition=edition, starts_at=timezone.now() + dt.timedelta(days=1))
    assert session_workflow.reasons_to_wait(meeting, "hold", teo) == ["It has not begun yet: it starts later."]
