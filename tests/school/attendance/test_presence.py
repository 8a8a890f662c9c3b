"""Minutes from the times somebody came and went, and the codes of rooms."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from school.analysis import room_codes
from school.analysis.presence import cut, merged, minutes_in, spans_of_scans
from tests.factories.school import START

END = START + dt.timedelta(hours=4)


def at(minutes):
    return START + dt.timedelta(minutes=minutes)


spans = some.lists(some.tuples(some.integers(-300, 600), some.integers(-300, 600)), max_size=8)


@given(spans)
def test_minutes_are_those_in_which_somebody_was_there(pairs):
    there = {minute for start, end in pairs for minute in range(max(start, 0), min(end, 240))}
    found = cut([(at(start), at(end)) for start, end in pairs], START, END)
    assert minutes_in(found) == len(there)


@given(spans)
def test_merged_spans_are_in_order_and_apart(pairs):
    found = merged([(at(start), at(end)) for start, end in pairs])
    assert all(one[1] < other[0] for one, other in zip(found, found[1:], strict=False))
    assert merged(found) == found


@pytest.mark.parametrize(
    ("scans", "told"),
    [
        ([], []),
        ([("in", 0)], [(0, 240)]),
        ([("in", 10), ("out", 100)], [(10, 100)]),
        ([("in", 10), ("in", 12), ("out", 100), ("in", 120)], [(10, 100), (120, 240)]),
        ([("out", 100)], []),
        ([("out", 5), ("in", 10), ("out", 20), ("out", 30)], [(10, 20)]),
        ([("in", 300)], []),
    ],
)
def test_scans_make_spans(scans, told):
    found = spans_of_scans([(kind, at(minute)) for kind, minute in scans], END)
    assert found == [(at(start), at(end)) for start, end in told]


codes = some.builds(lambda seconds: START + dt.timedelta(seconds=seconds), some.integers(0, 10**6))


@given(codes, some.integers(1, 10**9))
def test_a_code_is_taken_in_its_step_and_in_the_next_only(now, session):
    code = room_codes.code_at("secret", session, now)
    left = dt.timedelta(seconds=room_codes.seconds_left(now))
    step = dt.timedelta(seconds=room_codes.STEP)
    checked = [
        room_codes.is_current(code, "secret", session, now + later) for later in (left - left, left, left + step)
    ]
    assert checked == [True, True, False]
    assert room_codes.session_in(code) == session


@given(codes)
def test_a_code_is_of_one_meeting_and_one_secret(now):
    code = room_codes.code_at("secret", 7, now)
    assert not room_codes.is_current(code, "other", 7, now)
    assert not room_codes.is_current(code, "secret", 8, now)
    assert not room_codes.is_current(code, "", 7, now)


def test_letters_that_look_like_digits_and_small_ones_are_forgiven():
    now = START
    for seconds in range(0, 45 * 60, 45):
        code = room_codes.code_at("secret", 35, now + dt.timedelta(seconds=seconds))
        typed = code.lower().replace("0", "o").replace("1", "l", 1)
        assert room_codes.is_current(typed, "secret", 35, now + dt.timedelta(seconds=seconds))


@pytest.mark.parametrize("typed", ["", "-", "abc", "x-", "-ABCDEFGH", "é-ABCDEFGH", "a b-ABC", "z" * 40 + "-A"])
def test_what_is_no_code_speaks_of_no_meeting(typed):
    assert room_codes.session_in(typed) is None
