"""Coverage: labels in their order, other columns, and what must not matter."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolios.analysis.coverage import COLUMNS, coverage
from portfolios.analysis.world import Objective, Partner

from .builders import action, world, worlds

WANTS = (Objective("O1", required_levers=frozenset({"finance"})),)


@pytest.mark.parametrize(
    ("contributions", "value", "label"),
    [
        ([], 0, "gap"),
        ([(3, "suspended", "cooperation")], 0, "gap"),
        ([(3, "mapped", "cooperation")], 0, "gap"),
        ([(1, "idea", "cooperation")], 0.25, "thin"),
        ([(3, "in_progress", "cooperation")], 3, "thin"),
        ([(3, "in_progress", "cooperation"), (3, "suspended", "foundation")], 3, "thin"),
        ([(1, "in_progress", "cooperation"), (1, "committed", "foundation")], 1.5, "thin"),
        ([(1, "in_progress", "cooperation"), (1, "closed", "foundation")], 2, "ok"),
        ([(3, "in_progress", "cooperation"), (3, "completed", "cooperation")], 6, "crowded"),
        ([(3, "in_progress", "cooperation"), (2, "in_progress", "foundation")], 5, "ok"),
    ],
)
def test_the_label_of_a_required_cell(contributions, value, label):
    actions = [
        action(place, {"O1": weight}, status=status, lead=lead)
        for place, (weight, status, lead) in enumerate(contributions)
    ]
    cell = coverage(world(*actions, objectives=WANTS)).cells["O1", "finance"]
    assert (cell.value, cell.label, cell.required) == (value, label, True)


def test_a_cell_that_nobody_requires_or_fills_is_no_gap():
    assert coverage(world(objectives=WANTS)).cells["O1", "participation"].label == "none"


@pytest.mark.parametrize(
    ("by", "column"),
    [
        ("lever", "finance"),
        ("territory", "X"),
        ("target_group", "families"),
        ("stage", "scale"),
        ("horizon", "H1"),
        ("family", "foundation"),
    ],
)
def test_the_columns_can_be_switched(by, column):
    known = {"targets": {"families"}, "stage": "scale", "horizon": "H1", "partners": (Partner("foundation"),)}
    found = coverage(world(action("A", {"O1": 2}, **known)), by)
    assert found.cells["O1", column].actions == ("A",)
    assert {at for at, cell in found.cells.items() if cell.value} >= {("O1", column)}


def test_an_unknown_column_is_refused():
    with pytest.raises(ValueError, match="no column 'colour'"):
        coverage(world(), "colour")


def test_the_lists_beside_the_matrix():
    actions = action("A", {"O1": 1}), action("B"), action("C", {"O2": 1}, status="suspended")
    found = coverage(world(*actions, objectives=(*WANTS, Objective("O2"))))
    assert found.orphans == ("B",)
    assert found.unserved == ("O2",)
    assert found.one_lead == (("O1", "finance"),)
    assert found.share == 1


def test_dormant_actions_explain_a_gap(demo_world):
    cell = coverage(demo_world).cells["O3", "technology_infrastructure"]
    assert (cell.label, cell.actions, cell.dormant) == ("gap", (), ("AZ14",))


@given(worlds(), st.sampled_from(COLUMNS), st.randoms())
def test_cells_add_up_over_any_split_and_order_of_the_actions(any_world, by, chance):
    shuffled = list(any_world.actions)
    random.Random(chance.random()).shuffle(shuffled)
    cut = len(shuffled) // 2
    whole, first, second = (
        coverage(world(*part, objectives=any_world.objectives), by).cells
        for part in (any_world.actions, shuffled[:cut], shuffled[cut:])
    )
    none = type("Empty", (), {"value": 0})
    assert {at: cell.value for at, cell in whole.items()} == {
        at: first.get(at, none).value + second.get(at, none).value for at in whole
    }
