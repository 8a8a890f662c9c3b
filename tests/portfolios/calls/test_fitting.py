"""How calls are held against needs: pure scores, and the same in words on pages and through the API."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from portfolios.analysis.calls import Call, Need, match, matches
from portfolios.analysis.parameters import DEFAULTS, CallWeights

NEED = Need(
    "AZ05", frozenset({"welfare"}), frozenset({"finance"}), frozenset({"cooperation"}), frozenset({1, 2}),
    date(2028, 1, 1), Decimal(100),
)  # fmt: skip
CALL = Call(
    "B", frozenset({"welfare", "digital"}), frozenset({"finance"}), frozenset({"cooperation"}), frozenset({2, 3}),
    date(2027, 1, 1), date(2027, 2, 1), Decimal(500),
)  # fmt: skip


def test_a_call_that_fits_in_everything_scores_one():
    assert match(CALL, NEED) == match(CALL, replace(NEED, is_gap=True))
    assert match(CALL, NEED).score == pytest.approx(1)


def test_a_call_that_says_nothing_scores_a_half_and_is_not_suggested():
    silent = Call("silent")
    assert match(silent, NEED).score == pytest.approx(0.5)
    assert matches([silent, CALL], [NEED]) == [match(CALL, NEED)]


@pytest.mark.parametrize(
    ("change", "score"),
    [
        ({"themes": frozenset({"other"})}, 0.75),
        ({"levers": frozenset({"other"})}, 0.75),
        ({"families": frozenset({"other"})}, None),
        ({"munis": frozenset({9})}, None),
        ({"opens_on": date(2028, 1, 2)}, None),
        ({"amount": Decimal(50)}, 0.95),
        ({"amount": None}, 0.95),
        ({"munis": frozenset()}, 0.95),
    ],
)
def test_each_part_weighs_or_rules_out(change, score):
    found = match(replace(CALL, **change), NEED)
    assert (found and found.score) == (score and pytest.approx(score))


def test_a_gap_needs_its_lever_but_new_families_may_bring_it():
    gap = replace(NEED, is_gap=True)
    assert match(replace(CALL, levers=frozenset({"other"})), gap) is None
    assert match(replace(CALL, families=frozenset({"other"})), gap).score == pytest.approx(0.8)


def test_the_best_come_first_and_equals_keep_their_order():
    weaker = replace(CALL, key="weaker", themes=frozenset())
    twin = replace(CALL, key="twin")
    assert [one.call for one in matches([weaker, CALL, twin], [NEED])] == ["B", "twin", "weaker"]


def test_the_weights_make_one():
    assert sum(getattr(CallWeights(), field.name) for field in fields(CallWeights)) == pytest.approx(1)
    assert DEFAULTS.call_from == 0.7
