"""The ends: whether it goes ahead, called off, concluded; the sweep; the audit and what it mends."""

import datetime as dt
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from convergenze.core.errors import MoveRefused
from convergenze.notifications.models import Mail
from school.models import Edition, SeatPool
from school.queries import audit
from school.queries.enrolment import cohort_mix, funnel, why_nobody_moves
from school.services import attendance
from school.services import enrolment as services
from tests.factories.school import AssignmentFactory, SchoolAttendanceFactory, SessionFactory

PAST = timezone.now() - dt.timedelta(days=3)


@pytest.fixture
def full(seats, enter):
    """One confirmed, one waiting."""
    pool = seats(1)
    enter(pool), enter(pool)
    return pool


def test_a_cancelled_edition_takes_everybody_off_and_says_why(full, giulia, states):
    SessionFactory(edition=full.edition)
    Mail.objects.all().delete()
    services.cancel_edition(edition=full.edition, reason="Neve", by=giulia)
    assert states(full) == ["removed", "removed"]
    letters = list(Mail.objects.filter(key__contains="removed").order_by("pk"))
    assert ["Neve" in one.text for one in letters] == [True, True]
    assert ["METHOD:CANCEL" in one.attachment for one in letters] == [True, False]
    full.refresh_from_db()
    assert full.seats_taken == 0


def test_to_cancel_one_needs_a_reason_and_the_right(full, giulia, chiara, states):
    with pytest.raises(ValidationError):
        services.cancel_edition(edition=full.edition, reason="", by=giulia)
    with pytest.raises(PermissionDenied):
        services.cancel_edition(edition=full.edition, reason="Neve", by=chiara)
    assert states(full) == ["confirmed", "waitlisted"]


def test_an_edition_that_does_not_go_ahead_is_cancelled(full, giulia, states):
    decided = services.decide(edition=full.edition, goes_ahead=False, reason="Troppo pochi", by=giulia)
    assert (decided.goes_ahead, decided.status, states(full)) == (False, "cancelled", ["removed", "removed"])


def test_an_edition_that_goes_ahead_goes_on(full, giulia, states):
    decided = services.decide(edition=full.edition, goes_ahead=True, reason="Siamo abbastanza", by=giulia)
    assert (decided.goes_ahead, decided.status) == (True, "published")
    assert Edition.objects.get(pk=decided.pk).goes_ahead is True


@pytest.fixture
def over(seats, enter, giulia):
    """A running edition whose only meeting is over: its pool, its meeting and three confirmed people."""
    pool = seats(5)
    people = [enter(pool) for _n in range(3)]
    pool.edition.status = "running"
    pool.edition.save()
    meeting = SessionFactory(edition=pool.edition, starts_at=PAST, ends_at=PAST + dt.timedelta(hours=4))
    return pool, meeting, people


def seal(meeting, by):
    attendance.open_register(session=meeting, by=by)
    attendance.seal_register(session=meeting, by=by)


def test_an_edition_is_not_concluded_with_an_open_register(over, giulia):
    pool, _meeting, _people = over
    with pytest.raises(MoveRefused, match="1 register is still open"):
        services.conclude(edition=pool.edition, by=giulia)


def test_who_was_there_completes_it_and_the_others_do_not(over, giulia, states):
    pool, meeting, (there, absent, short) = over
    SchoolAttendanceFactory(session=meeting, enrolment=absent, minutes=0, presence="absent")
    SchoolAttendanceFactory(session=meeting, enrolment=there, minutes=210)
    SchoolAttendanceFactory(session=meeting, enrolment=short, minutes=100, presence="partial")
    seal(meeting, giulia)
    concluded = services.conclude(edition=pool.edition, by=giulia)
    assert (concluded.status, states(pool)) == ("concluded", ["completed", "not_completed", "not_completed"])
    there.refresh_from_db()
    assert (there.attended_minutes, there.planned_minutes) == (210, 210)
    assert audit.violations() == []


def test_work_that_is_needed_and_not_done_is_the_reason(over, giulia, states):
    pool, meeting, people = over
    for one in people:
        SchoolAttendanceFactory(session=meeting, enrolment=one)
    AssignmentFactory(edition=pool.edition, title="Scheda", is_required=True)
    seal(meeting, giulia)
    services.conclude(edition=pool.edition, by=giulia)
    assert states(pool) == ["not_completed"] * 3
    assert "Scheda" in people[0].transitions.last().reason


# The clock


def test_the_sweep_lets_offers_expire_and_serves_the_next(full, enter, of, states):
    enter(full)
    first, second, _third = full.enrolments.order_by("pk")
    services.withdraw(enrolment=first, by=of(first))
    full.enrolments.filter(pk=second.pk).update(offer_expires_at=PAST)
    assert services.sweep() == [full.edition]
    assert states(full) == ["withdrawn", "expired", "offered"]
    assert list(second.transitions.values_list("source", "target")) == [
        ("", "waitlisted"), ("waitlisted", "offered"), ("offered", "expired"),
    ]  # fmt: skip


def test_no_seat_is_offered_after_the_last_moment(full, of, states):
    Edition.objects.filter(pk=full.edition_id).update(promotion_cutoff_at=PAST)
    first = full.enrolments.order_by("pk")[0]
    services.withdraw(enrolment=first, by=of(first))
    assert states(full) == ["withdrawn", "waitlisted"]
    full.refresh_from_db()
    full.edition.refresh_from_db()
    assert why_nobody_moves(full).startswith("It is too late")


def test_an_offer_never_outlives_the_last_moment(full, of):
    last = timezone.now() + dt.timedelta(hours=2)
    Edition.objects.filter(pk=full.edition_id).update(promotion_cutoff_at=last)
    first, second = full.enrolments.order_by("pk")
    services.withdraw(enrolment=first, by=of(first))
    second.refresh_from_db()
    assert second.offer_expires_at == last


def test_by_hand_the_school_chooses(seats, enter, of, giulia, states):
    pool = seats(1, waitlist="manual")
    first, _second, third = enter(pool), enter(pool), enter(pool)
    with pytest.raises(MoveRefused, match="No seat is free"):
        services.offer(enrolment=third, by=giulia)
    services.withdraw(enrolment=first, by=of(first))
    pool.refresh_from_db()
    assert why_nobody_moves(pool) == "Seats are free: the School chooses whom to offer them."
    services.offer(enrolment=third, by=giulia)
    assert states(pool) == ["withdrawn", "waitlisted", "offered"]


def test_who_has_priority_goes_first_and_the_reason_is_kept(full, enter, of, giulia, states):
    third = enter(full)
    with pytest.raises(ValidationError, match="Write why"):
        services.prioritise(enrolment=third, priority=1, reason="", by=giulia)
    services.prioritise(enrolment=third, priority=1, reason="Sola del suo ente", by=giulia)
    first = full.enrolments.order_by("pk")[0]
    services.withdraw(enrolment=first, by=of(first))
    assert states(full) == ["withdrawn", "waitlisted", "offered"]


def test_the_numbers_of_an_edition_are_counted_in_one_query_each(full, django_assert_num_queries):
    with django_assert_num_queries(1):
        rungs = funnel(full.edition)
    assert [(one.code, one.n) for one in rungs] == [
        ("asked", 2), ("approved", 2), ("seat", 1), ("confirmed", 1), ("completed", 0),
    ]  # fmt: skip
    with django_assert_num_queries(1):
        shares = cohort_mix(full.edition)
    assert [(one.family, one.n, one.waiting) for one in shares] == [("public_administration", 1, 1)]


# The audit


def test_a_school_in_order_has_nothing_to_tell(full, capsys):
    call_command("school_audit")
    assert capsys.readouterr().out == "Every invariant holds.\n"


BREAKS = {
    "counter_is_recount": lambda pool: SeatPool.objects.filter(pk=pool.pk).update(seats_taken=0),
    "no_idle_seat": lambda pool: (
        SeatPool.objects.filter(pk=pool.pk).update(capacity=2),
        Edition.objects.filter(pk=pool.edition_id).update(updated_at=PAST),
    ),
    "unbroken_steps": lambda pool: pool.enrolments.filter(status="waitlisted").update(status="declined"),
    "one_letter_per_step": lambda pool: Mail.objects.filter(key__contains="waitlisted").delete(),
}


@pytest.mark.parametrize("invariant", BREAKS)
def test_the_audit_names_what_is_broken_and_says_so_to_machines(invariant, full, capsys):
    BREAKS[invariant](full)
    with pytest.raises(SystemExit) as ending:
        call_command("school_audit", "--json")
    found = json.loads(capsys.readouterr().out)
    assert (ending.value.code, {one["invariant"] for one in found}) == (2, {invariant})


def test_served_before_their_turn_is_found(full, enter, of):
    third = enter(full)
    first, second = full.enrolments.order_by("pk")[:2]
    services.withdraw(enrolment=first, by=of(first))
    second.transitions.filter(target="offered").update(enrolment=third)
    found = [one.invariant for one in audit.violations()]
    assert "first_come_first_served" in found


def test_counters_are_set_right_under_the_lock(full, capsys):
    SeatPool.objects.filter(pk=full.pk).update(seats_taken=0)
    call_command("school_audit", "--repair-counters")
    full.refresh_from_db()
    assert full.seats_taken == 1


def test_a_counter_adrift_stops_everything(full, enter):
    SeatPool.objects.filter(pk=full.pk).update(seats_taken=0)
    with pytest.raises(Exception, match="0 written, 1 counted"):
        enter(full)
