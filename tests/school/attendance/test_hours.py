"""Hours are counted over all that is planned, whatever was held so far."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as some

from school.models import Session
from school.queries.hours import Counted, Mark, count_hours, hours_in, hours_of, open_registers
from school.queries.outcomes import outcomes_in
from tests.factories.school import (
    START,
    AssignmentFactory,
    EnrolmentFactory,
    SchoolAttendanceFactory,
    SeatPoolFactory,
    SessionFactory,
    SessionRegisterFactory,
    SubmissionFactory,
)

BEFORE, AFTER = START - dt.timedelta(days=1), START + dt.timedelta(days=30)

meetings = some.lists(
    some.builds(Counted, session=some.integers(1, 12), minutes=some.integers(0, 480), is_held=some.booleans(),
                is_settled=some.booleans()),
    max_size=12, unique_by=lambda one: one.session,
)  # fmt: skip
percents = some.integers(0, 100)


@some.composite
def marked(draw):
    """Meetings, and marks that a register would take: minutes only with presence, never beyond the credited ones."""
    found, marks = draw(meetings), {}
    for one in found:
        presence = draw(some.sampled_from([None, "present", "partial", "absent", "excused"]))
        if presence:
            minutes = draw(some.integers(0, one.minutes)) if presence in ("present", "partial") else 0
            marks[one.session] = Mark(presence, minutes)
    return found, marks


@given(marked(), percents, percents)
def test_nobody_attends_more_than_there_is(register, threshold, limit):
    found, marks = register
    hours = count_hours(found, marks, threshold=threshold, excused_limit=limit)
    assert 0 <= hours.attended + hours.possible <= hours.planned
    assert 0 <= hours.held <= hours.planned
    assert hours.planned == sum(one.minutes for one in found)
    assert 0 <= hours.excused <= hours.planned * limit / 100
    assert 0 <= hours.needed <= hours.due <= hours.planned


@given(marked(), percents, percents)
def test_what_is_met_stays_within_reach(register, threshold, limit):
    found, marks = register
    hours = count_hours(found, marks, threshold=threshold, excused_limit=limit)
    assert hours.reachable or not hours.is_met
    assert hours.is_met == (hours.missing == 0)


@given(marked(), percents, percents)
def test_reachable_says_whether_full_presence_from_now_on_would_do(register, threshold, limit):
    found, marks = register
    rules = {"threshold": threshold, "excused_limit": limit}
    best = {one.session: Mark("present", one.minutes) for one in found if not one.is_settled} | marks
    assert count_hours(found, marks, **rules).reachable == count_hours(found, best, **rules).is_met


@given(marked(), percents)
def test_an_excuse_is_an_absence_where_the_edition_grants_none(register, threshold):
    found, marks = register
    absent = {key: Mark("absent", 0) if mark.presence == "excused" else mark for key, mark in marks.items()}
    one, other = (count_hours(found, told, threshold=threshold) for told in (marks, absent))
    assert one == other


@given(marked(), percents, percents)
def test_one_more_meeting_never_makes_it_easier(register, threshold, limit):
    found, marks = register
    rules = {"threshold": threshold, "excused_limit": limit}
    more = [*found, Counted(99, 60, True, True)]
    assert count_hours(more, marks, **rules).needed >= count_hours(found, marks, **rules).needed


def test_the_whole_is_what_is_planned_not_what_was_held(edition, meeting, enrolment):
    SchoolAttendanceFactory(session=meeting, enrolment=enrolment)
    hours = hours_of(enrolment, START + dt.timedelta(days=1))
    assert (hours.attended, hours.held, hours.planned, hours.share) == (210, 210, 420, 0.5)
    assert (hours.needed, hours.is_met, hours.reachable) == (336, False, True)


def test_cancelled_and_uncounted_meetings_are_left_out(edition, meeting, enrolment):
    SessionFactory(edition=edition, counts=False)
    SessionFactory(edition=edition, status="cancelled")
    SchoolAttendanceFactory(session=meeting, enrolment=enrolment)
    assert hours_of(enrolment, AFTER).planned == 420


def test_who_is_not_recorded_can_still_be_until_the_register_is_sealed(edition, meeting, enrolment):
    assert hours_of(enrolment, AFTER).reachable
    SessionRegisterFactory(session=meeting, closed_at=AFTER)
    assert not hours_of(enrolment, AFTER).reachable


def test_excused_absences_shorten_the_whole_up_to_the_limit(edition, meeting, enrolment):
    edition.excused_limit = 25
    edition.save()
    other = Session.objects.filter(edition=edition).last()
    SchoolAttendanceFactory(session=meeting, enrolment=enrolment)
    SchoolAttendanceFactory(session=other, enrolment=enrolment, presence="excused", minutes=0)
    hours = hours_of(type(enrolment).objects.get(pk=enrolment.pk), AFTER)
    assert (hours.excused, hours.due, hours.needed, hours.is_met) == (105, 315, 252, False)


def test_minutes_credited_no_more_count_no_more(edition, meeting, enrolment):
    SchoolAttendanceFactory(session=meeting, enrolment=enrolment)
    Session.objects.filter(pk=meeting.pk).update(credited_minutes=180)
    assert hours_of(enrolment, AFTER).attended == 180


@pytest.mark.parametrize("people", [1, 3])
def test_hours_of_everybody_cost_three_queries(edition, meeting, people):
    for _one in range(people):
        SchoolAttendanceFactory(session=meeting)
    EnrolmentFactory(pool=SeatPoolFactory(edition=edition), status="waitlisted")
    with CaptureQueriesContext(connection) as asked:
        found = hours_in(edition, AFTER)
    assert (len(asked), [one.attended for one in found.values()]) == (3, [210] * people)


def test_registers_are_open_until_sealed_where_they_matter(edition, meeting):
    other = Session.objects.filter(edition=edition).last()
    SessionRegisterFactory(session=meeting, closed_at=AFTER)
    SessionFactory(edition=edition, counts=False)
    SessionFactory(edition=edition, status="cancelled")
    needed = SessionFactory(edition=edition, counts=False, mandatory=True, starts_at=AFTER)
    assert list(open_registers(edition)) == [other, needed]


def test_what_is_missing_is_told_in_words(edition, meeting, enrolment):
    other = Session.objects.filter(edition=edition).last()
    Session.objects.filter(pk=other.pk).update(mandatory=True)
    SchoolAttendanceFactory(session=meeting, enrolment=enrolment)
    work = AssignmentFactory(edition=edition, title="Una sfida", is_required=True)
    SubmissionFactory(assignment=work, enrolment=enrolment, status="to_redo")
    [outcome] = outcomes_in(edition)
    assert outcome.missing == (
        "3.5 hours attended of the 5.6 needed", "absent from “La missione”", "“Una sfida” not done"
    )  # fmt: skip
    SubmissionFactory(assignment=work, enrolment=enrolment, attempt=2, status="done")
    SchoolAttendanceFactory(session=other, enrolment=enrolment)
    assert [one.completes for one in outcomes_in(edition)] == [True]


@pytest.mark.parametrize("people", [1, 3])
def test_outcomes_cost_the_same_for_one_and_three(edition, meeting, people):
    AssignmentFactory(edition=edition, is_required=True)
    Session.objects.filter(pk=meeting.pk).update(mandatory=True)
    for _one in range(people):
        SchoolAttendanceFactory(session=meeting)
    with CaptureQueriesContext(connection) as asked:
        assert len(outcomes_in(edition)) == people
    assert len(asked) == 8
