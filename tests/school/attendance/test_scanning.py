"""Codes that are read: once each, with minutes from coming and going, refused ones kept."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from school.models import Attendance, AttendanceScan
from school.queries.registers import last_scans
from school.services import attendance
from school.services.attendance import NewScan
from tests.factories.school import EnrolmentFactory


@pytest.fixture
def read(going, teo):
    """Read a code ``minutes`` after the meeting began."""

    def reading(code, minutes=None, kind="in", nonce=None, device="", by=teo):
        at = None if minutes is None else going.starts_at + dt.timedelta(minutes=minutes)
        new = NewScan(code=code, nonce=nonce or f"{code}{kind}{minutes}", kind=kind, device=device, scanned_at=at)
        return attendance.scan(session=going, new=new, by=by)

    return reading


def test_a_code_read_is_a_presence(read, enrolment):
    kept = read("badge-pia", 5)
    row = Attendance.objects.get()
    assert (kept.error, kept.enrolment, row.enrolment, row.source) == ("", enrolment, enrolment, "badge")
    assert (row.presence, row.minutes, row.in_at, row.out_at) == ("present", 210, kept.scanned_at, None)


def test_breaks_are_nobodys_loss_and_lateness_counts(read, enrolment, going):
    type(going).objects.filter(pk=going.pk).update(
        ends_at=going.starts_at + dt.timedelta(minutes=60), credited_minutes=50
    )
    going.refresh_from_db()
    read("badge-pia", 10)
    assert Attendance.objects.values_list("presence", "minutes").get() == ("present", 50)
    Attendance.objects.all().delete(), AttendanceScan.objects.all().delete()
    read("badge-pia", 20)
    assert Attendance.objects.values_list("presence", "minutes").get() == ("partial", 40)


def test_coming_and_going_give_minutes(read, enrolment):
    read("badge-pia", 0)
    read("badge-pia", 30, "out")
    row = Attendance.objects.get()
    assert (row.presence, row.minutes) == ("partial", 30)
    assert row.out_at - row.in_at == dt.timedelta(minutes=30)
    read("badge-pia", 40)
    read("badge-pia", 55, "out")
    assert Attendance.objects.get().minutes == 45


def test_scans_that_come_in_another_order_give_the_same_minutes(read, enrolment):
    read("badge-pia", 30, "out")
    assert not Attendance.objects.exists()
    read("badge-pia", 0)
    assert Attendance.objects.get().minutes == 30


def test_the_same_scan_counts_once(read, enrolment):
    one, other = read("badge-pia", 5, nonce="n1", device="phone"), read("badge-pia", 5, nonce="n1", device="phone")
    assert one == other
    assert AttendanceScan.objects.count() == 1


def test_devices_of_different_people_are_different_devices(read, enrolment, giulia):
    read("badge-pia", 5, nonce="n1", device="phone")
    read("badge-pia", 6, nonce="n1", device="phone", by=giulia)
    assert AttendanceScan.objects.count() == 2


@pytest.mark.parametrize(
    ("code", "minutes", "error"),
    [
        ("nobody", 5, "unknown_code"),
        ("badge-elsewhere", 5, "other_edition"),
        ("badge-waiting", 5, "not_admitted"),
        ("badge-pia", -61, "out_of_time"),
    ],
)
def test_a_refused_scan_is_kept_with_its_reason(code, minutes, error, read, enrolment):
    EnrolmentFactory(badge="badge-elsewhere")
    EnrolmentFactory(pool=enrolment.pool, badge="badge-waiting", status="waitlisted")
    kept = read(code, minutes)
    assert (kept.error, kept.code) == (error, code)
    assert not Attendance.objects.exists()
    if error == "other_edition":
        assert kept.enrolment is None  # who is elsewhere is nobody's business here


def test_a_sealed_register_takes_no_scans_but_keeps_them(read, going, enrolment, teo):
    attendance.mark(session=going, enrolment=enrolment, presence="absent", by=teo)
    attendance.seal_register(session=going, by=teo)
    assert read("badge-pia", 5).error == "register_closed"
    assert Attendance.objects.get().presence == "absent"


def test_what_was_written_by_hand_of_who_was_there_stays(read, going, enrolment, teo):
    attendance.mark(session=going, enrolment=enrolment, presence="partial", minutes=20, by=teo)
    read("badge-pia", 5)
    assert Attendance.objects.get().minutes == 20
    attendance.mark(session=going, enrolment=enrolment, presence="excused", by=teo)
    read("badge-pia", 6)
    assert Attendance.objects.get().presence == "present"


def test_a_scan_uploaded_later_is_flagged(read, enrolment):
    read("badge-pia", 5)
    read("badge-pia", 60, "out")
    assert [(scan.kind, scan.is_late) for scan in last_scans(enrolment.edition.sessions.first())] == [
        ("out", False), ("in", True),
    ]  # fmt: skip


def test_a_clock_that_is_ahead_does_not_scan_in_the_future(read, enrolment):
    assert read("badge-pia", 200).scanned_at <= timezone.now()


@pytest.mark.parametrize(("code", "nonce"), [("", "n"), ("  ", "n"), ("badge-pia", " ")])
def test_a_scan_without_code_or_nonce_is_asked_again(code, nonce, going, teo):
    with pytest.raises(ValidationError):
        attendance.scan(session=going, new=NewScan(code=code, nonce=nonce), by=teo)


def test_only_who_keeps_the_register_reads_codes(read, enrolment, school_cast):
    def may(user):
        try:
            read("badge-pia", 5, by=user)
        except PermissionDenied:
            return False
        return True

    assert {who for who, user in school_cast.items() if may(user)} == {"giulia", "teo", "marta"}


# The code of the room.


def sign(going, by, kind="in", code="1-AAAA"):
    return attendance.sign_presence(session=going, code=code, kind=kind, scanned_at=timezone.now(), by=by)


def test_a_person_who_reads_the_room_is_there_once(going, enrolment, pia):
    assert sign(going, pia) == sign(going, pia)
    row = Attendance.objects.get()
    assert (row.enrolment, row.source, row.presence) == (enrolment, "room", "partial")


def test_who_has_no_seat_is_not_there(going, enrolment, school_cast):
    type(enrolment).objects.update(status="waitlisted")
    for user in (school_cast["pia"], school_cast["chiara"], school_cast["teo"]):
        with pytest.raises(PermissionDenied):
            sign(going, user)
    assert not AttendanceScan.objects.exists()
