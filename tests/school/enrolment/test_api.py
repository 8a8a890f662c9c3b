"""The API of enrolments, the kind refusal in a crowd, and what is told to whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from convergenze.core.errors import Busy
from convergenze.history.models import Entry
from convergenze.notifications.models import Follow, Mail
from convergenze.notifications.services import hear
from school.models import Enrolment
from school.services import enrolment as services
from tests.factories.accounts import UserFactory
from tests.factories.actors import PersonFactory
from tests.factories.school import EditionStaffFactory, SessionFactory


def api(user):
    client = APIClient()
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client


def request_for(pool, body, user):
    return {
        "edition": str(pool.edition.public_id), "organisation": str(body.public_id),
        "name": str(user), "email": user.email, "job_role": "officer", "needs": "Senza glutine",
    }  # fmt: skip


def test_a_program_enrols_its_owner_and_reads_where_they_stand(seats, enter, body, chiara):
    pool = seats(1)
    enter(pool)
    made = api(chiara).post("/api/v1/enrolments/", request_for(pool, body, chiara), format="json")
    assert (made.status_code, made.data["status"], made.data["place"]) == (201, "waitlisted", 1)
    assert [(step["source"], step["target"]) for step in made.data["steps"]] == [("", "waitlisted")]
    assert "needs" not in made.data


def test_the_same_key_enrols_once_and_other_data_are_refused(seats, body, chiara):
    pool, client = seats(5), api(chiara)
    asked = request_for(pool, body, chiara)
    first, again = (
        client.post("/api/v1/enrolments/", asked, format="json", headers={"Idempotency-Key": "k1"}) for _n in range(2)
    )
    assert (first.status_code, again.status_code, first.data["public_id"]) == (201, 201, again.data["public_id"])
    other = client.post(
        "/api/v1/enrolments/", asked | {"motivation": "Altro"}, format="json", headers={"Idempotency-Key": "k1"}
    )
    assert (other.status_code, other.json()["code"], Enrolment.objects.count()) == (409, "refused", 1)


def test_each_reads_what_is_theirs(seats, enter, municipality, anna, giulia, chiara, pia):
    pool = seats(5)
    own = enter(pool, by=chiara)
    of_the_body = enter(pool, by=pia, organisation=municipality)
    read = {
        name: {row["public_id"] for row in api(user).get("/api/v1/enrolments/").json()["results"]}
        for name, user in {"chiara": chiara, "pia": pia, "anna": anna, "giulia": giulia}.items()
    }
    mine, bodys = str(own.public_id), str(of_the_body.public_id)
    assert read == {"chiara": {mine}, "pia": {bodys}, "anna": {bodys}, "giulia": {mine, bodys}}


def test_a_longer_list_costs_the_same(seats, enter, giulia, django_assert_num_queries):
    pool, client = seats(5), api(giulia)
    enter(pool)
    client.get("/api/v1/enrolments/")
    with CaptureQueriesContext(connection) as one:
        client.get("/api/v1/enrolments/")
    enter(pool), enter(pool)
    with django_assert_num_queries(len(one)):
        assert len(client.get("/api/v1/enrolments/").json()["results"]) == 3


def test_a_visitor_reads_and_writes_nothing(seats, enter, body, chiara):
    pool = seats(1)
    enter(pool)
    assert APIClient().get("/api/v1/enrolments/").json()["results"] == []
    assert APIClient().post("/api/v1/enrolments/", request_for(pool, body, chiara), format="json").status_code == 401


def test_moves_are_told_and_made(seats, enter, of):
    pool = seats(1)
    first, second = enter(pool), enter(pool)
    services.withdraw(enrolment=first, by=of(first))
    client, address = api(of(second)), f"/api/v1/enrolments/{second.public_id}/moves/"
    assert [move["name"] for move in client.get(address).json()] == ["accept", "withdraw"]
    assert client.post(f"{address}accept/", {}, format="json").data["status"] == "confirmed"
    assert client.post(f"{address}accept/", {}, format="json").status_code == 409
    assert client.post(f"{address}fly/", {}, format="json").status_code == 409
    assert client.post(f"{address}remove/", {"reason": "x"}, format="json").status_code == 403


def test_what_is_refused_is_a_problem_with_its_field(seats, body, chiara):
    pool = seats(1, mail_domains="comune.it")
    answer = api(chiara).post("/api/v1/enrolments/", request_for(pool, body, chiara), format="json")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "#/email")


# A crowd


@pytest.fixture
def crowd(monkeypatch):
    """Somebody holds every edition for longer than anybody waits."""

    def crowded(edition):
        raise Busy

    monkeypatch.setattr("school.services.enrolment.desk.lock", crowded)


def test_in_a_crowd_a_program_is_told_to_come_back(crowd, seats, body, chiara):
    answer = api(chiara).post("/api/v1/enrolments/", request_for(seats(1), body, chiara), format="json")
    assert (answer.status_code, answer["Retry-After"], answer.json()["code"]) == (503, "5", "busy")
    assert answer["Content-Type"].startswith("application/problem+json")


def test_in_a_crowd_a_person_keeps_what_they_wrote(crowd, seats, enter, client, rf):
    from convergenze.core.middleware import DomainErrorsMiddleware

    request = rf.post("/school/editions/x/enrol/?a=1", {"name": "Pia", "answers": ["uno", "due"]})
    request.user, request.htmx = UserFactory(), False
    page = DomainErrorsMiddleware(lambda request: None).process_exception(request, Busy())
    assert (page.status_code, page["Retry-After"]) == (503, "5")
    told = page.content.decode()
    assert "Nothing was changed and nothing you wrote is lost" in told
    for field in ('name="name" value="Pia"', 'name="answers" value="uno"', 'name="answers" value="due"'):
        assert field in told


# Letters


def test_who_is_confirmed_gets_the_calendar_and_who_leaves_takes_it_off(seats, enter, of):
    pool = seats(1)
    meeting = SessionFactory(edition=pool.edition, title="La sfida", join_url="https://example.org/segreto")
    enrolment = enter(pool)
    services.withdraw(enrolment=enrolment, by=of(enrolment))
    came, left = Mail.objects.order_by("pk")
    uid = f"UID:session-{meeting.public_id}"
    assert ["METHOD:PUBLISH" in came.attachment, uid in came.attachment] == [True, True]
    assert ["METHOD:CANCEL" in left.attachment, "STATUS:CANCELLED" in left.attachment] == [True, True]
    assert "segreto" not in came.attachment + came.text + came.html


@pytest.mark.parametrize(("language", "words"), [("it", "Buongiorno"), ("en", "Good day")])
def test_a_letter_is_in_the_language_of_its_reader(language, words, seats, enter):
    enrolment = enter(seats(1), by=UserFactory(language=language, name="Chiara Neri"))
    letter = Mail.objects.get()
    assert letter.text.startswith(f"{words} Chiara Neri,")
    assert reverse("school:enrolment_detail", args=[enrolment.public_id]) in letter.text
    assert letter.html.startswith(f'<!doctype html>\n<html lang="{language}">')


def test_a_letter_is_written_once_for_each_step(seats, enter, of):
    pool = seats(1)
    first, second = enter(pool), enter(pool)
    services.withdraw(enrolment=first, by=of(first))
    services.accept(enrolment=second, by=of(second))
    keys = sorted(Mail.objects.values_list("key", flat=True))
    assert keys == sorted([
        f"enrolment:{first.pk}:1:confirmed", f"enrolment:{first.pk}:2:withdrawn", f"enrolment:{second.pk}:1:waitlisted",
        f"enrolment:{second.pk}:2:offered", f"enrolment:{second.pk}:3:confirmed",
    ])  # fmt: skip


def test_who_runs_the_edition_hears_of_requests_and_withdrawals_and_nobody_else(seats, enter, of, chiara):
    pool, director = seats(1, approval="school"), UserFactory()
    EditionStaffFactory(edition=pool.edition, person=PersonFactory(account=director), role="director")
    Follow.objects.create(user=chiara, subject=pool.edition)
    enrolment = enter(pool)
    services.withdraw(enrolment=enrolment, by=of(enrolment))
    entries = Entry.objects.about(enrolment).order_by("pk")
    told = sorted(((one.user, one.entry.verb) for one in hear(entries)), key=lambda pair: pair[1])
    assert told == [(director, "school.enrolment.requested"), (director, "school.enrolment.withdrawn")]
