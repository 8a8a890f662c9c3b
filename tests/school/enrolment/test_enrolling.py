"""Enrolling: who may, when, for whom, in which seats; the same request twice; what waits for a yes."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from actors.models import Person
from convergenze.core.errors import MoveRefused
from convergenze.notifications.models import Mail
from school.models import Enrolment
from school.services import enrolment as services
from tests.factories.accounts import UserFactory
from tests.factories.actors import ActorFactory, MembershipFactory, PersonFactory, TerritoryFactory
from tests.factories.school import EditionQuestionFactory, InvitationFactory, SeatPoolFactory

HOUR = dt.timedelta(hours=1)


def test_who_signs_in_and_is_nobody_yet_becomes_a_person(seats, enter, chiara):
    enrolment = enter(seats(1), by=chiara)
    assert (enrolment.person.account, enrolment.person.visibility) == (chiara, "team")


@pytest.mark.parametrize(
    ("edition", "refusal"),
    [
        ({"status": "draft"}, "takes no enrolments"),
        ({"status": "cancelled"}, "takes no enrolments"),
        ({"enrolment_opens_at": timezone.now() + HOUR}, "opens on"),
        ({"enrolment_closes_at": timezone.now() - HOUR}, "closed on"),
        ({"families": ["research"]}, "bodies of other kinds"),
        ({"mail_domains": "comune.esempio.it"}, "one of these domains: comune.esempio.it"),
    ],
)
def test_what_the_edition_does_not_allow_is_refused_with_the_reason(edition, refusal, seats, enter, giulia):
    with pytest.raises(ValidationError, match=refusal):
        enter(seats(1, **edition), by=giulia)


def test_a_domain_holds_for_what_is_below_it(seats, enter):
    user = UserFactory(email="pia@urp.comune.esempio.it")
    assert enter(seats(1, mail_domains="altro.it\n@comune.esempio.it"), by=user).status == "confirmed"


def test_bodies_of_other_territories_are_refused(seats, enter):
    place = TerritoryFactory()
    pool = seats(2, eligible_territory=place)
    with pytest.raises(ValidationError, match="of this territory only"):
        enter(pool)
    assert enter(pool, organisation=ActorFactory(seat=place, visibility="public")).status == "confirmed"


def test_seats_for_others_are_not_given(seats, enter):
    pool = seats(1)
    by_invitation = SeatPoolFactory(edition=pool.edition, invitation_only=True)
    with pytest.raises(ValidationError, match="not for your body"):
        enter(by_invitation)


def test_without_a_choice_the_first_pool_with_room_is_taken(seats, enter):
    first = seats(0)
    second = SeatPoolFactory(edition=first.edition, capacity=1)
    assert enter(first, pool=None).pool == second


def test_a_question_that_must_be_answered_is(seats, enter):
    pool = seats(1)
    question = EditionQuestionFactory(edition=pool.edition, text="Che cosa porti?", is_required=True)
    with pytest.raises(ValidationError, match="Che cosa porti"):
        enter(pool)
    assert enter(pool, answers={str(question.pk): "Una sfida"}).answers == {str(question.pk): "Una sfida"}


def test_nobody_is_enrolled_twice(seats, enter, chiara):
    pool = seats(2)
    enter(pool, by=chiara)
    with pytest.raises(ValidationError, match="already enrolled"):
        enter(pool, by=chiara)


def test_who_gave_up_enrols_again_from_the_end_of_the_queue(seats, enter, chiara, states):
    pool = seats(1)
    first = enter(pool, by=chiara)
    enter(pool)
    services.withdraw(enrolment=first, by=chiara)
    again = enter(pool, by=chiara)
    assert states(pool) == ["withdrawn", "offered", "waitlisted"]
    assert again.queued_at > first.queued_at


def test_the_same_request_again_returns_what_it_made(seats, enter, chiara):
    pool = seats(2)
    first = enter(pool, by=chiara, request_key="abc")
    assert enter(pool, by=chiara, request_key="abc") == first
    assert Enrolment.objects.count() == 1
    with pytest.raises(MoveRefused, match="already sent, with other data"):
        enter(pool, by=chiara, request_key="abc", motivation="Altro")


def test_a_key_of_somebody_else_opens_nothing(seats, enter, chiara):
    pool = seats(2)
    enter(pool, request_key="abc")
    with pytest.raises(MoveRefused):
        enter(pool, by=chiara, request_key="abc")


@pytest.mark.parametrize("edition", [{"waitlist": "off"}, {"starts_at": timezone.now() - HOUR}])
def test_where_there_is_no_waiting_list_any_more_the_next_is_refused(edition, seats, enter):
    pool = seats(1, **edition)
    enter(pool)
    with pytest.raises(MoveRefused, match="is full"):
        enter(pool)


def test_a_full_waiting_list_is_said_too(seats, enter):
    pool = seats(0)
    pool.waitlist_capacity = 1
    pool.save()
    enter(pool)
    with pytest.raises(MoveRefused, match="its waiting list are full"):
        enter(pool)


def test_an_invitation_opens_a_closed_window_once(seats, enter):
    pool = seats(2, enrolment_closes_at=timezone.now() - HOUR)
    invitation = InvitationFactory(edition=pool.edition)
    assert enter(pool, source="invitation", invitation=invitation).status == "confirmed"
    with pytest.raises(MoveRefused, match="used already"):
        enter(pool, source="invitation", invitation=invitation)


def test_an_invitation_may_need_no_approval(seats, enter):
    pool = seats(1, approval="both")
    invitation = InvitationFactory(edition=pool.edition, skips_approval=True)
    assert enter(pool, source="invitation", invitation=invitation).status == "confirmed"


# Colleagues


def nominate(enter, pool, anna, municipality, **more):
    fields = {"name": "Pia Rossi", "email": "pia@comune.it", "organisation": municipality, "source": "colleague"}
    return enter(pool, by=anna, **fields | more)


def test_a_colleague_known_to_the_body_is_found(seats, enter, anna, municipality):
    pia = PersonFactory(name="Pia", email="pia@comune.it")
    MembershipFactory(actor=municipality, person=pia)
    assert nominate(enter, seats(1), anna, municipality).person == pia


def test_a_new_colleague_is_made_and_found_again(seats, enter, anna, municipality):
    first = nominate(enter, seats(1), anna, municipality)
    assert (first.person.name, first.person.visibility) == ("Pia Rossi", "team")
    assert nominate(enter, seats(1), anna, municipality).person == first.person


def test_who_nominates_does_not_learn_that_somebody_is_enrolled_for_others(seats, enter, anna, municipality):
    pool, elsewhere = seats(2), UserFactory(email="pia@comune.it")
    enter(pool, by=elsewhere)
    enrolment = nominate(enter, pool, anna, municipality)
    assert (enrolment.status, enrolment.person.account) == ("confirmed", None)
    assert Person.objects.get(account=elsewhere) != enrolment.person


def test_others_do_not_nominate_for_a_body(seats, enter, chiara, municipality):
    with pytest.raises(PermissionDenied):
        nominate(enter, seats(1), chiara, municipality)


def test_the_school_enrols_anybody_also_when_the_window_is_closed(seats, enter, giulia, municipality):
    pool = seats(1, enrolment_closes_at=timezone.now() - HOUR)
    assert nominate(enter, pool, giulia, municipality, source="staff").status == "confirmed"


def test_a_body_that_one_does_not_see_is_not_there(seats, enter, chiara):
    hidden = ActorFactory(visibility="team")
    with pytest.raises(ValidationError, match="still there"):
        enter(seats(1), by=chiara, organisation=hidden)


# Approval


@pytest.mark.parametrize(
    ("approval", "first", "then"),
    [
        ("none", "confirmed", []),
        ("school", "requested", [("giulia", "confirmed")]),
        ("organisation", "requested", [("anna", "confirmed")]),
        ("both", "requested", [("anna", "org_approved"), ("giulia", "confirmed")]),
    ],
)
def test_a_request_waits_for_each_yes_in_order(approval, first, then, seats, enter, chiara, municipality, request):
    people = {name: request.getfixturevalue(name) for name in ("anna", "giulia")}
    enrolment = enter(seats(1, approval=approval), by=chiara, organisation=municipality)
    assert enrolment.status == first
    for name, state in then:
        enrolment = services.approve(enrolment=enrolment, by=people[name])
        assert enrolment.status == state


def test_the_body_is_asked_by_letter(seats, enter, chiara, anna, municipality):
    enter(seats(1, approval="organisation"), by=chiara, organisation=municipality)
    assert list(Mail.objects.order_by("pk").values_list("to", flat=True)) == [chiara.email, anna.email]


def test_the_contact_of_the_body_does_not_answer_for_the_school(seats, enter, chiara, anna, municipality):
    enrolment = enter(seats(1, approval="school"), by=chiara, organisation=municipality)
    with pytest.raises(PermissionDenied):
        services.approve(enrolment=enrolment, by=anna)


def test_a_nomination_by_the_body_is_its_yes(seats, enter, anna, municipality):
    pool = seats(1, approval="both")
    assert nominate(enter, pool, anna, municipality).status == "org_approved"


def test_a_slow_answer_costs_no_place(seats, enter, giulia, states):
    pool = seats(1, approval="school")
    early, late, third = enter(pool), enter(pool), enter(pool)
    services.approve(enrolment=third, by=giulia)
    services.approve(enrolment=late, by=giulia)
    services.approve(enrolment=early, by=giulia)
    assert list(Enrolment.objects.queue(pool)) == [early, late]


def test_a_no_has_a_reason_that_the_person_reads(seats, enter, giulia, chiara):
    enrolment = enter(seats(1, approval="school"), by=chiara)
    with pytest.raises(ValidationError, match="Write a reason"):
        services.decline(enrolment=enrolment, reason=" ", by=giulia)
    services.decline(enrolment=enrolment, reason="Fuori tema", by=giulia)
    assert "Fuori tema" in Mail.objects.order_by("pk").last().text


def test_a_request_may_hold_a_seat_until_it_is_answered(seats, enter, giulia, states):
    pool = seats(1, approval="school", approval_holds_seat=True)
    first = enter(pool)
    with pytest.raises(MoveRefused, match="held by a request"):
        enter(pool)
    services.decline(enrolment=first, reason="No", by=giulia)
    assert enter(pool).status == "requested"


def test_more_seats_approve_nobody(seats, enter, giulia, states):
    pool = seats(1, approval="school")
    enter(pool), enter(pool)
    services.change_capacity(pool=pool, capacity=5, by=giulia)
    assert states(pool) == ["requested", "requested"]
