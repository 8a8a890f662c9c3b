"""Balance, levers, families, sectors and alignment: shares of what is active or recorded."""

import pytest

from portfolios.analysis.alignment import alignment
from portfolios.analysis.balance import balance, break_down_actions
from portfolios.analysis.families import actor_mix
from portfolios.analysis.levers import lever_mix
from portfolios.analysis.sectors import sector_crossing
from portfolios.analysis.shares import evenness, geometric_mean
from portfolios.analysis.world import Contribution, Partner

from .builders import action, euro, world


def of_horizons(*horizons, **fields):
    return world(*(action(place, horizon=h, cost=euro(c)) for place, (h, c) in enumerate(horizons)), **fields)


@pytest.mark.parametrize(
    ("mix", "count", "money"),
    [({"H1": 1.0}, 0.5, 0.9), ({"H1": 0.5, "H3": 0.5}, 1.0, 0.6), ({"H2+": 1.0}, 0, 0), ({}, None, None)],
)
def test_balance_is_the_closeness_to_the_declared_mix(mix, count, money):
    found = balance(of_horizons(("H1", 90), ("H3", 10), target_mix={"horizon": mix}))
    assert (found.balance_count, found.balance_money) == (
        (None, None) if count is None else (pytest.approx(count), pytest.approx(money))
    )
    assert found.uneven == ("H1", "H3")


def test_a_difference_of_exactly_the_threshold_is_no_warning():
    found = balance(of_horizons(("H1", 65), ("H3", 35)))
    assert found.uneven == ()


def test_actions_without_a_horizon_are_listed_and_not_counted():
    found = balance(world(action("A", horizon="H1"), action("B")))
    assert (found.count["H1"], found.money, found.missing) == (1, None, ("B",))


def test_a_suspended_break_down_action_breaks_nothing_down():
    phasing_out = {"stage": "phase_out"}
    assert break_down_actions(world(action("A", status="suspended", **phasing_out), action("B"))) == []
    assert len(break_down_actions(world(action("A", **phasing_out)))) == 1


def test_levers_count_one_each_and_share_the_cost():
    actions = (
        action("A", levers={"finance", "participation"}, cost=euro(100)),
        action("B", levers={"finance"}, cost=euro(100)),
        action("C", levers={"participation"}, cost=euro(900), status="suspended"),
    )
    found = lever_mix(world(*actions))
    assert found.count["finance"] == pytest.approx(2 / 3)
    assert found.money["finance"] == pytest.approx(0.75)
    assert sum(found.count.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("parts", "expected"), [({"a": 1.0}, 0), ({"a": 0.5, "b": 0.5}, 1), ({"a": 1.0, "b": 0.0}, 0), ({}, None)]
)
def test_the_entropy_of_one_class_is_zero(parts, expected):
    assert evenness(parts, 2) == expected


@pytest.mark.parametrize(("parts", "mean"), [((4, 1), 2), ((1, 0), 0), ((1, None), None), ((), None)])
def test_a_geometric_mean_needs_all_its_parts(parts, mean):
    assert geometric_mean(parts) == mean


def test_families_are_counted_once_per_action_whatever_its_status():
    actions = (
        action("A", partners=(Partner("cooperation"), Partner("foundation"), Partner("knowledge", "funder"))),
        action("B", status="suspended"),
        action("C", lead="unknown"),
    )
    found = actor_mix(world(*actions))
    assert found.touching == {"cooperation": 2, "foundation": 1}
    assert (found.two_or_more, found.three_or_more, found.alone) == (1, 0, ("B", "C"))
    assert found.by_role == {
        ("cooperation", "lead"): 2,
        ("cooperation", "partner"): 1,
        ("foundation", "partner"): 1,
        ("knowledge", "funder"): 1,
    }
    assert found.load == {"cooperation": 1, "unknown": 1}


@pytest.mark.parametrize(
    ("cofog", "ateco", "crosses"), [("123", "", True), ("", "FGQ", True), ("12", "FG", False), ("", "", False)]
)
def test_three_sectors_of_either_kind_make_a_crossing(cofog, ateco, crosses):
    assert sector_crossing(world(action("A", cofog=cofog, ateco=ateco))).is_cross_sector is crosses


def test_alignment_needs_an_agreed_contribution_and_lists_the_largest_others():
    claimed = action("B", cost=euro(10))
    claimed.objectives["O1"] = Contribution(3, agreed=False)
    outside = (action("U1", cost=euro(20)), action("U2"), action("U3", cost=euro(60)))
    found = alignment(world(action("A", {"O1": 1}, cost=euro(30)), claimed, unaligned=outside))
    assert (found.count, found.cost) == (0.2, 0.25)
    assert [candidate.key for candidate in found.candidates] == ["U3", "U1", "B", "U2"]
