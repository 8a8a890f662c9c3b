"""One's own enrolment: state, queue, offer, particulars, calendar, materials."""

import datetime as dt

import pytest
from django.utils import timezone

from school.models import Enrolment, SeatPool
from school.queries.desks import letters_of
from school.services import enrolment as services
from school.services.enrolment import enrol
from tests.factories.accounts import UserFactory
from tests.factories.actors import ActorFactory
from tests.factories.school import (
    CertificateFactory,
    EditionQuestionFactory,
    EnrolmentFactory,
    MaterialFactory,
    SchoolAttendanceFactory,
    SessionFactory,
)


@pytest.fixture
def enter(opened, seats):
    """``enter(user)``: the user enrols on behalf of ``body``."""

    def act(user, body=None, **more):
        return enrol(
            edition=opened, pool=seats, name=str(user), email=user.email, organisation=body or ActorFactory(),
            job_role="officer", list_consent="nobody", source="self", by=user, **more,
        )  # fmt: skip

    return act


@pytest.fixture
def full(opened, seats, enter):
    """One seat, taken by somebody; who comes next waits."""
    SeatPool.objects.filter(pk=seats.pk).update(capacity=1)
    return enter(UserFactory())


def test_the_waiting_list_tells_place_rule_and_why_nobody_moves(page, pia, enter, full):
    enter(UserFactory())
    mine = enter(pia)
    text = page(pia, "enrolment_detail", mine.public_id).content.decode()
    assert "<b>2</b> in the queue" in text
    assert "Each seat that becomes free is offered to the first in the queue, who has 48 hours to accept" in text
    assert "Every seat is taken: a place comes free only when somebody gives theirs up." in text


def test_an_offer_is_accepted_on_the_page(page, pia, enter, full):
    mine = enter(pia)
    services.withdraw(enrolment=full, by=full.person.account)
    text = page(pia, "enrolment_detail", mine.public_id).content.decode()
    assert "Accept the seat" in text
    assert "1 day, 23 hours left" in text.replace("\xa0", " ")
    page(pia, "enrolment_move", mine.public_id, "accept", data={})
    mine.refresh_from_db()
    assert mine.status == "confirmed"


def test_who_gives_up_frees_the_seat_for_the_next(page, pia, enter, full):
    mine = enter(pia)
    page(full.person.account, "enrolment_move", full.public_id, "withdraw", data={})
    mine.refresh_from_db()
    full.refresh_from_db()
    assert (full.status, mine.status) == ("withdrawn", "offered")


@pytest.mark.parametrize("name", ["approve", "offer", "remove", "fly"])
def test_moves_that_are_not_ones_own_change_nothing(page, pia, enter, full, name):
    mine = enter(pia)
    page(pia, "enrolment_move", mine.public_id, name, data={"reason": "perché sì"})
    mine.refresh_from_db()
    assert mine.status == "waitlisted"


def test_after_admission_the_school_asks_more_and_consent_can_change(page, pia, opened, enter):
    question = EditionQuestionFactory(edition=opened, moment="admission", text="Allergie?")
    mine = enter(pia)
    assert "Allergie?" in page(pia, "enrolment_detail", mine.public_id).content.decode()
    data = {"list_consent": "participants", "needs": "rampa", f"question_{question.pk}": "no"}
    page(pia, "enrolment_edit", mine.public_id, data=data)
    mine.refresh_from_db()
    assert (mine.list_consent, mine.needs, mine.answers) == ("participants", "rampa", {str(question.pk): "no"})


@pytest.mark.parametrize(("who", "status"), [("chiara", 404), ("anna", 403), ("giulia", 403)])
def test_nobody_else_changes_what_a_person_told(page, pia, municipality, enter, school_cast, who, status):
    mine = enter(pia, municipality)
    answer = page(school_cast[who], "enrolment_edit", mine.public_id, data={"list_consent": "all"})
    mine.refresh_from_db()
    assert (answer.status_code, mine.list_consent) == (status, "nobody")


def test_the_link_to_join_is_there_shortly_before_and_for_participants_only(page, pia, opened, enter, full):
    SessionFactory(
        edition=opened, title="Ora", starts_at=timezone.now() + dt.timedelta(minutes=5), mode="online",
        join_url="https://example.org/stanza",
    )  # fmt: skip
    waiting = enter(pia)
    admitted = page(full.person.account, "enrolment_detail", full.public_id).content.decode()
    assert "Join online" in admitted
    assert "example.org/stanza" not in admitted
    assert "Join online" not in page(pia, "enrolment_detail", waiting.public_id).content.decode()


def test_materials_for_participants_wait_for_the_seat(page, pia, opened, enter, full):
    MaterialFactory(edition=opened, title="Dispensa aperta", access="public")
    MaterialFactory(edition=opened, title="Dispensa riservata")
    MaterialFactory(edition=opened, title="Per lo staff", access="staff")
    shown = {
        who: [
            title
            for title in ("Dispensa aperta", "Dispensa riservata", "Per lo staff")
            if title in page(one.person.account, "enrolment_detail", one.public_id).content.decode()
        ]
        for who, one in {"in": full, "waiting": enter(pia)}.items()
    }
    assert shown == {"in": ["Dispensa aperta", "Dispensa riservata"], "waiting": ["Dispensa aperta"]}


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("pia", {"Perché sì", "Sì, in treno"}), ("giulia", {"Perché sì", "Sì, in treno", "rampa"}),
        ("anna", {"Perché sì"}), ("teo", {"Perché sì"}),
    ],
)  # fmt: skip
def test_what_a_person_wrote_is_read_by_who_needs_it(page, school_cast, edition, enrolment, who, shown):
    question = EditionQuestionFactory(edition=edition)
    enrolment.answers, enrolment.motivation, enrolment.needs = {str(question.pk): "Sì, in treno"}, "Perché sì", "rampa"
    enrolment.save()
    text = page(school_cast[who], "enrolment_detail", enrolment.public_id).content.decode()
    # One's own needs stand in the form, to be changed.
    assert {words for words in ("Perché sì", "Sì, in treno", "rampa") if words in text} - (
        {"rampa"} if who == "pia" else set()
    ) == shown


def test_my_page_tells_editions_hours_and_certificates(page, pia, enrolment, edition):
    for meeting in edition.sessions.all():
        SchoolAttendanceFactory(session=meeting, enrolment=enrolment, minutes=210)
    CertificateFactory(enrolment=enrolment)
    other = EnrolmentFactory(name="Altra persona")
    text = page(pia, "mine").content.decode()
    assert "Abitare le valli" in text
    assert "7 hours of 40" in text.replace('<span class="cv-num">7</span>', "7")
    assert "2027/" in text
    assert other.edition.title not in text


def test_an_empty_page_leads_to_the_courses(page, chiara):
    assert "Choose an edition" in page(chiara, "mine").content.decode()


def test_letters_of_an_edition_are_those_of_its_people(opened, enter, pia, enrolment):
    mine = enter(pia)
    assert [mail.to for mail in letters_of(opened)] == [mine.email]
    assert Enrolment.objects.count() == 2
