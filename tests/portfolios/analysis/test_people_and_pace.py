"""Who takes part, who carries too much, whose money it is and whether it is spent in time: by hand."""

from datetime import date

import pytest

from portfolios.analysis.load import Quarter, quarter_of, quarterly_load
from portfolios.analysis.parameters import FAMILIES, Parameters
from portfolios.analysis.participation import participation, services
from portfolios.analysis.spending import absorption, elapsed_share, leverage
from portfolios.analysis.world import FundingLine, Partner
from tests.portfolios.analysis.builders import action, euro, world


def line(amount, stage="awarded", share="public"):
    return FundingLine("S", euro(amount), stage, share=share)


def test_families_come_with_their_actions():
    one = action("A1", lead="public_body", partners=(Partner("foundation"), Partner("knowledge", "funder")))
    two = action("A2", lead="cooperation")
    found = participation(world(one, two))
    assert dict(found.families) == {"public_body": ("A1",), "foundation": ("A1",), "cooperation": ("A2",)}
    assert found.roles["knowledge", "funder"] == ("A1",)
    assert (found.two_or_more, found.three_or_more, found.alone) == (("A1",), (), ("A2",))
    assert found.led_by_public == ("A1",)
    assert set(found.missing) == set(FAMILIES) - {"public_body", "foundation", "cooperation"}
    # Three actors, of whose three possible pairs one works together.
    assert found.density == pytest.approx(1 / 3)


def test_nobody_has_no_density():
    assert participation(world()).density is None
    assert participation(world(action("A1"))).density is None


def test_a_service_adds_the_weights_of_an_actor_for_an_objective():
    one = action("A1", {"O1": 3}, partners=(Partner("knowledge"), Partner("foundation", "funder")))
    found = services(world(one, action("A2", {"O1": 2})))
    assert (found["cooperation", "O1"].actions, found["cooperation", "O1"].weight) == (("A1", "A2"), 5)
    assert found["knowledge", "O1"].weight == 3
    assert ("foundation", "O1") not in found


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 1, 1), Quarter(2026, 1)),
        (date(2026, 3, 31), Quarter(2026, 1)),
        (date(2026, 12, 31), Quarter(2026, 4)),
    ],
)
def test_a_day_lies_in_its_quarter(day, quarter):
    assert quarter_of(day) == quarter
    assert quarter.first_day <= day <= quarter.last_day


def test_quarters_go_on_over_the_year():
    assert Quarter(2026, 4).moved(1) == Quarter(2027, 1)
    assert Quarter(2026, 1).moved(-5) == Quarter(2024, 4)
    assert Quarter(2026, 4).last_day == date(2026, 12, 31)


def test_a_lead_far_above_the_others_is_named_in_that_quarter_only():
    busy = [action(f"B{n}", lead="cooperation", ends_on=date(2026, 3, 31)) for n in range(6)]
    others = [action(f"A{n}", lead=lead) for n, lead in enumerate(FAMILIES) if lead != "cooperation"]
    found = quarterly_load(world(*busy, *others))
    assert found.above == {("cooperation", Quarter(2026, 1))}
    assert (found.leads[0], len(found.actions["cooperation", Quarter(2026, 1)])) == ("cooperation", 6)
    # Nine leads: eight with 1, one with 6: mean 14/9, deviation 1.571.
    assert found.limits[Quarter(2026, 1)] == pytest.approx(14 / 9 + 2 * 1.5713, abs=0.001)


def test_a_load_counts_active_and_dated_actions_only():
    found = quarterly_load(world(action("A1", status="suspended"), action("A2", starts_on=None), action("A3")))
    assert found.actions["cooperation", Quarter(2026, 1)] == ("A3",)
    assert found.undated == ("A2",)
    assert quarterly_load(world(action("A1")), Parameters(load_deviations=0)).above == frozenset()


def test_leverage_is_private_for_each_public_euro():
    found = leverage(
        world(
            action("A1", funding=(line(100), line(50, share="private"), line(9, share="in_kind"), line(7, "applied")))
        )
    )
    assert found.ratio == 0.5
    assert dict(found.amounts) == {"public": 100, "private": 50, "in_kind": 9}
    assert leverage(world(action("A1", funding=(line(5, share="private"),)))).ratio is None


def test_absorption_is_paid_of_secured_beside_the_time_that_passed():
    half = action("A1", funding=(line(300), line(100, "paid")), ends_on=date(2026, 1, 2))
    undated = action("A2", funding=(line(100),), starts_on=None)
    found = absorption(world(half, undated))
    assert (found.secured, found.paid, found.absorbed, found.elapsed, found.recorded) == (500, 100, 0.2, 0.5, True)
    assert [one.elapsed for one in found.lines] == [0.5, None]


def test_without_payments_or_money_nothing_is_said():
    assert absorption(world(action("A1", funding=(line(5),)))).recorded is False
    nothing = absorption(world(action("A1")))
    assert (nothing.absorbed, nothing.elapsed, nothing.lines) == (None, None, ())


@pytest.mark.parametrize(
    ("on", "share"), [(date(2025, 12, 31), 0), (date(2026, 1, 1), 0.25), (date(2026, 1, 4), 1), (date(2030, 1, 1), 1)]
)
def test_time_passes_from_the_first_day_to_the_last(on, share):
    assert elapsed_share(action("A1", ends_on=date(2026, 1, 4)), on) == share
