"""Indicators: progress, expectation, status and freshness."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from portfolios.analysis.indicators import expected_progress, mission_progress, read_indicator, read_objective
from portfolios.analysis.world import Indicator, Objective

from .builders import indicators, world

START, END = date(2025, 1, 1), date(2026, 2, 5)  # 400 days
RISING = Indicator("I", baseline=0, baseline_on=START, target=100, target_on=END)


def after(days):
    return START + timedelta(days)


@pytest.mark.parametrize(
    ("milestones", "days", "expected"),
    [
        ((), 200, 0.5),
        ((), -10, 0),
        ((), 0, 0),
        ((), 400, 1),
        ((), 900, 1),
        (((200, 20),), 100, 0.1),
        (((200, 20),), 200, 0.2),
        (((200, 20),), 300, 0.6),
        (((300, 60), (100, 20)), 200, 0.4),
        (((-50, 70), (500, 10)), 200, 0.5),
    ],
)
def test_the_expected_path_is_straight_between_milestones(milestones, days, expected):
    path = tuple((after(day), value) for day, value in milestones)
    assert expected_progress(replace(RISING, milestones=path), after(days)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("value", "status", "ratio"),
    [
        (60, "ahead", 1.2),
        (59, "on_track", 1.18),
        (45, "on_track", 0.9),
        (44, "at_risk", 0.88),
        (30, "at_risk", 0.6),
        (29, "off_track", 0.58),
        (-5, "off_track", -0.1),
    ],
)
@pytest.mark.parametrize("falling", [False, True])
def test_the_status_follows_the_ratio_whichever_way_the_target_lies(value, status, ratio, falling):
    known = replace(RISING, value=value, measured_on=after(200))
    if falling:
        known = replace(known, baseline=100, target=0, value=100 - value)
    found = read_indicator(known, after(210))
    assert (found.status, found.ratio, found.age_days) == (status, pytest.approx(ratio), 10)


@pytest.mark.parametrize(
    "changes",
    [
        {"value": None},
        {"measured_on": None},
        {"target": 0},
        {"target": None},
        {"baseline": None},
        {"measured_on": after(301)},
    ],
)
def test_what_cannot_be_measured_is_no_data_and_not_zero(changes):
    known = replace(RISING, **{"value": 10, "measured_on": after(200), **changes})
    found = read_indicator(known, after(300))
    assert (found.status, found.progress, found.ratio) == ("no_data", None, None)


@pytest.mark.parametrize(("value", "status"), [(5, "ahead"), (0, "on_track"), (-5, "off_track")])
def test_before_anything_is_due_progress_speaks_without_a_ratio(value, status):
    found = read_indicator(replace(RISING, value=value, measured_on=START), START)
    assert (found.status, found.expected, found.ratio) == (status, 0, None)


@pytest.mark.parametrize(
    ("frequency", "age", "stale"),
    [(None, 180, False), (None, 181, True), (30, 45, False), (30, 46, True), (365, 500, False)],
)
def test_a_measurement_grows_stale(frequency, age, stale):
    known = replace(RISING, value=1, measured_on=after(10), frequency_days=frequency)
    assert read_indicator(known, after(10 + age)).stale is stale


def objective(key, weight, *values):
    measured = tuple(replace(RISING, value=value, measured_on=after(200)) for value in values)
    return Objective(key, weight=weight, indicators=measured)


def test_an_objective_is_the_mean_of_its_measured_indicators():
    found = read_objective(objective("O1", 1, 20, 60, None), after(200))
    assert (found.progress, found.expected, found.ratio) == pytest.approx((0.4, 0.5, 0.8))


def test_the_mission_caps_surplus_and_prints_its_weights():
    objectives = (objective("O1", 3, 250), objective("O2", 1, 20), objective("O3", 2, None), objective("O4", 1))
    found = mission_progress(world(objectives=objectives, as_of=after(200)))
    assert found.value == pytest.approx((3 * 1 + 0.2) / 4)
    assert (found.measured_weight, found.total_weight) == (4, 7)


@given(indicators())
def test_any_indicator_can_be_read(indicator):
    found = read_indicator(indicator, date(2027, 1, 1))
    assert (found.progress is None) <= (found.status == "no_data")
    assert found.ratio is None or found.expected > 0
