"""The page of a body, nominations, files: what a contact does, and never reads of others."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from school.models import Enrolment, SeatPool
from tests.factories.actors import ActorFactory
from tests.factories.school import (
    CertificateFactory,
    EnrolmentFactory,
    SchoolAttendanceFactory,
    SeatPoolFactory,
    SessionFactory,
)


@pytest.mark.parametrize(
    ("who", "status"),
    [("anna", 200), ("giulia", 200), ("ada", 200), ("pia", 404), ("bruno", 404), ("chiara", 404), ("teo", 404)],
)
def test_only_who_answers_for_a_body_and_the_school_read_its_page(page, school_cast, municipality, who, status):
    assert page(school_cast[who], "body", municipality.slug).status_code == status


def test_hours_are_counted_by_person_and_year_against_forty(page, anna, municipality, enrolment, edition):
    for meeting in edition.sessions.all():
        SchoolAttendanceFactory(session=meeting, enrolment=enrolment, minutes=210)
    EnrolmentFactory(organisation=municipality, name="Berta Neri")
    hours = page(anna, "body", municipality.slug).context["hours"]
    told = [(person.name, {one.year: one.minutes for one in cells if one.minutes}) for person, cells in hours.rows]
    assert told == [("Berta Neri", {}), ("Pia Rossi", {2027: 420})]
    assert dict(zip(hours.years, hours.totals, strict=True))[2027] == 420


def test_a_contact_sees_nothing_of_other_bodies(page, anna, municipality, enrolment):
    other = EnrolmentFactory(pool=enrolment.pool, name="Segreta Persona", organisation=ActorFactory(name="Altro ente"))
    CertificateFactory(enrolment=other)
    pages = [
        page(anna, "body", municipality.slug).content,
        b"".join(page(anna, "body", municipality.slug, query={"format": "csv"}).streaming_content),
        b"".join(page(anna, "body", municipality.slug, query={"format": "csv", "view": "hours"}).streaming_content),
        page(anna, "participants", enrolment.edition.slug).content,
        page(anna, "mine").content,
    ]
    assert [b"Segreta" in text for text in pages] == [False] * len(pages)
    assert [b"Pia Rossi" in text for text in pages[:3]] == [True] * 3
    closed = ("enrolment_detail", "enrolment_edit")
    assert [page(anna, name, other.public_id).status_code for name in closed] == [404, 404]
    desks = ("desk", "desk_numbers", "desk_messages", "invitation_list", "reminder_list")
    assert {page(anna, name, enrolment.edition.slug).status_code for name in desks} == {403}


def test_a_body_says_yes_on_its_page(page, anna, pia, municipality, opened, seats, filled):
    opened.approval = "organisation"
    opened.save()
    page(pia, "enrol", opened.slug, data={**filled, "pool": seats.pk, "body": municipality.pk})
    made = Enrolment.objects.get()
    text = page(anna, "body", municipality.slug).content.decode()
    assert "Requests that wait for your yes" in text
    page(anna, "enrolment_move", made.public_id, "approve", data={})
    made.refresh_from_db()
    assert made.status == "confirmed"


def rows(*people, **more):
    data = {"people-TOTAL_FORMS": len(people), "people-INITIAL_FORMS": 0, "request_key": "insieme"} | more
    for number, (name, email) in enumerate(people):
        data |= {f"people-{number}-name": name, f"people-{number}-email": email, f"people-{number}-job_role": "officer"}
    return data


def test_a_contact_enrols_several_colleagues_at_once(page, anna, municipality, opened, seats):
    data = rows(("Ada", "ada@c.it"), ("Bea", "bea@c.it"), ("", ""), organisation=municipality.pk, pool=seats.pk)
    page(anna, "nominate", opened.slug, data=data)
    page(anna, "nominate", opened.slug, data=data)  # the second click
    told = Enrolment.objects.order_by("pk").values_list("name", "organisation", "source", "status")
    assert list(told) == [
        ("Ada", municipality.pk, "colleague", "confirmed"),
        ("Bea", municipality.pk, "colleague", "confirmed"),
    ]


def test_who_could_not_be_enrolled_stays_on_the_page_with_the_reason(page, anna, municipality, opened, seats):
    SeatPool.objects.filter(pk=seats.pk).update(capacity=1)
    opened.waitlist = "off"
    opened.save()
    data = rows(("Ada", "ada@c.it"), ("Bea", "bea@c.it"), organisation=municipality.pk, pool=seats.pk)
    answer = page(anna, "nominate", opened.slug, data=data)
    assert [one.nominee.name for one in answer.context["made"]] == ["Ada"]
    left = answer.context["rows"]
    assert [(form["name"].value(), form.non_field_errors()) for form in left] == [
        ("Bea", ["“In presenza” is full, and this edition has no waiting list."])
    ]
    assert Enrolment.objects.count() == 1


BAD_ROWS = {
    "nobody": (rows(("", "")), "form"),
    "no e-mail": (rows(("Ada", "")), "rows"),
    "the same twice": (rows(("Ada", "ada@c.it"), ("Bea", "ADA@c.it")), "rows"),
    "no rows at all": ({}, "rows"),
}


@pytest.mark.parametrize(("data", "where"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_bad_rows_are_told_and_write_nothing(page, anna, municipality, opened, seats, data, where):
    answer = page(anna, "nominate", opened.slug, data={**data, "organisation": municipality.pk, "pool": seats.pk})
    assert answer.status_code == 422
    wrong = answer.context[where]
    assert wrong.errors or wrong.non_form_errors()
    assert not Enrolment.objects.exists()


def test_more_rows_keep_what_is_typed(page, anna, municipality, opened, seats):
    data = rows(("Ada", "ada@c.it"), organisation=municipality.pk, pool=seats.pk, more="1")
    answer = page(anna, "nominate", opened.slug, data=data)
    assert answer.status_code == 200
    assert [form["name"].value() for form in answer.context["rows"]] == ["Ada", None, None, None]


@pytest.mark.parametrize(("who", "status"), [("chiara", 403), ("pia", 403), ("anna", 200), ("giulia", 200)])
@pytest.mark.parametrize("name", ["nominate", "enrol_file"])
def test_only_contacts_and_the_school_nominate(page, school_cast, opened, seats, name, who, status):
    assert page(school_cast[who], name, opened.slug).status_code == status


def test_nobody_nominates_for_a_body_of_others(page, anna, municipality, cooperative, opened, seats):
    data = rows(("Ada", "ada@c.it"), organisation=cooperative.pk, pool=seats.pk)
    assert page(anna, "nominate", opened.slug, data=data).status_code == 422
    assert not Enrolment.objects.exists()


def sent(text, name="persone.csv"):
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


GOOD = "nome;cognome;email;ruolo;qualifica\nAda;Neri;ada@c.it;officer;Geometra\nBea;Bo;bea@c.it;;\n"


def test_a_file_is_shown_first_and_enrolled_when_confirmed(page, anna, municipality, opened, seats):
    more = {"organisation": municipality.pk, "pool": seats.pk, "request_key": "file"}
    shown = page(anna, "enrol_file", opened.slug, data={"file": sent(GOOD + ";;x@c.it\nCi;Ro;no;;\n"), **more})
    assert not Enrolment.objects.exists()
    told = [(line.number, bool(line.person), line.problems) for line in shown.context["lines"]]
    assert [(number, good) for number, good, _problems in told] == [(2, True), (3, True), (4, False), (5, False)]
    kept = {"lines": shown.context["kept"], **more}
    done = page(anna, "enrol_file", opened.slug, data=kept)
    again = page(anna, "enrol_file", opened.slug, data=kept)
    assert [one.words for one in done.context["outcomes"]] == ["Confirmed", "Confirmed"]
    assert [one.enrolment.pk for one in again.context["outcomes"]] == [
        one.enrolment.pk for one in done.context["outcomes"]
    ]
    made = list(Enrolment.objects.order_by("pk").values_list("name", "job_title", "source"))
    assert made == [("Ada Neri", "Geometra", "csv"), ("Bea Bo", "", "csv")]
    table = page(anna, "enrol_file", opened.slug, data={"download": "1", "told": done.context["told"]})
    assert "2;Ada Neri;ada@c.it;Confirmed" in b"".join(table.streaming_content).decode()


def test_the_school_names_a_body_on_each_line(page, giulia, municipality, opened, seats):
    text = "nome;email;ente\nAda;ada@c.it;Comune di Valfiorita\nBea;bea@c.it;Nessun ente\n"
    more = {"pool": seats.pk, "request_key": "file", "organisation": ""}
    shown = page(giulia, "enrol_file", opened.slug, data={"file": sent(text), **more})
    assert [line.person.organisation if line.person else line.problems for line in shown.context["lines"]] == [
        municipality, ["Nothing is called “Nessun ente”: check the spelling."],
    ]  # fmt: skip


BAD_FILES = {
    "empty": sent(""),
    "a picture": sent(b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "foto.csv"),
    "other columns": sent("a;b\n1;2\n"),
    "too large": sent("nome;email\n" + "x" * 1_000_100),
    "too many people": sent("nome;email\n" + "Ada;ada@c.it\n" * 501),
}


@pytest.mark.parametrize("file", BAD_FILES.values(), ids=BAD_FILES)
def test_a_file_that_cannot_be_read_says_what_to_do(page, anna, municipality, opened, seats, file):
    file.seek(0)
    data = {"file": file, "organisation": municipality.pk, "pool": seats.pk}
    answer = page(anna, "enrol_file", opened.slug, data=data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize("lines", ["", "[1]", "{}", '[["x", {}]]', "[[1, 2]]"])
def test_lines_that_were_spoilt_ask_for_the_file_again(page, anna, municipality, opened, seats, lines):
    data = {"lines": lines, "organisation": municipality.pk, "pool": seats.pk}
    assert page(anna, "enrol_file", opened.slug, data=data).status_code in {200, 422}
    assert not Enrolment.objects.exists()


def test_the_template_can_be_downloaded(page, anna, opened, seats):
    answer = page(anna, "enrol_file", opened.slug, query={"format": "csv"})
    assert b"".join(answer.streaming_content).decode().lstrip("\ufeff").startswith("nome;cognome;email")


def test_the_page_of_a_body_costs_the_same_for_one_and_three(client, anna, municipality, enrolment):
    client.force_login(anna)
    address = f"/school/bodies/{municipality.slug}/"

    def cost():
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def one_more():
        pool = SeatPoolFactory(edition__approval="organisation")
        made = EnrolmentFactory(pool=pool, organisation=municipality)
        SchoolAttendanceFactory(session=SessionFactory(edition=pool.edition), enrolment=made)
        EnrolmentFactory(pool=pool, organisation=municipality, status="requested")
        CertificateFactory(enrolment=made)

    one_more()
    one = cost()
    one_more(), one_more()
    assert cost() == one
