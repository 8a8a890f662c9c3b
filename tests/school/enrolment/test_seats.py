"""Seats: taken, waited for, offered, freed and given on, each step told and written down."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from convergenze.core.errors import MoveRefused
from convergenze.notifications.models import Mail
from school.models import SeatPool
from school.services import enrolment as services


def test_a_free_seat_is_taken_at_once(seats, enter):
    pool = seats(1)
    enrolment = enter(pool)
    pool.refresh_from_db()
    assert (enrolment.status, pool.seats_taken) == ("confirmed", 1)
    assert [(t.number, t.source, t.target) for t in enrolment.transitions.all()] == [(1, "", "confirmed")]


def test_who_comes_when_it_is_full_waits_in_line(seats, enter, states):
    pool = seats(1)
    for _n in range(3):
        enter(pool)
    assert states(pool) == ["confirmed", "waitlisted", "waitlisted"]
    last = Mail.objects.order_by("pk").last()
    assert last.subject_line.startswith(("You are on the waiting list", "Sei in lista d’attesa"))


def test_a_seat_given_up_is_offered_to_the_first_who_waits(seats, enter, of, states):
    pool = seats(1)
    first, _second, _third = enter(pool), enter(pool), enter(pool)
    services.withdraw(enrolment=first, by=of(first))
    assert states(pool) == ["withdrawn", "offered", "waitlisted"]
    pool.refresh_from_db()
    assert pool.seats_taken == 1


def test_in_the_direct_way_the_first_who_waits_is_admitted(seats, enter, of, states):
    pool = seats(1, waitlist="direct")
    first, _second = enter(pool), enter(pool)
    services.withdraw(enrolment=first, by=of(first))
    assert states(pool) == ["withdrawn", "confirmed"]


def test_an_offer_is_accepted(seats, enter, of, states):
    pool = seats(1)
    first, second = enter(pool), enter(pool)
    services.withdraw(enrolment=first, by=of(first))
    assert services.accept(enrolment=second, by=of(second)).status == "confirmed"


def test_an_offer_that_ran_out_goes_to_the_next_even_while_it_is_being_accepted(seats, enter, of, states):
    pool = seats(1)
    first, second, _third = enter(pool), enter(pool), enter(pool)
    services.withdraw(enrolment=first, by=of(first))
    pool.enrolments.filter(pk=second.pk).update(offer_expires_at=timezone.now() - dt.timedelta(seconds=1))
    with pytest.raises(MoveRefused, match="Offer expired"):
        services.accept(enrolment=second, by=of(second))
    assert states(pool) == ["withdrawn", "expired", "offered"]


def test_somebody_else_does_not_accept(seats, enter, of, chiara):
    pool = seats(1)
    first, second = enter(pool), enter(pool)
    services.withdraw(enrolment=first, by=of(first))
    with pytest.raises(PermissionDenied):
        services.accept(enrolment=second, by=chiara)


def test_more_seats_go_at_once_to_who_waits(seats, enter, giulia, states):
    pool = seats(1)
    for _n in range(4):
        enter(pool)
    services.change_capacity(pool=pool, capacity=3, by=giulia)
    assert states(pool) == ["confirmed", "offered", "offered", "waitlisted"]


def test_there_are_never_fewer_seats_than_are_taken(seats, enter, giulia):
    pool = seats(2)
    enter(pool), enter(pool)
    with pytest.raises(ValidationError, match="2 seats are taken"):
        services.change_capacity(pool=pool, capacity=1, by=giulia)
    assert SeatPool.objects.get(pk=pool.pk).capacity == 2
