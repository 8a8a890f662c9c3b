"""Crowds at the doors, on PostgreSQL and on a file of SQLite: never a seat too many, never one idle, no error.

Each storm runs in a process and a database of its own (``storms``); ``make storm`` is the same, larger.
"""

import pytest
from django.db import connection

from tests.school.enrolment.storms import storm

SMALL = ("--people", "40", "--acts", "120", "--workers", "4", "--rounds", "2")
BOTH = [pytest.param("sqlite", id="sqlite"), pytest.param("postgres", id="postgres", marks=pytest.mark.postgres)]
pytestmark = pytest.mark.parametrize("kind", BOTH)


@pytest.fixture(autouse=True)
def _its_database(kind):
    if kind != {"sqlite": "sqlite", "postgresql": "postgres"}[connection.vendor]:
        pytest.skip("stormed where the other database is tested")


def test_without_the_lock_the_race_is_there(kind):
    """Were this to pass unharmed, the storms below would prove nothing."""
    code, (told,) = storm(kind, "--only", "last_seat", "--unlocked", "--rounds", "2")
    assert (code, told["broken"] > 0, told["wrong"] > 0) == (1, True, True)


def test_a_small_storm_breaks_nothing(kind):
    code, told = storm(kind, *SMALL)
    assert {one["storm"]: (one["broken"], one["violations"], bool(one["wrong"])) for one in told} == {
        name: (0, [], False) for name in ("last_seat", "rush", "weather", "crash", "web")
    }
    assert code == 0
