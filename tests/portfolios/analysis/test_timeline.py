"""Timeline and snapshots: what cannot hold in this order, and what changed."""

from dataclasses import replace
from datetime import date

import pytest

from portfolios.analysis.snapshots import difference
from portfolios.analysis.timeline import dependencies, timeline
from portfolios.analysis.world import FundingLine

from .builders import action, euro, world


@pytest.mark.parametrize(
    ("starts_on", "critical"),
    [(date(2026, 12, 30), True), (date(2026, 12, 31), False), (date(2027, 1, 1), False), (None, None)],
)
def test_a_dependency_is_critical_when_the_dependent_starts_too_early(starts_on, critical):
    pair = action("A"), action("B", starts_on=starts_on, ends_on=date(2027, 6, 1))
    found = dependencies(world(*pair, dependencies=(("A", "B"), ("A", "gone"))))
    assert [(found.provider, found.dependent, found.is_critical) for found in found] == [("A", "B", critical)]


def test_the_timeline_of_the_demo_story(demo_world):
    found = timeline(demo_world)
    assert (found.first, found.last, found.undated) == (date(2024, 9, 1), date(2032, 12, 31), ())
    assert [(row, len(actions)) for row, actions in found.rows] == [("P1", 5), ("P2", 4), ("P3", 3), ("P4", 4)]
    assert [cliff.action for cliff in found.cliffs] == ["AZ08"]
    assert [window.action for window in found.windows if window.is_over] == ["AZ14", "AZ08"]


def test_the_difference_of_two_snapshots(demo_world):
    kept = [a for a in demo_world.actions if a.key != "AZ16"]
    kept[13] = replace(kept[13], status="in_progress", funding=(FundingLine("PNRR", euro(1000), "paid"),))
    after = replace(demo_world, actions=(*kept, action("AZ99")))
    found = difference(demo_world, after)
    assert (found.entered, found.left) == (("AZ99",), ("AZ16",))
    assert found.changed == {"AZ14": ("status", "funding")}
    assert found.stages == {"identified": -20000, "awarded": -175000, "paid": 1000}
    assert (found.gaps_opened, found.gaps_closed) == ((), (("O3", "technology_infrastructure"),))
    assert found.indicators == {}


def test_a_world_does_not_differ_from_itself_even_when_it_grows_older(demo_world):
    found = difference(demo_world, replace(demo_world, as_of=date(2027, 1, 1)))
    assert (found.entered, found.left, found.changed, found.stages, found.indicators) == ((), (), {}, {}, {})
