"""Registers: marked, sealed, opened again, and what they prove."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from convergenze.core.errors import MoveRefused
from convergenze.history import services as history
from school.models import Attendance, Edition, Session, SessionRegister
from school.queries.registers import digest_of, is_intact, register_of, roster, tally_of
from school.services import attendance
from school.services.attendance import Marking
from tests.factories.school import EnrolmentFactory, SchoolAttendanceFactory, SeatPoolFactory


def test_a_register_is_opened_by_the_first_who_writes(going, enrolment, teo):
    assert register_of(going).pk is None
    row = attendance.mark(session=going, enrolment=enrolment, presence="present", by=teo)
    register = SessionRegister.objects.get()
    assert (row.presence, row.minutes, row.source, row.created_by) == ("present", 210, "manual", teo)
    assert (register.session, register.is_sealed, len(register.room_secret)) == (going, False, 48)


@pytest.mark.parametrize(
    ("presence", "minutes", "kept"),
    [
        ("present", None, ("present", 210)),
        ("present", 5, ("present", 210)),
        ("partial", 100, ("partial", 100)),
        ("partial", 210, ("present", 210)),
        ("partial", 0, ("partial", 0)),
        ("absent", 100, ("absent", 0)),
        ("excused", None, ("excused", 0)),
    ],
)
def test_minutes_are_those_the_presence_allows(presence, minutes, kept, going, enrolment, teo):
    row = attendance.mark(session=going, enrolment=enrolment, presence=presence, minutes=minutes, by=teo)
    assert (row.presence, row.minutes) == kept


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (None, "Pia Rossi was there in part: write for how many of the 210 minutes."),
        (211, "Pia Rossi: write between 0 and 210 minutes."),
        (-1, "Pia Rossi: write between 0 and 210 minutes."),
    ],
)
def test_minutes_of_a_part_are_asked_for(minutes, words, going, enrolment, teo):
    with pytest.raises(ValidationError) as refused:
        attendance.mark(session=going, enrolment=enrolment, presence="partial", minutes=minutes, by=teo)
    assert refused.value.messages == [words]
    assert not Attendance.objects.exists()


def test_several_are_marked_all_or_none(going, enrolment, other, teo):
    stranger = EnrolmentFactory()
    markings = [Marking(enrolment, "present"), Marking(stranger, "present")]
    with pytest.raises(ValidationError):
        attendance.mark_many(session=going, markings=markings, by=teo)
    assert not Attendance.objects.exists()
    waiting = EnrolmentFactory(pool=enrolment.pool, status="waitlisted")
    with pytest.raises(ValidationError, match="has no seat"):
        attendance.mark(session=going, enrolment=waiting, presence="present", by=teo)


def test_a_mark_is_taken_away_by_marking_nothing(going, enrolment, teo):
    attendance.mark(session=going, enrolment=enrolment, presence="absent", by=teo)
    assert attendance.mark(session=going, enrolment=enrolment, presence="", by=teo) is None
    assert not Attendance.objects.exists()


def test_an_excuse_is_written_before_the_day_a_presence_is_not(coming, enrolment, teo):
    attendance.mark(session=coming, enrolment=enrolment, presence="excused", by=teo)
    with pytest.raises(ValidationError, match="The meeting has not begun"):
        attendance.mark(session=coming, enrolment=enrolment, presence="present", by=teo)


def test_the_others_are_those_of_whom_nothing_is_recorded(going, enrolment, other, teo):
    attendance.mark(session=going, enrolment=enrolment, presence="excused", by=teo)
    assert attendance.mark_the_others(session=going, presence="present", by=teo) == 1
    assert {line.enrolment.name: line.row.presence for line in roster(going)} == {
        "Pia Rossi": "excused", "Zeno Bianchi": "present",
    }  # fmt: skip


def test_one_act_is_one_line_of_history_without_names(going, enrolment, other, teo):
    attendance.mark_the_others(session=going, presence="present", by=teo)
    attendance.mark_the_others(session=going, presence="absent", by=teo)
    attendance.mark(session=going, enrolment=enrolment, presence="partial", minutes=90, by=teo)
    told = [entry.changes for entry in history.entries_of(SessionRegister.objects.get())]
    assert told == [
        {str(enrolment.pk): ["present 210", "partial 90"]},
        {str(one.pk): ["", "present 210"] for one in (enrolment, other)},
    ]


def test_a_hybrid_meeting_knows_how_each_takes_part(edition, going, enrolment, teo):
    Session.objects.filter(pk=going.pk).update(mode="hybrid")
    online = EnrolmentFactory(pool=SeatPoolFactory(edition=edition, mode="online"))
    attendance.mark_the_others(session=going, presence="present", by=teo)
    assert set(Attendance.objects.values_list("enrolment", "mode")) == {
        (enrolment.pk, "in_person"), (online.pk, "online"),
    }  # fmt: skip


def test_who_left_after_being_there_stays_on_the_register(going, enrolment, other):
    SchoolAttendanceFactory(session=going, enrolment=enrolment)
    type(enrolment).objects.update(status="withdrawn")
    assert [line.enrolment for line in roster(going)] == [enrolment]
    assert tally_of(roster(going)).missing == 0


# Sealing.


@pytest.fixture
def sealed(going, enrolment, teo):
    attendance.mark(session=going, enrolment=enrolment, presence="present", by=teo)
    return attendance.seal_register(session=going, by=teo)


def test_sealing_waits_for_everybody_to_be_recorded(going, enrolment, other, teo):
    attendance.mark(session=going, enrolment=enrolment, presence="present", by=teo)
    with pytest.raises(MoveRefused) as refused:
        attendance.seal_register(session=going, by=teo)
    assert refused.value.messages == ["1 person is not recorded: write whether they were there."]


def test_sealing_waits_for_the_meeting(coming, enrolment, teo):
    attendance.mark(session=coming, enrolment=enrolment, presence="excused", by=teo)
    with pytest.raises(MoveRefused, match="has not begun"):
        attendance.seal_register(session=coming, by=teo)


def test_a_sealed_register_says_who_when_and_its_hash(sealed, going, teo):
    going.refresh_from_db()
    assert (sealed.closed_by, sealed.is_sealed, going.status) == (teo, True, "held")
    assert is_intact(sealed)


def test_the_hash_is_made_as_it_is_documented(sealed, going, enrolment):
    starts, ends = (at.strftime("%Y-%m-%dT%H:%M:%SZ") for at in (going.starts_at, going.ends_at))
    text = (
        f'{{"credited_minutes":210,"ends_at":"{ends}",'
        f'"rows":[["{enrolment.public_id}","present",210,"in_person","manual","","",""]],'
        f'"session":"{going.public_id}","starts_at":"{starts}"}}'
    )
    assert sealed.digest == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: Attendance.objects.update(minutes=209),
        lambda: Attendance.objects.update(note="changed"),
        lambda: Attendance.objects.all().delete(),
        lambda: Session.objects.update(credited_minutes=200),
    ],
)
def test_what_is_changed_behind_the_seal_shows(sealed, tamper):
    tamper()
    assert not is_intact(SessionRegister.objects.get())


def test_forgetting_a_name_does_not_break_the_seal(sealed, enrolment):
    type(enrolment).objects.update(name="–", email="forgotten@example.org", badge="gone")
    assert is_intact(SessionRegister.objects.get())


def test_nothing_is_written_on_a_sealed_register(sealed, going, enrolment, teo):
    for act in (
        lambda: attendance.mark(session=going, enrolment=enrolment, presence="absent", by=teo),
        lambda: attendance.mark_the_others(session=going, presence="absent", by=teo),
        lambda: attendance.import_log(session=going, spans={}, by=teo),
        lambda: attendance.seal_register(session=going, by=teo),
    ):
        with pytest.raises(MoveRefused, match="The register is sealed"):
            act()
    assert Attendance.objects.get().presence == "present"


def test_opening_it_again_needs_a_reason_and_keeps_it(sealed, going, enrolment, giulia, teo):
    with pytest.raises(ValidationError):
        attendance.reopen_register(session=going, reason="  ", by=giulia)
    register = attendance.reopen_register(session=going, reason="Zeno was there", by=giulia)
    assert (register.is_sealed, register.digest, register.reopen_reason) == (False, "", "Zeno was there")
    attendance.mark(session=going, enrolment=enrolment, presence="absent", by=teo)
    again = attendance.seal_register(session=going, by=teo)
    assert again.digest != sealed.digest
    assert again.digest == digest_of(going)
    verbs = [entry.act for entry in history.entries_of(again)]
    assert verbs == ["seal", "mark", "reopen_register", "seal", "mark"]


def test_a_cancelled_meeting_has_no_register(going, teo):
    Session.objects.filter(pk=going.pk).update(status="cancelled")
    going.refresh_from_db()
    with pytest.raises(MoveRefused, match="cancelled"):
        attendance.open_register(session=going, by=teo)


# Who may.

KEEPERS, OPENERS = {"giulia", "teo", "marta"}, {"giulia", "marta"}
ACTS = {
    "open": (lambda going, by: attendance.open_register(session=going, by=by), KEEPERS),
    "mark": (lambda going, by: attendance.mark_the_others(session=going, presence="absent", by=by), KEEPERS),
    "seal": (lambda going, by: attendance.seal_register(session=going, by=by), KEEPERS),
    "reopen": (lambda going, by: attendance.reopen_register(session=going, reason="x", by=by), OPENERS),
}


def _allowed(act, going, user):
    try:
        act(going, user)
    except PermissionDenied:
        return False
    except ValidationError:
        return True
    return True


@pytest.mark.parametrize("name", ACTS)
def test_who_keeps_registers(name, going, school_cast):
    act, expected = ACTS[name]
    assert {who for who, user in school_cast.items() if _allowed(act, going, user)} == expected


def test_registers_of_a_concluded_edition_stay_as_they_are(going, giulia):
    Edition.objects.update(status="concluded")
    assert not any(_allowed(act, Session.objects.get(pk=going.pk), giulia) for act, _who in ACTS.values())


READERS = {"giulia", "teo", "pia", "anna", "ada", "marta", "olga"}


def test_presence_is_read_by_the_person_their_body_and_the_school(going, enrolment, school_cast):
    row = SchoolAttendanceFactory(session=going, enrolment=enrolment)
    seen = {who for who, user in school_cast.items() if row in Attendance.objects.visible_to(user)}
    allowed = {who for who, user in school_cast.items() if user.has_perm("school.view_attendance", enrolment)}
    assert seen == allowed == READERS
