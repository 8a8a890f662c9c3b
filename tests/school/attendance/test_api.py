"""Presence through the API: the same services, the same refusals, and what a key may do."""

import pytest
from rest_framework.test import APIClient

from convergenze.accounts.services import issue_token
from school.models import Attendance, AttendanceScan
from school.services import attendance
from tests.factories.school import SchoolAttendanceFactory


def client_of(user):
    client = APIClient(headers={"accept-language": "en"})
    if user.is_authenticated:
        client.force_login(user)
    return client


def at(session, *steps):
    return "/api/v1/registers/" + "/".join([str(session.public_id), *steps]) + "/"


def test_presences_are_read_by_whom_they_concern(going, enrolment, other, school_cast):
    SchoolAttendanceFactory(session=going, enrolment=enrolment)
    SchoolAttendanceFactory(session=going, enrolment=other)
    found = {}
    for who, user in school_cast.items():
        answer = client_of(user).get("/api/v1/presences/").json()
        found[who] = sorted(row["name"] for row in answer["results"])
    both = ["Pia Rossi", "Zeno Bianchi"]
    readers = dict.fromkeys(("giulia", "teo", "marta", "ada", "olga"), both)
    assert found == dict.fromkeys(school_cast, []) | readers | {"pia": both[:1], "anna": both[:1]}


def test_presences_are_filtered(going, coming, enrolment, other, teo):
    SchoolAttendanceFactory(session=going, enrolment=enrolment)
    SchoolAttendanceFactory(session=coming, enrolment=enrolment, presence="excused", minutes=0)
    SchoolAttendanceFactory(session=going, enrolment=other, presence="absent", minutes=0)

    def asked(**query):
        return len(client_of(teo).get("/api/v1/presences/", query).json()["results"])

    queries = [{"session": going.public_id}, {"enrolment": enrolment.public_id}, {"presence": "absent"}]
    assert [asked(**query) for query in queries] == [2, 2, 1]
    assert asked(edition=going.edition.public_id) == 3


def test_a_register_is_marked_sealed_and_opened_again(going, enrolment, other, teo, giulia):
    marks = [
        {"enrolment": str(enrolment.public_id), "presence": "partial", "minutes": 90},
        {"enrolment": str(other.public_id), "presence": "absent", "note": "malato"},
    ]
    told = client_of(teo).post(at(going, "marks"), marks, format="json").json()
    assert [(row["name"], row["minutes"], row["source"]) for row in told["rows"]] == [
        ("Pia Rossi", 90, "api"), ("Zeno Bianchi", 0, "api"),
    ]  # fmt: skip
    sealed = client_of(teo).post(at(going, "seal")).json()
    assert (sealed["is_sealed"], sealed["is_intact"], len(sealed["digest"])) == (True, True, 64)
    refused = client_of(teo).post(at(going, "marks"), marks, format="json")
    assert (refused.status_code, "The register is sealed" in refused.content.decode()) == (409, True)
    assert client_of(teo).post(at(going, "reopen"), {"reason": "x"}, format="json").status_code == 403
    assert client_of(giulia).post(at(going, "reopen"), {}, format="json").status_code == 400
    opened = client_of(giulia).post(at(going, "reopen"), {"reason": "Zeno was there"}, format="json").json()
    assert (opened["is_sealed"], opened["reopen_reason"]) == (False, "Zeno was there")


def test_marks_are_all_written_or_none(going, enrolment, other, teo):
    marks = [
        {"enrolment": str(enrolment.public_id), "presence": "present"},
        {"enrolment": str(other.public_id), "presence": "partial"},
    ]
    answer = client_of(teo).post(at(going, "marks"), marks, format="json")
    assert (answer.status_code, "Zeno Bianchi was there in part" in answer.content.decode()) == (400, True)
    stranger = [{"enrolment": str(going.public_id), "presence": "present"}]
    assert client_of(teo).post(at(going, "marks"), stranger, format="json").status_code == 404
    assert client_of(teo).post(at(going, "marks"), {"x": 1}, format="json").status_code == 400
    assert not Attendance.objects.exists()


def test_a_scan_is_sent_once_however_often(going, enrolment, teo):
    sent = {"code": "badge-pia", "nonce": "n1", "device": "porta", "scanned_at": going.starts_at.isoformat()}
    answers = [client_of(teo).post(at(going, "scans"), sent, format="json") for _twice in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert (AttendanceScan.objects.count(), Attendance.objects.get().source) == (1, "badge")
    wrong = client_of(teo).post(at(going, "scans"), {"code": "boh", "nonce": "n2"}, format="json").json()
    assert (wrong["error"], wrong["enrolment"]) == ("unknown_code", None)


ACTS = {"get": ("get", ()), "marks": ("post", ("marks",)), "scans": ("post", ("scans",)), "seal": ("post", ("seal",))}


@pytest.mark.parametrize("name", ACTS)
def test_registers_open_for_their_keepers(name, going, enrolment, school_cast):
    method, steps = ACTS[name]
    body = {"marks": [], "scans": {"code": "x", "nonce": "n"}}.get(name)
    codes = {
        who: getattr(client_of(user), method)(at(going, *steps), body, format="json").status_code
        for who, user in school_cast.items()
    }
    there = {who for who, code in codes.items() if code in (200, 201, 409)}
    assert there == {"giulia", "teo", "marta"} | ({"ada", "olga"} if name == "get" else set())
    assert {codes[who] for who in set(codes) - there} <= {401, 403}


def test_a_key_that_reads_does_not_write(going, enrolment, teo):
    codes = {}
    for scope in ("read", "write"):
        _token, key = issue_token(user=teo, name=scope, scope=scope)
        client = APIClient(headers={"authorization": f"Bearer {key}"})
        sent = {"code": "badge-pia", "nonce": scope}
        codes[scope] = (
            client.get(at(going)).status_code, client.post(at(going, "scans"), sent, format="json").status_code,
        )  # fmt: skip
    assert codes == {"read": (200, 403), "write": (200, 201)}


def test_the_page_and_the_api_refuse_in_the_same_words(going, enrolment, teo, client):
    attendance.open_register(session=going, by=teo)
    client.force_login(teo)
    page = client.post(f"/school/sessions/{going.public_id}/register/moves/seal/", follow=True).content.decode()
    api = client_of(teo).post(at(going, "seal")).content.decode()
    assert all("1 person is not recorded: write whether they were there." in text for text in (page, api))
