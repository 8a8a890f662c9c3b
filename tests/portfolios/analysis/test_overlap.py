"""Overlap: the score, what forbids it, and that looking only at neighbours loses no pair."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolios.analysis.overlap import OverlapIndex, compare, overlaps, overlaps_of
from portfolios.analysis.parameters import DEFAULTS, Parameters
from portfolios.analysis.text import Corpus

from .builders import action, actions, euro, world, worlds

TWIN = {"title": "Sportello energia", "summary": "Consulenza alle famiglie", "targets": {"families"}}


def twins(**changes):
    """Two actions that are the same but for the changes of the second."""
    return action("A", {"O1": 1}, **TWIN), action("B", {"O1": 1}, **{**TWIN, **changes})


def score(one, two):
    return compare(one, two, Corpus({one.key: one.text, two.key: two.text})).score


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, 1.0),
        ({"title": "", "summary": ""}, 0.70),
        ({"targets": ()}, 0.85),
        ({"targets": {"families", "workers"}}, 0.925),
        ({"levers": {"participation"}}, 0.90),
        ({"munis": {"X", "Y", "Z"}}, 1.0),
        ({"ends_on": date(2026, 1, 1)}, 1.0),
        ({"starts_on": date(2026, 12, 31), "ends_on": date(2027, 1, 1)}, 0.95),
        ({"munis": {"Z"}}, 0),
        ({"munis": ()}, 0),
        ({"starts_on": None}, 0),
        ({"ends_on": None}, 0),
        ({"starts_on": date(2027, 1, 1), "ends_on": date(2027, 6, 1)}, 0),
    ],
)
def test_the_score_of_twins_that_differ_in_one_thing(changes, expected):
    assert score(*twins(**changes)) == pytest.approx(expected)


def test_without_a_common_objective_there_is_no_overlap():
    one, _ = twins()
    assert score(one, action("B", {"O2": 1}, **TWIN)) == 0


@pytest.mark.parametrize(
    ("status", "found"),
    [
        ("idea", 1),
        ("proposed", 1),
        ("committed", 1),
        ("in_progress", 1),
        ("mapped", 0),
        ("completed", 0),
        ("closed", 0),
        ("suspended", 0),
        ("discontinued", 0),
        ("merged", 0),
    ],
)
def test_only_live_actions_overlap(status, found):
    assert len(overlaps(world(*twins(status=status)))) == found


@pytest.mark.parametrize(
    ("costs", "at_stake"),
    [((100, 40), euro(40)), ((0, 40), euro(0)), ((None, 40), None), ((None, None), None)],
)
def test_the_smaller_cost_is_at_stake(costs, at_stake):
    one, two = (replace(a, cost=None if c is None else euro(c)) for a, c in zip(twins(), costs, strict=True))
    (found,) = overlaps(world(one, two))
    assert found.at_stake == at_stake


@pytest.mark.parametrize(("lead", "internal"), [("cooperation", True), ("foundation", False)])
def test_an_overlap_inside_one_actor_is_internal(lead, internal):
    (found,) = overlaps(world(*twins(lead=lead)))
    assert found.internal is internal


def test_pairs_are_named_in_natural_order():
    one, two = (replace(a, key=key) for a, key in zip(twins(), ("AZ10", "AZ9"), strict=True))
    assert [(pair.a, pair.b) for pair in overlaps(world(one, two))] == [("AZ9", "AZ10")]


EASY = Parameters(overlap_from=0.3)  # so that random actions make many pairs


def pairs(found):
    return {pair.pair: round(pair.score, 9) for pair in found}


def every_pair(any_world):
    """The definition, without any short cut."""
    corpus = Corpus({a.key: a.text for a in any_world.actions})
    live = [a for a in any_world.actions if a.status in DEFAULTS.live_statuses]
    found = [compare(one, two, corpus) for one, two in combinations(live, 2)]
    return {pair.pair: round(pair.score, 9) for pair in found if round(pair.score, 9) >= EASY.overlap_from}


@given(worlds())
def test_blocking_finds_the_same_pairs_as_comparing_everything(any_world):
    assert pairs(overlaps(any_world, EASY)) == every_pair(any_world)


@given(worlds(), actions("A0"))
def test_one_changed_action_finds_its_part_of_the_whole(before, changed):
    after = replace(before, actions=(changed, *(a for a in before.actions if a.key != "A0")))
    expected = {pair: value for pair, value in every_pair(after).items() if "A0" in pair}
    assert pairs(overlaps_of(changed, before, EASY, OverlapIndex(before, EASY))) == expected
    assert pairs(overlaps_of(changed, after, EASY)) == expected


@given(st.tuples(actions("A"), actions("B")))
def test_scores_are_symmetric_between_0_and_1_and_gated(both):
    one, two = both
    found = compare(one, two, Corpus({"A": one.text, "B": two.text}))
    assert found.score == pytest.approx(score(two, one))
    assert 0 <= round(found.score, 9) <= 1
    gated = not (found.parts.geo and found.parts.time and found.parts.objectives)
    assert (found.score == 0) is gated
