"""Synergy: who could help whom, anchors and isolated actions."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given

from portfolios.analysis.overlap import overlaps
from portfolios.analysis.pairing import meets_need, shared_time
from portfolios.analysis.parameters import DEFAULTS
from portfolios.analysis.synergy import link_graph, score_synergy, synergies

from .builders import action, world, worlds


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [0.90]),
        ({"lead": "cooperation"}, [0.75]),
        ({"lead": None}, [0.75]),
        ({"levers": {"finance"}}, [0.70]),
        ({"levers": ()}, [0.90]),
        ({"offers": ()}, []),
        ({"offers": {"space:homes"}}, []),
        ({"munis": {"X"}}, [1.0]),
        ({"munis": ()}, [0.90]),
        ({"objectives": {"O1": 1, "O2": 1}}, [0.75]),
        ({"objectives": {"O2": 1}}, []),
        ({"objectives": {"O2": 1}, "munis": {"X"}}, [0.70]),
        ({"starts_on": date(2027, 1, 1), "ends_on": date(2027, 2, 1)}, []),
        ({"status": "suspended"}, []),
    ],
)
def test_the_score_of_two_actions_that_could_help_each_other(changes, expected):
    one = action("A", {"O1": 1}, title="uno", needs={"data:homes"})
    said = {"lead": "foundation", "levers": {"participation"}, "munis": {"Y"}, "offers": {"data:homes"}, **changes}
    two = action("B", said.pop("objectives", {"O1": 1}), title="zwei", **said)
    found = synergies(world(one, two, objectives=("O1", "O2")))
    assert [round(pair.score, 9) for pair in found] == expected


@given(worlds())
def test_blocking_finds_the_same_pairs_as_comparing_everything(any_world):
    overlapping = {pair.pair for pair in overlaps(any_world)}
    live = [a for a in any_world.actions if a.status in DEFAULTS.live_statuses]
    expected = {
        frozenset((one.key, two.key)): round(score_synergy(one, two, any_world).score, 9)
        for one, two in combinations(live, 2)
        if frozenset((one.key, two.key)) not in overlapping
        and shared_time(one, two)
        and (set(one.objectives) & set(two.objectives) or meets_need(one, two))
    }
    found = {frozenset((pair.a, pair.b)): round(pair.score, 9) for pair in synergies(any_world)}
    assert found == {pair: score for pair, score in expected.items() if score >= DEFAULTS.synergy_from}


def linked(*pairs):
    actions = [action(key) for key in "ABCDEF"]
    return link_graph(world(*actions, confirmed_links=frozenset(map(frozenset, pairs))))


def test_anchors_stand_in_the_top_decile_with_at_least_three_links():
    found = linked("AB", "AC", "AD", "BC")
    assert found.degree == {"A": 3, "B": 2, "C": 2, "D": 1, "E": 0, "F": 0}
    assert found.anchors == ("A",)
    assert found.isolated == ("E", "F")


@pytest.mark.parametrize("pairs", [(), ("AB", "BC"), ("AZ", "YZ")])
def test_few_or_unknown_links_make_no_anchor(pairs):
    assert linked(*pairs).anchors == ()


def test_when_all_synergies_of_the_demo_story_are_confirmed_its_anchor_is_the_fund(demo_world):
    links = frozenset(frozenset((pair.a, pair.b)) for pair in synergies(demo_world) if pair.score > 0.72)
    graph = link_graph(world(*demo_world.actions, confirmed_links=links))
    assert graph.anchors == ("AZ03",)
