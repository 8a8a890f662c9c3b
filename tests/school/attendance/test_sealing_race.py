"""Who marks while somebody seals comes before the seal, and is in it, or after, and is refused."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from school.models import Attendance, SessionRegister
from school.queries.registers import is_intact
from school.services import attendance

ROUNDS = 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time on SQLite: nothing to race")
def test_no_mark_slips_behind_the_seal(going, enrolment, other, teo, giulia):
    for round_ in range(ROUNDS):
        attendance.mark_the_others(session=going, presence="absent", by=teo)
        barrier, refused = threading.Barrier(2), []

        def at_once(act, barrier=barrier, refused=refused):
            barrier.wait()
            try:
                act()
            except ValidationError as error:
                refused.append(error.messages)
            finally:
                connections.close_all()

        def mark(round_=round_):
            attendance.mark(session=going, enrolment=enrolment, presence="partial", minutes=round_ + 1, by=teo)

        acts = (mark, lambda: attendance.seal_register(session=going, by=giulia))
        threads = [threading.Thread(target=at_once, args=(act,)) for act in acts]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        register = SessionRegister.objects.get()
        written = Attendance.objects.get(enrolment=enrolment).minutes == round_ + 1
        assert (register.is_sealed, is_intact(register), written, len(refused)) == (
            True,
            True,
            not refused,
            len(refused),
        )
        attendance.reopen_register(session=going, reason="again", by=giulia)
