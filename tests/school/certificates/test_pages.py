"""Pages and API of certificates, for the people they are for."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse
from rest_framework.test import APIClient

from school.models import Certificate, CertificateTemplate, Session
from school.services import certificates as services
from tests.factories.school import EnrolmentFactory, SchoolAttendanceFactory, SessionRegisterFactory
from tests.school.certificates.conftest import complete


@pytest.fixture
def issued(completed, giulia):
    return services.issue(enrolment=completed, by=giulia)


@pytest.fixture(autouse=True)
def _english_pages(client):
    client.cookies["django_language"] = "en"
    cache.clear()
    yield
    cache.clear()


def get(client, name, *args, **query):
    return client.get(reverse(f"school:{name}", args=args), query)


WHO = {"giulia": 200, "pia": 200, "anna": 200, "teo": 200, "chiara": 404, "bruno": 404}


@pytest.mark.parametrize(("who", "status"), WHO.items())
def test_a_certificate_exists_for_its_holder_their_body_and_the_school(who, status, issued, client, request):
    client.force_login(request.getfixturevalue(who))
    found = [
        get(client, "certificate_detail", issued.code).status_code,
        get(client, "certificate_pdf", issued.code, "en").status_code,
        get(client, "documents", issued.enrolment.public_id).status_code,
        client.get(f"/api/v1/certificates/{issued.code}/").status_code,
    ]
    assert found == [status] * 4


DESK = {"giulia": (200, 302), "teo": (403, 403), "pia": (403, 403), "chiara": (403, 403)}


@pytest.mark.parametrize(("who", "statuses"), DESK.items())
def test_the_desk_is_for_who_runs_the_edition(who, statuses, completed, client, edition, request):
    client.force_login(request.getfixturevalue(who))
    shown = get(client, "certificates", edition.slug).status_code
    asked = client.post(reverse("school:certificates_issue", args=[edition.slug]), {"language": "it"}).status_code
    assert (shown, asked) == statuses


def test_issuing_for_all_tells_how_it_went(
    completed, pool, edition, giulia, client, django_capture_on_commit_callbacks
):
    complete(EnrolmentFactory(pool=pool, name="Ada"))
    client.force_login(giulia)
    before = get(client, "certificates", edition.slug).content.decode()
    assert "Issue for all who completed" in before
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("school:certificates_issue", args=[edition.slug]), {"language": "it"})
    after = get(client, "certificates", edition.slug).content.decode()
    assert "Issue for all who completed" not in after
    assert [one.serial for one in Certificate.objects.all() if one.serial not in after] == []


def test_while_it_works_the_page_shows_progress(completed, edition, giulia, client):
    cache.set(f"certificates:{edition.pk}", {"is_running": True}, 60)
    client.force_login(giulia)
    page = get(client, "certificates", edition.slug).content.decode()
    assert "Certificates made" in page
    assert "Issue for all who completed" not in page


def test_the_list_is_taken_as_a_file(issued, edition, giulia, client):
    client.force_login(giulia)
    lines = b"".join(get(client, "certificates", edition.slug, format="csv").streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert f"Pia Rossi;Comune di Valfiorita;Completed;360;420;{issued.serial}" in lines[1]
    assert get(client, "certificates", edition.slug, format="xlsx").status_code == 200


def test_the_desk_costs_the_same_for_one_and_three(
    issued, pool, edition, giulia, client, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(giulia)
    costs = []
    for _n in range(2):
        get(client, "certificates", edition.slug)
        with CaptureQueriesContext(connection) as queries:
            get(client, "certificates", edition.slug)
        costs.append(len(queries))
        for name in ("Ada", "Ugo"):
            services.issue(enrolment=complete(EnrolmentFactory(pool=pool, name=name)), by=giulia)
    assert costs[0] == costs[1]


def test_a_correction_asks_for_a_reason_and_keeps_what_was_typed(issued, giulia, client):
    client.force_login(giulia)
    address = reverse("school:certificate_correct", args=[issued.code])
    told = {"name": "Pia Russo", "body": "Comune di Valfiorita", "language": "it", "reason": ""}
    refused = client.post(address, told).content.decode()
    assert "This field is required." in refused
    assert "Pia Russo" in refused
    answer = client.post(address, told | {"reason": "Cognome"})
    assert answer.url == reverse("school:certificate_detail", args=[Certificate.objects.get(number=2).code])


def test_two_tabs_revoke_once(issued, giulia, client):
    client.force_login(giulia)
    address = reverse("school:certificate_revoke", args=[issued.code])
    told = {"reason_class": "wrong_content", "reason": "x"}
    assert client.post(address, told).status_code == 302
    assert "by now" in client.post(address, told).content.decode()


def test_the_holder_chooses_what_is_shown(issued, pia, client):
    client.force_login(pia)
    client.post(reverse("school:certificate_name", args=[issued.code]), {"shows": "initials"})
    assert Certificate.objects.get().shows_initials
    client.post(reverse("school:certificate_name", args=[issued.code]), {"shows": "name"})
    assert not Certificate.objects.get().shows_initials


def test_a_template_is_never_changed_but_followed_by_the_next(template, giulia, client):
    client.force_login(giulia)
    told = {"kind": "attendance", "issuer": "Convergenze APS", "place": "Bologna", "signatory": "Ugo Bianchi",
            "signatory_role": "Direttore"}  # fmt: skip
    assert client.post(reverse("school:template_list"), told).status_code == 302
    rows = CertificateTemplate.objects.order_by("number").values_list("number", "signatory")
    assert list(rows) == [(template.number, "Maria Rossi"), (template.number + 1, "Ugo Bianchi")]
    assert "Ugo Bianchi" in get(client, "template_list").content.decode()


@pytest.mark.parametrize("who", ["pia", "teo", "chiara"])
def test_templates_are_written_by_who_runs_the_school(who, template, client, request):
    client.force_login(request.getfixturevalue(who))
    assert get(client, "template_list").status_code == 403


@pytest.fixture
def present(completed, meeting):
    """Pia was at the first meeting, whose register is sealed."""
    SchoolAttendanceFactory(session=meeting, enrolment=completed)
    SessionRegisterFactory(session=meeting, closed_at=meeting.ends_at, digest="a" * 64)
    return completed


def test_a_declaration_says_what_the_sealed_register_says(present, pia, client):
    client.force_login(pia)
    answer = get(client, "presence", present.public_id, "2027-01-14")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_a_register_that_is_open_declares_nothing(present, pia, client):
    Session.objects.first().register.__class__.objects.update(closed_at=None)
    client.force_login(pia)
    answer = client.get(reverse("school:presence", args=[present.public_id, "2027-01-14"]), follow=True)
    assert "is not sealed yet" in answer.content.decode()
    assert "when the register is sealed" in answer.content.decode()


@pytest.mark.parametrize(("on", "status"), [("2027-01-15", 302), ("ieri", 404), ("2027-13-40", 404)])
def test_a_day_without_presence_declares_nothing(on, status, present, pia, client):
    client.force_login(pia)
    assert get(client, "presence", present.public_id, on).status_code == status


def test_the_days_are_those_of_the_edition(present, pia, client):
    client.force_login(pia)
    page = get(client, "documents", present.public_id).content.decode()
    assert page.count(reverse("school:presence", args=[present.public_id, "2027-01-14"])) == 1
    assert dt.date(2027, 1, 21).isoformat() not in page


# The API.


@pytest.fixture
def api():
    return APIClient()


def test_the_same_acts_by_the_api(completed, giulia, api):
    api.force_login(giulia)
    made = api.post("/api/v1/certificates/issue/", {"enrolment": str(completed.public_id)}).json()
    assert made["facts"]["name"] == "Pia Rossi"
    new = api.post(f"/api/v1/certificates/{made['code']}/correct/", {"reason": "x", "name": "Pia Russo"}).json()
    assert (new["supersedes"], new["facts"]["name"]) == (made["serial"], "Pia Russo")
    told = {"reason": "x", "reason_class": "holder_request"}
    assert api.post(f"/api/v1/certificates/{new['code']}/revoke/", told).json()["state"] == "revoked"
    again = api.post(f"/api/v1/certificates/{new['code']}/revoke/", told)
    assert (again.status_code, "by now" in again.content.decode()) == (400, True)


@pytest.mark.parametrize(("who", "count"), [("giulia", 1), ("pia", 1), ("anna", 1), ("chiara", 0), ("bruno", 0)])
def test_the_api_lists_those_one_may_know(who, count, issued, api, request):
    api.force_login(request.getfixturevalue(who))
    assert len(api.get("/api/v1/certificates/").json()["results"]) == count


@pytest.mark.parametrize("who", ["pia", "anna", "teo"])
def test_the_api_refuses_as_pages_do(who, issued, api, request):
    api.force_login(request.getfixturevalue(who))
    told = {"reason": "x", "reason_class": "holder_request"}
    assert api.post(f"/api/v1/certificates/{issued.code}/revoke/", told).status_code == 403


def test_anybody_verifies_by_the_api(issued, api):
    told = api.get(f"/api/v1/verifications/{issued.code}/").json()
    assert (told["state"], told["serial"], told["name"]) == ("valid", issued.serial, "Pia Rossi")
    assert told["hashes"]["it"] == issued.pdf_sha256
    assert "enrolment" not in told
    assert api.get("/api/v1/verifications/0000000000000/").status_code == 404
