"""Logs of online platforms: read as they come, matched to people, cut to the meeting."""

import datetime as dt
import io
import zoneinfo

import pytest

from convergenze.exchange.reading.limits import UnreadableFile
from school.models import Attendance
from school.queries.online_logs import read_connections
from school.services import attendance
from school.sheets.online_logs import read_log
from tests.factories.school import START, EnrolmentFactory

ROME = zoneinfo.ZoneInfo("Europe/Rome")  # the meeting begins at 9:30
ZOOM = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
832 1234,La sfida,01/14/2027 09:12:00 AM,01/14/2027 01:35:00 PM,scuola@example.org,263,3

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Pia Rossi (Comune di Valfiorita),PIA@example.org,01/14/2027 09:25:11 AM,01/14/2027 11:00:00 AM,95,Yes
iPad di Zeno,,01/14/2027 09:30:00 AM,01/14/2027 01:30:00 PM,240,Yes
"""
TEAMS = """1. Riepilogo
Titolo della riunione\tLa sfida
Partecipanti\t2

2. Partecipanti
Nome\tPrimo accesso\tUltima uscita\tDurata\tE-mail\tRuolo
Bianchi Zeno (Esterno)\t14/1/2027, 09:20:00\t14/1/2027, 13:30:00\t4h\t\tPartecipante

3. Attività durante la riunione
Nome\tOra di ingresso\tOra di uscita\tDurata\tE-mail\tRuolo
Bianchi Zeno (Esterno)\t14/1/2027, 09:20:00\t14/1/2027, 10:00:00\t40m\t\tPartecipante
Bianchi Zeno (Esterno)\t14/1/2027, 09:50:00\t14/1/2027, 10:30:00\t40m\t\tPartecipante
"""
PLAIN = "nome;entrata;uscita\nZeno Bianchi;09:30;13:00\nPia Rossi;boh;13:00\n;09:30;10:00\nZeno Bianchi;13:00;12:00\n"
ISO = "email,in,out\npia@example.org,2027-01-14T08:30:00Z,2027-01-14T10:30:00+01:00\n"


def read(text, encoding="utf-8"):
    return read_log(io.BytesIO(text.encode(encoding)), "log.csv", near=START, zone=ROME)


def told(connections):
    return [
        (one.name or one.email, f"{one.came.astimezone(ROME):%H:%M}", f"{one.went.astimezone(ROME):%H:%M}")
        for one in connections
    ]


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        (ZOOM, "utf-8", [("Pia Rossi (Comune di Valfiorita)", "09:25", "11:00"), ("iPad di Zeno", "09:30", "13:30")]),
        (TEAMS, "utf-16", [("Bianchi Zeno (Esterno)", "09:20", "10:00"), ("Bianchi Zeno (Esterno)", "09:50", "10:30")]),
        (ISO, "utf-8", [("pia@example.org", "09:30", "10:30")]),
    ],
)
def test_reports_are_read_as_they_come(text, encoding, expected):
    connections, faults = read(text, encoding)
    assert (told(connections), faults) == (expected, [])
    assert {one.came.astimezone(ROME).date() for one in connections} == {dt.date(2027, 1, 14)}


def test_lines_that_say_nothing_certain_are_told_one_by_one():
    connections, faults = read(PLAIN)
    assert told(connections) == [("Zeno Bianchi", "09:30", "13:00")]
    assert [(fault.line, str(fault.message)) for fault in faults] == [
        (3, "Write both times, such as 14/01/2027 09:25."),
        (4, "Nobody is named in this line."),
        (5, "The second time is before the first."),
    ]


@pytest.mark.parametrize(
    "text", ["", "nome;cognome\nPia;Rossi\n", "%PDF-1.7 …", "<html><table></table></html>", "a;b\n" * 3]
)
def test_what_is_no_log_says_what_it_needs(text):
    with pytest.raises(UnreadableFile) as refused:
        read(text)
    assert len(str(refused.value)) > 20


@pytest.mark.parametrize("text", ["99/99/2027 09:30", "14/01/2027 25:00", "09:30+99:99", "32.13.99 9:00", "9", "½:30"])
def test_times_that_do_not_exist_are_faults(text):
    connections, faults = read(f"nome;entrata;uscita\nPia;{text};10:00\n")
    assert (connections, len(faults)) == ([], 1)


def test_people_are_found_by_address_or_by_the_words_of_their_name(meeting, enrolment, other):
    reading = read_connections(meeting, [*read(ZOOM)[0], *read(TEAMS, "utf-16")[0]])
    assert {one.enrolment.name: one.minutes for one in reading.found} == {"Pia Rossi": 90, "Zeno Bianchi": 60}
    assert reading.unmatched == [("iPad di Zeno", 1)]
    assert reading.silent == []


def test_a_name_two_people_have_is_nobodys(meeting, enrolment, other):
    EnrolmentFactory(pool=enrolment.pool, name="Bianchi, Zeno")
    assert read_connections(meeting, read(TEAMS, "utf-16")[0]).unmatched == [("Bianchi Zeno (Esterno)", 2)]


def test_what_was_written_by_hand_is_kept(going, enrolment, teo):
    attendance.mark(session=going, enrolment=enrolment, presence="partial", minutes=15, by=teo)
    when = going.starts_at
    log = f"email,in,out\n{enrolment.email},{when.isoformat()},{(when + dt.timedelta(hours=2)).isoformat()}\n"
    connections, _faults = read_log(io.BytesIO(log.encode()), "log.csv", near=when, zone=ROME)
    [found] = read_connections(going, connections).found
    assert (found.minutes, found.is_kept, read_connections(going, connections).spans) == (120, True, {})


def test_overlapping_connections_are_one_and_only_the_meeting_counts(going, enrolment, other, teo):
    start = going.starts_at

    def at(minutes):
        return start + dt.timedelta(minutes=minutes)

    spans = {enrolment: [(at(-30), at(60)), (at(30), at(90))], other: [(at(-60), at(-5))]}
    [row] = attendance.import_log(session=going, spans=spans, by=teo)
    assert (row.enrolment, row.minutes, row.presence, row.source, row.mode) == (
        enrolment, 90, "partial", "csv", "online",
    )  # fmt: skip
    assert (row.in_at, row.out_at) == (at(0), at(90))
    attendance.import_log(session=going, spans=spans, by=teo)
    assert Attendance.objects.count() == 1
