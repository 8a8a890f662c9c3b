"""Anybody verifies by a code: what they read, in each state, and what they never read."""

import io

import pytest
from django.core.cache import cache
from django.urls import reverse

from school.analysis.codes import grouped, new_code
from school.models import Certificate
from school.services import certificates as services


@pytest.fixture
def issued(completed, giulia):
    return services.issue(enrolment=completed, by=giulia)


@pytest.fixture(autouse=True)
def _fresh_counts():
    cache.clear()
    yield
    cache.clear()


def page(client, code, language="en"):
    client.cookies["django_language"] = language
    return client.get(reverse("verifica:verify", args=[code]))


def test_a_stranger_reads_what_the_paper_says(issued, client, completed):
    answer = page(client, grouped(issued.code))
    text = answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    told = ["Valid", "Pia Rossi", issued.serial, completed.edition.course.title, "6 h", issued.pdf_sha256]
    assert [words for words in told if words not in text] == []
    assert [words for words in ("pia@example.org", "Comune di Valfiorita") if words in text] == []


def test_initials_stand_for_the_name_where_the_holder_wishes(issued, client, pia):
    services.show_initials(certificate=issued, initials=True, by=pia)
    text = page(client, issued.code).content.decode()
    assert "P. R." in text
    assert "Pia Rossi" not in text


def test_a_superseded_paper_leads_to_the_new_one(issued, client, giulia):
    new = services.supersede(certificate=issued, reason="Un errore", corrections={"name": "Pia Russo"}, by=giulia)
    text = page(client, issued.code).content.decode()
    assert "Superseded on" in text
    assert reverse("verifica:verify", args=[grouped(new.code)]) in text
    assert "Un errore" not in text


def test_a_revoked_paper_says_when_and_the_kind_of_reason_only(issued, client, giulia):
    services.revoke(certificate=issued, reason_class="false_attendance", reason="Firmava il collega", by=giulia)
    text = page(client, issued.code).content.decode()
    assert "presence was not true" in text
    assert [words for words in ("Firmava il collega", "Pia Rossi", "6 h") if words in text] == []


@pytest.mark.parametrize("code", ["0000000000001", "x", "è" * 13, "A" * 300])
def test_an_unknown_code_says_so(code, issued, client):
    answer = page(client, code)
    assert answer.status_code == 404
    assert "There is no certificate with this code" in answer.content.decode()


def test_a_code_never_given_is_unknown(issued, client):
    assert page(client, new_code()).status_code == 404


def test_what_is_typed_leads_to_the_page(issued, client):
    typed = grouped(issued.code).lower().replace("-", " ").replace("0", "o").replace("1", "i")
    answer = client.get(reverse("verifica:search"), {"code": typed})
    assert answer.url == reverse("verifica:verify", args=[grouped(issued.code)])


def test_what_cannot_be_read_is_kept_in_the_box(client, db):
    client.cookies["django_language"] = "en"
    text = client.get(reverse("verifica:search"), {"code": "7K3M <b>"}).content.decode()
    assert "a character is missing" in text
    assert 'value="7K3M &lt;b&gt;"' in text


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_file_itself_is_recognised(language, issued, client):
    content = services.document_of(issued, language)
    assert "to the last character" in _check(client, issued, content)


def test_another_file_is_told_apart(issued, client):
    assert "This is another file" in _check(client, issued, b"%PDF-1.7 another")


def _check(client, certificate, content):
    client.cookies["django_language"] = "en"
    file = io.BytesIO(content)
    file.name = "attestato.pdf"
    answer = client.post(reverse("school:verify_file", args=[certificate.code]), {"file": file})
    told = answer.content.decode()
    return told[told.index("Check this file") : told.index("<form", told.index("Check this file"))]


def test_no_file_is_asked_for_in_words(issued, client):
    client.cookies["django_language"] = "en"
    answer = client.post(reverse("school:verify_file", args=[issued.code]))
    assert "This field is required." in answer.content.decode()


def test_too_many_codes_from_one_address_have_to_wait(issued, client):
    answers = [page(client, new_code()).status_code for _n in range(62)]
    assert answers[:60] == [404] * 60
    assert answers[-1] == 429
    assert page(client, issued.code)["Retry-After"] == "600"


def test_verifying_costs_few_queries(issued, client, django_assert_num_queries):
    page(client, issued.code)
    with django_assert_num_queries(1):
        page(client, issued.code)
    assert Certificate.objects.count() == 1
