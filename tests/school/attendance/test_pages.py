"""Pages of registers, scans, rooms, logs and hours."""

import datetime as dt
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from school.analysis import room_codes
from school.models import Attendance, AttendanceScan, Edition, Enrolment, Session, SessionRegister
from school.services import attendance
from tests.factories.school import AssignmentFactory, EnrolmentFactory, SchoolAttendanceFactory


def as_(user):
    client = Client(headers={"accept-language": "en"})
    if user.is_authenticated:
        client.force_login(user)
    return client


def page(name, *args):
    return reverse(f"school:{name}", args=args)


def row(enrolment, presence, minutes="", note="", was=("", "", "")):
    """What the browser sends for one person: what it shows and what was there."""
    prefix = f"p{enrolment.pk}"
    told = {"presence": presence, "minutes": minutes, "note": note}
    return {f"{prefix}-{name}": value for name, value in told.items()} | {
        f"initial-{prefix}-{name}": value for name, value in zip(told, was, strict=True)
    }


def test_who_keeps_a_register_finds_everybody_on_it(going, enrolment, other, teo):
    text = as_(teo).get(page("register", going.public_id)).content.decode()
    assert all(words in text for words in ("Pia Rossi", "Zeno Bianchi", "Comune di Valfiorita", "Seal the register"))


def test_the_register_is_saved_whole_without_javascript(going, enrolment, other, teo):
    sent = row(enrolment, "present") | row(other, "partial", "90", "treno")
    answer = as_(teo).post(page("register_mark", going.public_id), sent, follow=True)
    assert answer.status_code == 200
    assert set(Attendance.objects.values_list("enrolment__name", "presence", "minutes", "note")) == {
        ("Pia Rossi", "present", 210, ""), ("Zeno Bianchi", "partial", 90, "treno"),
    }  # fmt: skip


def test_rows_nobody_touched_leave_others_alone(going, enrolment, other, teo, giulia):
    """Two people keep the same register: the second saves an old page, and takes nothing away."""
    attendance.mark(session=going, enrolment=other, presence="absent", by=giulia)
    as_(teo).post(page("register_mark", going.public_id), row(enrolment, "present") | row(other, ""))
    assert dict(Attendance.objects.values_list("enrolment__name", "presence")) == {
        "Pia Rossi": "present", "Zeno Bianchi": "absent",
    }  # fmt: skip


def test_one_row_is_saved_by_htmx_and_comes_back(going, enrolment, other, teo):
    sent = row(enrolment, "present")
    answer = as_(teo).post(page("register_mark", going.public_id), sent, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert re.findall(r'<fieldset[^>]*id="(\w+)"', text) == [f"p{enrolment.pk}"]
    assert ('hx-swap-oob="true"' in text, "Zeno" in text) == (True, False)
    assert Attendance.objects.get().presence == "present"


@pytest.mark.parametrize(
    ("minutes", "words"), [("", "write for how many"), ("999", "between 0 and 210"), ("x", "whole")]
)
def test_what_cannot_be_written_is_kept_and_explained(minutes, words, going, enrolment, teo):
    sent = row(enrolment, "partial", minutes, "treno")
    for headers in ({}, {"HX-Request": "true"}):
        text = as_(teo).post(page("register_mark", going.public_id), sent, headers=headers).content.decode()
        assert (words in text, 'value="treno"' in text) == (True, True)
    assert not Attendance.objects.exists()


def test_a_page_sent_after_the_seal_is_refused_in_words(going, enrolment, teo):
    attendance.mark(session=going, enrolment=enrolment, presence="present", by=teo)
    attendance.seal_register(session=going, by=teo)
    sent = row(enrolment, "absent", was=("present", "210", ""))
    text = as_(teo).post(page("register_mark", going.public_id), sent, follow=True).content.decode()
    assert "The register is sealed" in text
    assert Attendance.objects.get().presence == "present"


def test_sealing_and_opening_again_from_the_page(going, enrolment, teo, giulia):
    moves = {name: page("register_move", going.public_id, name) for name in ("others", "seal", "reopen")}
    text = as_(teo).post(moves["seal"], follow=True).content.decode()
    assert "1 person is not recorded" in text
    as_(teo).post(moves["others"], {"presence": "present"})
    text = as_(teo).post(moves["seal"], follow=True).content.decode()
    assert ("proves itself" in text, "Open it again" in text) == (True, False)
    assert as_(teo).post(moves["reopen"], {"reason": "x"}, follow=True).status_code == 403
    text = as_(giulia).post(moves["reopen"], {"reason": ""}, follow=True).content.decode()
    assert "Write why" in text
    as_(giulia).post(moves["reopen"], {"reason": "Zeno was there"}, follow=True)
    assert not SessionRegister.objects.get().is_sealed


def test_a_tampered_register_says_so(going, enrolment, teo):
    attendance.mark(session=going, enrolment=enrolment, presence="present", by=teo)
    attendance.seal_register(session=going, by=teo)
    Attendance.objects.update(minutes=10)
    assert "no longer what was sealed" in as_(teo).get(page("register", going.public_id)).content.decode()


@pytest.mark.parametrize("name", ["register_list", "hours", "edition_close"])
def test_pages_of_the_edition_open_for_its_people(name, going, enrolment, school_cast):
    codes = {who: as_(user).get(page(name, going.edition.slug)).status_code for who, user in school_cast.items()}
    readers = dict.fromkeys(("giulia", "teo", "marta", "ada", "olga"), 200)
    assert codes == dict.fromkeys(school_cast, 403) | readers | {"guest": 302}


SESSION_PAGES = {"register": True, "register_print": True, "scan": False, "room": False, "register_log": False}


@pytest.mark.parametrize(("name", "read_only"), SESSION_PAGES.items())
def test_pages_of_a_register_open_for_its_keepers(name, read_only, going, enrolment, school_cast):
    codes = {who: as_(user).get(page(name, going.public_id)).status_code for who, user in school_cast.items()}
    readers = ("giulia", "teo", "marta", *(("ada", "olga") if read_only else ()))
    assert codes == dict.fromkeys(school_cast, 403) | dict.fromkeys(readers, 200) | {"guest": 302}


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.parametrize(("name", "most"), [("register", 32), ("scan", 30)])
def test_a_register_costs_the_same_for_one_and_three(name, most, people, going, pool, teo):
    for _one in range(people):
        SchoolAttendanceFactory(session=going, enrolment=EnrolmentFactory(pool=pool))
    client = as_(teo)
    client.get(page(name, going.public_id))
    with CaptureQueriesContext(connection) as asked:
        client.get(page(name, going.public_id))
    assert len(asked) <= most


@pytest.mark.parametrize("name", ["hours", "edition_close", "register_list"])
def test_hours_cost_the_same_for_one_and_three(name, going, pool, teo):
    client, costs = as_(teo), []
    for _one in range(3):
        SchoolAttendanceFactory(session=going, enrolment=EnrolmentFactory(pool=pool))
        client.get(page(name, going.edition.slug))
        with CaptureQueriesContext(connection) as asked:
            client.get(page(name, going.edition.slug))
        costs.append(len(asked))
    assert costs == [costs[0]] * 3


# Paper.


@pytest.mark.parametrize("blank", ["", "?blank=1"])
@pytest.mark.parametrize("language", ["it", "en"])
def test_the_register_is_printed_before_and_after(blank, language, going, enrolment, teo):
    attendance.mark(session=going, enrolment=enrolment, presence="present", by=teo)
    client = as_(teo)
    answer = client.get(page("register_print", going.public_id) + blank)
    sheet = answer.context["sheet"]
    assert (sheet["blank"], [line[1] for line in sheet["rows"]]) == (bool(blank), ["Pia Rossi"])
    assert ("Signature in" in sheet["head"]) == bool(blank)
    file = client.get(page("register_pdf", going.public_id) + blank, headers={"accept-language": language})
    assert (file.content[:5], file["Content-Type"]) == (b"%PDF-", "application/pdf")


# Codes.


def test_a_badge_is_shown_to_its_person_and_to_staff(enrolment, school_cast):
    codes = {who: as_(user).get(page("badge", enrolment.public_id)).status_code for who, user in school_cast.items()}
    shown = dict.fromkeys(("pia", "teo", "giulia", "marta"), 200)
    known = dict.fromkeys(("anna", "ada", "olga"), 403)
    assert codes == dict.fromkeys(school_cast, 404) | shown | known | {"guest": 302}
    text = as_(school_cast["pia"]).get(page("badge", enrolment.public_id)).content.decode()
    assert ("<svg" in text, "badge-pia" in text) == (True, True)
    Enrolment.objects.update(status="waitlisted")
    assert as_(school_cast["pia"]).get(page("badge", enrolment.public_id)).status_code == 403


def test_badges_are_read_one_after_the_other(going, enrolment, teo):
    client = as_(teo)
    first = client.get(page("scan", going.public_id))
    assert "camera=(self)" in first["Permissions-Policy"]
    assert "camera=()" in client.get(page("register", going.public_id))["Permissions-Policy"]
    sent = {"code": "badge-pia", "kind": "in", "nonce": first.context["form"]["nonce"].value()}
    answers = [client.post(page("scan", going.public_id), sent).content.decode() for _twice in range(2)]
    assert all("Pia Rossi" in text for text in answers)
    assert (AttendanceScan.objects.count(), Attendance.objects.get().source) == (1, "badge")
    sent = {"code": "nobody", "kind": "out", "nonce": "n2"}
    answer = client.post(page("scan", going.public_id), sent, headers={"HX-Request": "true"})
    assert answer.content.decode().strip().startswith('<div id="reading">')
    assert "Nobody has this code" in answer.content.decode()
    assert answer.context["form"]["kind"].value() == "out"


@pytest.fixture
def code(going, teo):
    """The code that is on the screen of the room now."""
    register = attendance.open_register(session=going, by=teo)
    return room_codes.code_at(register.room_secret, going.pk, timezone.now())


def test_the_room_shows_a_code_that_changes(going, teo, code):
    text = as_(teo).get(page("room", going.public_id)).content.decode()
    assert (code in text, "<svg" in text, 'http-equiv="refresh"' in text) == (True, True, True)
    part = as_(teo).get(page("room", going.public_id), headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div class="cv-room"')


def test_the_room_of_a_register_nobody_opened_offers_to_open_it(going, teo):
    client = as_(teo)
    assert "The register is not open" in client.get(page("room", going.public_id)).content.decode()
    assert not SessionRegister.objects.exists()
    answer = client.post(page("register_move", going.public_id, "open"), follow=True)
    assert "cv-room-code" in answer.content.decode()


def test_who_reads_the_room_logs_in_and_comes_back(going, enrolment, pia, code):
    client = Client(headers={"accept-language": "en"})
    answer = client.get(page("here", code))
    assert (answer.status_code, answer["Location"].endswith(f"?next={page('here', code)}")) == (302, True)
    client.force_login(pia)
    assert "I am here" in client.get(page("here", code)).content.decode()
    assert not Attendance.objects.exists()
    text = client.post(page("here", code), {"kind": "in"}).content.decode()
    assert ("You are on the register" in text, "I am leaving" in text) == (True, True)
    client.post(page("here", code), {"kind": "in"})
    assert (Attendance.objects.get().source, AttendanceScan.objects.count()) == ("room", 1)


def test_a_code_that_is_old_is_refused_but_one_read_in_time_is_kept(going, enrolment, pia, code):
    secret = SessionRegister.objects.get().room_secret
    client = as_(pia)
    old = room_codes.code_at(secret, going.pk, timezone.now() - dt.timedelta(minutes=5))
    assert "no longer on the screen" in client.post(page("here", old)).content.decode()
    assert not Attendance.objects.exists()
    store = client.session
    store[f"room:{old}"] = (timezone.now() - dt.timedelta(minutes=5)).isoformat()
    store.save()
    client.post(page("here", old))
    assert timezone.now() - Attendance.objects.get().in_at >= dt.timedelta(minutes=5)
    store[f"room:{old}"] = (timezone.now() - dt.timedelta(minutes=11)).isoformat()
    store.save()
    assert "no longer on the screen" in client.get(page("here", old)).content.decode()


def test_who_has_no_seat_learns_nothing_from_a_code(going, enrolment, school_cast, code):
    Edition.objects.update(visibility="team")
    for who in ("chiara", "anna", "teo"):
        answer = as_(school_cast[who]).post(page("here", code))
        assert (answer.status_code, "La sfida" in answer.content.decode()) == (403, False)


@pytest.mark.parametrize("typed", ["nothing", "1-AAAAAAAA", "zzzzzzzzzzzz-A", "-", "0-"])
def test_what_is_no_code_leads_nowhere(typed, pia, enrolment):
    Session.objects.filter(pk=1).delete()
    assert as_(pia).get(page("here", typed)).status_code in (404,)


# Logs.


def test_a_log_is_looked_at_then_written(going, enrolment, other, teo):
    start, end = going.starts_at, going.ends_at
    rows = [
        "name,email,in,out",
        f"Pia,{enrolment.email},{start.isoformat()},{end.isoformat()}",
        f"Ignoto,,{start.isoformat()},{end.isoformat()}",
        "Zeno Bianchi,,boh,10:00",
    ]
    client, at = as_(teo), page("register_log", going.public_id)
    file = SimpleUploadedFile("zoom.csv", "\n".join(rows).encode())
    answer = client.post(at, {"file": file})
    text = answer.content.decode()
    assert all(
        words in text for words in ("Pia Rossi", "Ignoto", "Write both times", "Not in the log and not recorded")
    )
    assert not Attendance.objects.exists()
    kept = answer.context["kept"].initial["log"]
    client.post(at, {"log": kept}, follow=True)
    assert list(Attendance.objects.values_list("enrolment", "minutes", "source")) == [(enrolment.pk, 210, "csv")]
    assert "send the file again" in client.post(at, {"log": kept + "x"}).content.decode()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"a;b\n1;2\n", b"\x89PNG" + b"\x00" * 900])
def test_a_file_that_is_no_log_is_explained(content, going, teo):
    file = SimpleUploadedFile("zoom.csv", content)
    answer = as_(teo).post(page("register_log", going.public_id), {"file": file})
    assert (answer.status_code, len(answer.context["form"].errors["file"])) == (200, 1)


# Hours and the end.


def test_hours_tell_three_numbers_and_whether_it_can_be_done(going, coming, enrolment, other, teo):
    attendance.mark(session=going, enrolment=enrolment, presence="present", by=teo)
    attendance.mark(session=going, enrolment=other, presence="absent", by=teo)
    answer = as_(teo).get(page("hours", going.edition.slug))
    told = {
        line.enrolment.name: (line.hours.attended, line.hours.held, line.hours.due, line.words)
        for line in answer.context["grid"].rows
    }
    assert told == {"Pia Rossi": (210, 0, 420, "still reachable"), "Zeno Bianchi": (0, 0, 420, "no longer reachable")}
    assert "Some can no longer reach the threshold" in answer.content.decode()
    only = as_(teo).get(page("hours", going.edition.slug) + "?show=beyond").context["grid"]
    assert [line.enrolment.name for line in only.rows] == ["Zeno Bianchi"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_hours_are_taken_away_as_a_file(kind, going, coming, enrolment, teo):
    attendance.mark(session=going, enrolment=enrolment, presence="partial", minutes=90, by=teo)
    answer = as_(teo).get(page("hours", going.edition.slug) + f"?format={kind}")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if kind == "xlsx":
        header, line = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
        assert (line[0], line[2], line[4], line[6]) == ("Pia Rossi", 90, 90, 420)
    else:
        assert "Pia Rossi;Comune di Valfiorita;90;;90;0;420;0;21,4;no longer reachable" in content.decode()


def test_an_edition_is_closed_when_every_register_is_sealed(going, enrolment, other, teo, giulia):
    last = going.edition.sessions.last()
    last.starts_at, last.ends_at = going.starts_at - dt.timedelta(days=2), going.starts_at - dt.timedelta(days=1)
    last.save()
    going.ends_at = timezone.now()
    going.credited_minutes = 50
    going.save()
    Session.objects.update(credited_minutes=50)
    AssignmentFactory(edition=going.edition, title="Una sfida")
    at = page("edition_close", going.edition.slug)
    text = as_(giulia).get(at).content.decode()
    assert ("2 registers are still open" in text, "Conclude the edition" in text) == (True, False)
    for meeting in Session.objects.filter(edition=going.edition):
        attendance.mark(session=meeting, enrolment=enrolment, presence="present", by=teo)
        attendance.mark_the_others(session=meeting, presence="absent", by=teo)
        attendance.seal_register(session=meeting, by=teo)
    assert "Conclude the edition" not in as_(teo).get(at).content.decode()
    shown = as_(giulia).get(at)
    assert (shown.context["completed"], "Conclude the edition" in shown.content.decode()) == (1, True)
    assert as_(teo).post(at).status_code == 200
    assert Edition.objects.get(pk=going.edition_id).status == "running"
    as_(giulia).post(at)
    assert dict(Enrolment.objects.values_list("name", "status")) == {
        "Pia Rossi": "completed", "Zeno Bianchi": "not_completed",
    }  # fmt: skip
