"""The wind-tunnel: robust, fragile, and what lies between."""

from decimal import Decimal
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolios.analysis.wind_tunnel import FRAGILE, MIXED, ROBUST, wind_tunnel

SCENARIOS = ("warm", "empty")


def judge(scores, money):
    return wind_tunnel(list(money), SCENARIOS, scores, money)


@pytest.mark.parametrize(
    ("pair", "money", "verdict"),
    [
        ((0, 2), 900, ROBUST),
        ((1, 1), 0, ROBUST),
        ((-1, 2), 900, FRAGILE),
        ((-2, -2), 900, FRAGILE),
        ((-1, 2), 100, MIXED),
        ((-2, 2), None, MIXED),
        ((0, None), 900, ROBUST),
        ((None, -2), 900, FRAGILE),
    ],
)
def test_the_verdict_of_an_action_beside_one_that_costs_300(pair, money, verdict):
    scores = {("a", name): score for name, score in zip(SCENARIOS, pair, strict=True) if score is not None}
    scores |= {("b", "warm"): 1, ("b", "empty"): 1}
    found = judge(scores, {"a": None if money is None else Decimal(money), "b": Decimal(300)})
    assert found.tried[0].verdict == verdict


def test_what_nobody_tried_is_listed_and_does_not_move_the_median():
    found = judge({("a", "warm"): 1}, {"a": Decimal(100), "b": Decimal(900)})
    assert ([one.action for one in found.tried], found.untried, found.median_money) == (["a"], ("b",), Decimal(100))
    assert (found.tried[0].complete, found.tried[0].scores) == (False, (1, None))


def test_without_trials_there_is_nothing_to_judge():
    found = judge({}, {"a": Decimal(100)})
    assert (found.tried, found.untried, found.median_money) == ((), ("a",), None)


actions = st.dictionaries(
    st.integers(0, 12),
    st.tuples(
        st.lists(st.one_of(st.none(), st.integers(-2, 2)), min_size=2, max_size=2),
        st.one_of(st.none(), st.decimals(0, 10**9, places=2)),
    ),
)


@given(actions)
def test_every_tried_action_has_the_one_verdict_of_its_definition(told):
    scores = {
        (key, name): score
        for key, (pair, _money) in told.items()
        for name, score in zip(SCENARIOS, pair, strict=True)
        if score is not None
    }
    money = {key: amount for key, (_pair, amount) in told.items()}
    found = judge(scores, money)
    known = [one.money for one in found.tried if one.money is not None]
    for one in found.tried:
        given_scores = [score for score in one.scores if score is not None]
        costly = one.money is not None and one.money > median(known)
        expected = ROBUST if min(given_scores) >= 0 else FRAGILE if costly else MIXED
        assert (one.lowest, one.verdict) == (min(given_scores), expected)
    assert [one.action for one in found.tried] + list(found.untried) == sorted(
        told, key=lambda key: (key in set(found.untried), list(told).index(key))
    )


@given(actions, st.integers(0, 12))
def test_a_better_trial_never_makes_an_action_worse(told, lucky):
    rank = {FRAGILE: 0, MIXED: 1, ROBUST: 2}
    scores = {
        (key, name): score
        for key, (pair, _money) in told.items()
        for name, score in zip(SCENARIOS, pair, strict=True)
        if score is not None
    }
    money = {key: amount for key, (_pair, amount) in told.items()}
    better = {key: 2 if key[0] == lucky else score for key, score in scores.items()}
    before = {one.action: rank[one.verdict] for one in judge(scores, money).tried}
    after = {one.action: rank[one.verdict] for one in judge(better, money).tried}
    assert all(after[key] >= before[key] for key in before)


def test_fragile_and_robust_are_read_by_verdict():
    found = judge({("a", "warm"): -2, ("b", "warm"): 0}, {"a": Decimal(9), "b": Decimal(1)})
    assert ([one.action for one in found.of(FRAGILE)], [one.action for one in found.of(ROBUST)]) == (["a"], ["b"])
