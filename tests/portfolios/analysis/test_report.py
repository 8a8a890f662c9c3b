"""The whole report: of the demo story, of a small story computed by hand, of nothing, and of anything."""

import json
import math
import random
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolios.analysis.profile import profile
from portfolios.analysis.report import report

from .builders import world, worlds
from .conftest import HERE


def differences(found, expected, path=""):
    """Every place where two documents differ by more than the tolerance."""
    if isinstance(found, dict) and isinstance(expected, dict) and found.keys() == expected.keys():
        return [d for key in found for d in differences(found[key], expected[key], f"{path}.{key}")]
    if isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        pairs = enumerate(zip(found, expected, strict=True))
        return [d for place, (one, two) in pairs for d in differences(one, two, f"{path}[{place}]")]
    numbers = all(isinstance(value, int | float) and not isinstance(value, bool) for value in (found, expected))
    same = math.isclose(found, expected, abs_tol=0.005) if numbers else found == expected
    return [] if same else [f"{path}: {found!r}, expected {expected!r}"]


def expectation(name):
    return json.loads((HERE / name).read_text())


def test_the_demo_story_gives_what_an_independent_implementation_computed(demo_world):
    assert differences(report(demo_world), expectation("story.expected.json")) == []


def test_the_small_story_gives_what_was_computed_by_hand(small_world):
    assert differences(report(small_world), expectation("small_story.expected.json")) == []


def test_the_report_of_an_empty_portfolio_says_what_it_cannot_say():
    found = report(world(objectives=()))
    assert found == {
        "alignment": {"cost": None, "count": None},
        "coverage": {"cells": {}, "covered": 0, "required": 0},
        "families": {"three_or_more": 0, "touching": {}, "two_or_more": 0},
        "funding": {
            "cliff": {"actions": [], "amount": 0},
            "cost": 0,
            "hhi": None,
            "open_gap": 0,
            "secured": 0,
            "secured_share": None,
            "sources": 0,
            "stages": {},
        },
        "horizon": {"balance_count": None, "balance_money": None, "count": {}, "money": {}},
        "indicators": {},
        "levers": {"count": {}, "entropy": None, "money": {}},
        "mission_progress": {"measured_weight": 0, "total_weight": 0, "value": None},
        "overlaps": [],
        "secured_by_objective": {},
        "synergies": [],
    }


def test_keys_are_printed_with_the_names_they_are_given(small_world):
    found = report(small_world, name=lambda key: f"#{key}")
    assert [pair["pair"] for pair in found["overlaps"]] == ["#B1-#B2"]
    assert list(found["secured_by_objective"]) == ["#O1", "#O2"]


@given(worlds(), st.randoms())
def test_the_order_of_actions_changes_nothing(any_world, chance):
    shuffled = random.Random(chance.random()).sample(any_world.actions, len(any_world.actions))
    assert differences(report(replace(any_world, actions=tuple(shuffled))), report(any_world)) == []


@given(worlds())
def test_any_world_has_a_report_that_is_json_and_a_profile_between_0_and_1(any_world):
    json.dumps(report(any_world), allow_nan=False)
    bars = [getattr(profile(any_world), part) for part in profile(any_world).__slots__]
    assert all(bar is None or 0 <= round(bar, 9) <= 1 for bar in bars)


def test_the_profile_of_the_demo_story(demo_world):
    found = profile(demo_world)
    assert found.mean == pytest.approx(0.758, abs=0.005)
    assert [round(getattr(found, part), 3) for part in found.__slots__] == [
        0.875,
        0.968,
        0.978,
        0.933,
        0.743,
        0.75,
        0.333,
    ]


def test_the_analyses_need_neither_the_framework_nor_any_package():
    code = "import sys, portfolios.analysis.report, portfolios.analysis.story as s; assert 'django' not in sys.modules"
    subprocess.run([sys.executable, "-S", "-c", code], check=True, cwd=HERE.parents[2])
