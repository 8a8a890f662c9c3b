"""Writing meetings, copying editions, handing out materials."""

import datetime as dt
import io
import zipfile
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from convergenze.history import services as history
from school.models import Edition, Material, SeatPool, Session, SessionExpert
from school.queries.clashes import warnings_about
from school.services import editions, materials, sessions
from school.workflow import session_workflow
from tests.factories.school import (
    START,
    EditionFactory,
    EditionQuestionFactory,
    EnrolmentFactory,
    ExpertFactory,
    MaterialFactory,
    SeatPoolFactory,
    SessionExpertFactory,
    SessionFactory,
    VenueFactory,
)

ROME = ZoneInfo("Europe/Rome")
DAY = dt.timedelta(days=1)


def test_a_meeting_gives_its_edition_its_days_and_is_credited_whole(giulia):
    edition = EditionFactory()
    meeting = Session(edition=edition, title="Uno", starts_at=START, ends_at=START + dt.timedelta(hours=2))
    sessions.save_session(session=meeting, by=giulia)
    edition.refresh_from_db()
    assert (edition.starts_at, edition.ends_at) == (START, START + dt.timedelta(hours=2))
    assert (meeting.credited_minutes, meeting.sequence) == (120, 0)


MOVED = {
    "ends_at": (START + dt.timedelta(hours=5), 1),
    "room": ("Sala B", 1),
    "mode": ("online", 1),
    "join_url": ("https://meet.example.org/x", 1),
    "title": ("Un altro titolo", 0),
    "summary": ("Si legge la mappa.", 0),
}


@pytest.mark.parametrize("name", MOVED)
def test_calendars_hear_of_time_and_place_only(name, giulia, meeting):
    value, sequence = MOVED[name]
    setattr(meeting, name, value)
    sessions.save_session(session=meeting, by=giulia)
    meeting.refresh_from_db()
    assert meeting.sequence == sequence


def test_a_cancelled_meeting_leaves_the_days_of_its_edition(giulia, edition, meeting):
    session_workflow.perform(meeting, "cancel", by=giulia, answers={"reason": "Neve."})
    meeting.refresh_from_db(), edition.refresh_from_db()
    assert (meeting.sequence, edition.starts_at) == (1, START + 7 * DAY)


def test_who_may_not_change_the_edition_writes_no_meeting(teo, meeting):
    with pytest.raises(PermissionDenied):
        sessions.save_session(session=meeting, by=teo)


def test_what_is_odd_is_told_and_does_not_forbid(giulia, edition, meeting):
    venue, expert = VenueFactory(name="Sala Dossetti"), ExpertFactory(name="Rui Almeida")
    elsewhere = SessionFactory(title="Altrove", edition=EditionFactory(title="Vicina"), venue=venue, room="Sala B")
    SessionExpertFactory(session=elsewhere, expert=expert)
    SessionExpertFactory(session=meeting, expert=expert)
    SessionFactory(edition=edition, title="Insieme", starts_at=START + dt.timedelta(hours=1))
    meeting.venue = venue
    sessions.save_session(session=meeting, by=giulia)
    assert [str(words) for words in warnings_about(meeting, giulia)] == [
        "“La sfida” and “Insieme” are at the same time.",
        "Sala Dossetti is taken at that time by “Altrove” (Vicina).",
        "Rui Almeida is expected at that time at “Altrove” (Vicina).",
    ]


def test_a_warning_does_not_name_an_edition_one_does_not_see(dina, meeting):
    venue = VenueFactory(name="Sala Dossetti")
    SessionFactory(title="Segretissimo", edition=EditionFactory(status="draft"), venue=venue)
    meeting.venue = venue
    sessions.save_session(session=meeting, by=dina)
    assert warnings_about(meeting, dina) == ["Sala Dossetti is taken at that time by a meeting of another edition."]


@pytest.mark.parametrize(
    ("room", "other", "clashes"), [("A", "B", 0), ("A", "a", 1), ("", "B", 1), ("A", "", 1)], ids=str
)
def test_two_rooms_of_a_venue_do_not_clash(room, other, clashes, giulia, meeting):
    venue = VenueFactory()
    SessionFactory(venue=venue, room=other)
    meeting.venue, meeting.room = venue, room
    meeting.save()
    assert len(warnings_about(meeting, giulia)) == clashes


def test_a_day_gone_by_is_told(giulia, edition):
    meeting = SessionFactory(edition=edition, title="Ieri", starts_at=dt.datetime(2020, 1, 1, 9, tzinfo=dt.UTC))
    assert warnings_about(meeting, giulia) == ["“Ieri” is in the past: check the day if that was not meant."]


@pytest.fixture
def whole(edition, pool, enrolment, meeting, teo):
    """An edition with everything on it."""
    SessionExpertFactory(session=meeting, role="witness")
    EditionQuestionFactory(edition=edition)
    MaterialFactory(edition=edition, session=meeting, access="public")
    Session.objects.filter(pk=meeting.pk).update(join_url="https://meet.example.org/x", status="held", sequence=3)
    edition.enrolment_closes_at = START - 3 * DAY
    edition.save()
    return edition


def test_a_copy_moves_every_date_and_takes_no_people_along(giulia, whole):
    copy = editions.copy_edition(
        edition=whole, code="MT-2027-02", title="Abitare le valli, di nuovo", starts_on=dt.date(2027, 2, 18), by=giulia
    )
    days = 35 * DAY
    assert (copy.status, copy.starts_at, copy.enrolment_closes_at) == ("draft", START + days, START - 3 * DAY + days)
    rows = copy.sessions.values_list("title", "starts_at", "status", "sequence", "join_url")
    assert list(rows) == [
        ("La sfida", START + days, "planned", 0, ""),
        ("La missione", START + 7 * DAY + days, "planned", 0, ""),
    ]
    assert list(SessionExpert.objects.filter(session__edition=copy).values_list("role", flat=True)) == ["witness"]
    assert list(copy.pools.values_list("name", "capacity", "seats_taken")) == [("In presenza", 10, 0)]
    assert (copy.staff.count(), copy.questions.count(), copy.materials.count()) == (1, 1, 1)
    assert copy.materials.get().session == copy.sessions.first()
    assert copy.enrolments.count() == 0


def test_a_copy_keeps_the_hours_over_the_change_of_hour(giulia, edition):
    """14 January is winter time, 29 March 2027 is the day after the clocks go forward."""
    copy = editions.copy_edition(edition=edition, code="X", title="X", starts_on=dt.date(2027, 3, 29), by=giulia)
    first = copy.sessions.first().starts_at
    assert (first.astimezone(ROME).isoformat(), first.utcoffset()) == ("2027-03-29T09:30:00+02:00", dt.timedelta(0))


def test_a_code_is_used_once(giulia, edition):
    with pytest.raises(ValidationError, match="already exists"):
        editions.copy_edition(edition=edition, code="MT-2027-01", title="X", starts_on=dt.date(2027, 3, 1), by=giulia)
    assert Edition.objects.count() == 1


def test_a_pool_with_people_is_not_taken_away(giulia, pool, enrolment):
    with pytest.raises(ValidationError, match="People are enrolled"):
        editions.remove_part(part=pool, by=giulia)


def test_more_seats_go_at_once_to_who_waits(giulia, edition, pool, enrolment):
    SeatPool.objects.filter(pk=pool.pk).update(capacity=1)
    Edition.objects.filter(pk=edition.pk).update(waitlist="direct", promotion_cutoff_at=START + 400 * DAY)
    waiting = EnrolmentFactory(pool=pool, status="waitlisted")
    pool.refresh_from_db()
    pool.capacity = 2
    editions.save_pool(part=pool, by=giulia)
    waiting.refresh_from_db(), pool.refresh_from_db()
    assert (waiting.status, pool.capacity, pool.seats_taken) == ("confirmed", 2, 2)


def test_fewer_seats_than_people_are_refused_and_nothing_changes(giulia, pool, enrolment):
    pool.refresh_from_db()
    pool.capacity = 0
    with pytest.raises(ValidationError):
        editions.save_pool(part=pool, by=giulia)
    pool.refresh_from_db()
    assert (pool.capacity, pool.seats_taken) == (10, 1)


def test_requests_that_hold_a_seat_go_on_holding_it_while_they_wait(giulia, edition, pool):
    EnrolmentFactory(pool=pool, status="requested")
    edition.approval_holds_seat = True
    with pytest.raises(ValidationError, match="miscounted"):
        editions.save_edition(edition=edition, by=giulia)


def _archive(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


FILES = {
    "a pdf": ("a.pdf", b"%PDF-1.7 ...", ""),
    "a page called pdf": ("a.pdf", b"<html><script>", "This file is empty, broken or no .pdf"),
    "an empty file": ("a.txt", b"", "empty, broken"),
    "a text": ("a.TXT", "così".encode(), ""),
    "bytes called text": ("a.txt", b"\x00\x01", "no .txt"),
    "a document": ("a.docx", _archive("word/document.xml"), ""),
    "a sheet called document": ("a.docx", _archive("xl/workbook.xml"), "no .docx"),
    "a broken archive": ("a.zip", b"PK\x03\x04....", "no .zip"),
    "a program": ("a.exe", b"MZ", "Files called .exe cannot be taken"),
    "a page": ("a.html", b"<p>", "Files called .html cannot be taken"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_is_what_it_says(case, teo, edition):
    name, content, problem = FILES[case]
    material = Material(edition=edition, title="Dispensa")
    upload = SimpleUploadedFile(name, content)
    if not problem:
        materials.save_material(material=material, file=upload, by=teo)
        assert (material.file_name, material.file.read()) == (name, content)
        assert name not in material.file.name
        return
    with pytest.raises(ValidationError, match=problem):
        materials.save_material(material=material, file=upload, by=teo)
    assert Material.objects.count() == 0


def test_a_file_that_is_too_large_is_refused(teo, edition, monkeypatch):
    monkeypatch.setattr(materials, "LARGEST", 10)
    with pytest.raises(ValidationError, match="are the most"):
        materials.save_material(
            material=Material(edition=edition, title="X"), file=SimpleUploadedFile("a.pdf", b"%PDF-1.7 ..."), by=teo
        )


@pytest.mark.parametrize("url", ["", "https://example.org"])
def test_a_material_is_an_address_or_a_file(url, teo, edition):
    file = SimpleUploadedFile("a.txt", b"x") if url else None
    with pytest.raises(ValidationError, match="one of the two"):
        materials.save_material(material=Material(edition=edition, title="X", url=url), file=file, by=teo)


def test_taking_a_material_away_takes_its_file_away(teo, edition, django_capture_on_commit_callbacks):
    material = Material(edition=edition, title="X")
    materials.save_material(material=material, file=SimpleUploadedFile("a.txt", b"x"), by=teo)
    storage, name = material.file.storage, material.file.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        materials.remove_material(part=material, by=teo)
    assert not storage.exists(name)
    assert history.entries_of(edition).first().verb == "school.edition.remove"


def test_only_a_draft_loses_a_meeting_for_good(giulia, edition, meeting):
    with pytest.raises(PermissionDenied):
        sessions.remove_session(session=meeting, by=giulia)
    Edition.objects.filter(pk=edition.pk).update(status="draft")
    sessions.remove_session(session=Session.objects.get(pk=meeting.pk), by=giulia)
    edition.refresh_from_db()
    assert (Session.objects.count(), edition.starts_at) == (1, START + 7 * DAY)


def test_a_pool_says_whose_seats_it_has(giulia, edition):
    first = SeatPoolFactory.build(edition=edition, name="Online", capacity=3)
    editions.save_pool(part=first, by=giulia)
    with pytest.raises(ValidationError, match="a pool with this name"):
        editions.save_pool(part=SeatPoolFactory.build(edition=edition, name="Online"), by=giulia)
