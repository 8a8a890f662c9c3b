"""Money: stages, gap, concentration, cliffs and flows."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from portfolios.analysis.money import flows, gap_of, money, secured_by_objective
from portfolios.analysis.world import FundingLine

from .builders import action, euro, world, worlds


def line(stage, amount=100, source="S", until=None):
    return FundingLine(source, euro(amount), stage, eligibility_end=until)


@pytest.mark.parametrize(
    ("stage", "secured", "gap"),
    [
        ("identified", 0, 0),
        ("applied", 0, 0),
        ("awarded", 100, 0),
        ("committed", 100, 0),
        ("paid", 100, 0),
        ("not_awarded", 0, 100),
        ("revoked", 0, 100),
    ],
)
def test_what_a_stage_secures_and_closes(stage, secured, gap):
    found = money(world(action("A", cost=euro(100), funding=(line(stage),))))
    assert (found.secured, found.open_gap, found.stages) == (secured, gap, {stage: 100})


def test_a_surplus_of_one_action_closes_no_gap_of_another():
    rich = action("A", cost=euro(50), funding=(line("paid", 500),))
    assert money(world(rich, action("B", cost=euro(80)))).open_gap == 80


def test_a_missing_cost_is_missing_and_a_zero_cost_is_zero():
    found = money(world(action("A"), action("B", cost=Decimal(0))))
    assert (found.cost, found.unpriced, found.secured_share) == (0, ("A",), None)
    assert money(world(action("A"))).cost is None
    assert gap_of(action("A")) is None


@pytest.mark.parametrize(
    ("amounts", "concentration"), [((), None), ((5,), 1), ((5, 5), 0.5), ((1, 1, 1, 1), 0.25), ((3, 1), 0.625)]
)
def test_concentration_of_sources(amounts, concentration):
    funding = tuple(line("paid", amount, source=f"S{place}") for place, amount in enumerate(amounts))
    assert money(world(action("A", funding=(*funding, line("applied", 9))))).concentration == concentration


@pytest.mark.parametrize(
    ("stage", "until", "end", "amount"),
    [
        ("awarded", date(2026, 6, 1), date(2026, 6, 2), 100),
        ("awarded", date(2026, 6, 1), date(2026, 6, 1), 0),
        ("applied", date(2026, 6, 1), date(2026, 6, 2), 0),
        ("awarded", None, date(2026, 6, 2), 0),
        ("awarded", date(2026, 6, 1), None, 0),
    ],
)
def test_a_cliff_is_secured_money_that_ends_before_its_action(stage, until, end, amount):
    found = money(world(action("A", ends_on=end, funding=(line(stage, until=until),))))
    assert found.at_cliff == amount


def test_money_is_split_over_objectives_by_weight_and_only_for_active_actions():
    actions = (
        action("A", {"O1": 3, "O2": 1}, funding=(line("paid"),)),
        action("B", {"O1": 1}, status="suspended", funding=(line("paid"),)),
        action("C", funding=(line("paid"),)),
    )
    found = secured_by_objective(world(*actions, objectives=("O1", "O2", "O3")))
    assert found == {"O1": 75, "O2": 25, "O3": 0}


@given(worlds())
def test_nothing_is_lost_on_the_way_from_source_to_objective(any_world):
    found, stages = money(any_world), {"awarded", "committed", "paid"}
    assert sum(flow.amount for flow in flows(any_world, stages)) == pytest.approx(found.secured)
    assert sum(found.sources.values()) == found.secured
    assert found.concentration is None or 0 < found.concentration <= 1 + 1e-9
