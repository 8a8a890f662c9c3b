"""Money on its way: the rows from source through action to objective, and their picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from convergenze.core.money import show_euro
from portfolios.analysis import money as analysis
from portfolios.analysis.world import Key
from portfolios.pictures.sankey import Band, Node, Sankey, draw_sankey
from portfolios.queries.tabs.behind import opening
from portfolios.queries.tabs.desk import Desk, Named

MOST_SOURCES = 24
OTHERS = "…"


@dataclass(frozen=True)
class FlowRow:
    """A band of the picture as a row: money of a source that reaches an objective through an action (or a position)."""

    source: str
    action: Any
    objective: Named | None
    amount: Decimal


def flow_rows(desk: Desk, stages: Collection[str]) -> list[FlowRow]:
    """The money at ``stages``, action by action."""
    return [
        FlowRow(f.source, desk.actions[f.action], desk.objectives.get(f.objective), f.amount)
        for f in analysis.flows(desk.world, stages)
    ]


def drawn(desk: Desk, rows: list[FlowRow], grouped: bool, stage: str) -> Sankey:
    """The picture of ``rows``; from many actions on the money of a position goes through one node."""
    names = names_of(rows)
    sources = {name: _source(name, opening(desk, f"source:{name}", stage=stage)) for name in set(names.values())}
    middles = _middles(desk, rows, grouped, stage)
    goals = {one and one.key: _goal(desk, one, stage) for one in [*desk.objectives.values(), None]}
    amounts: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows:
        source, middle = sources[names[row.source]], middles[row.action.key]
        amounts[source.key, middle.key] += row.amount
        amounts[middle.key, goals[row.objective and row.objective.key].key] += row.amount
    reached = {end for pair in amounts for end in pair}
    nodes = {one.key: one for one in [*sources.values(), *middles.values(), *goals.values()] if one.key in reached}
    bands = [
        Band(one, other, float(amount), f"{nodes[one].label} → {nodes[other].label}: {show_euro(amount)}")
        for (one, other), amount in amounts.items()
    ]
    return draw_sankey(list(nodes.values()), bands)


def listed(desk: Desk, rows: list[FlowRow], grouped: bool) -> list[FlowRow]:
    """The rows of the table, the largest first: those of the picture, so by position where it is drawn so."""
    if grouped:
        positions = positions_of(desk)
        sums: defaultdict[tuple[str, Key | None, Key | None], Decimal] = defaultdict(Decimal)
        for row in rows:
            sums[row.source, positions[row.action.key], row.objective and row.objective.key] += row.amount
        rows = [
            FlowRow(source, title_of(desk, at), desk.objectives.get(goal), amount)
            for (source, at, goal), amount in sums.items()
        ]
    return sorted(rows, key=lambda row: -row.amount)


def names_of(rows: list[FlowRow]) -> Mapping[str, str]:
    """{source: the name it is drawn under}: small sources of a long list stand together."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[row.source] += row.amount
    largest = sorted(sums, key=lambda name: -sums[name])
    kept = largest if len(largest) <= MOST_SOURCES else largest[: MOST_SOURCES - 1]
    return {name: name if name in kept else OTHERS for name in sums}


def _source(name: str, href: str) -> Node:
    label = _("Other sources") if name == OTHERS else name
    return Node(f"s{name}", label, label, href, 0)


def _middles(desk: Desk, rows: list[FlowRow], grouped: bool, stage: str) -> Mapping[Key, Node]:
    """{action: the node its money passes through}."""
    if not grouped:
        return {r.action.key: Node(f"a{r.action.key}", str(r.action), str(r.action), r.action.href, 1) for r in rows}
    positions = positions_of(desk)
    nodes = {
        at: Node(
            f"p{at}", title_of(desk, at), title_of(desk, at), opening(desk, f"position:{at or ''}", stage=stage), 1
        )
        for at in dict.fromkeys(positions.values())
    }
    return {key: nodes[at] for key, at in positions.items()}


def positions_of(desk: Desk) -> Mapping[Key, Key | None]:
    """{action: its position}."""
    return {action.key: action.position for action in desk.world.actions}


def title_of(desk: Desk, position: Key | None) -> str:
    """What a position is called."""
    return desk.world.positions.get(position) or _("No position yet")


def _goal(desk: Desk, objective: Named | None, stage: str) -> Node:
    if objective is None:
        label = _("No objective")
        return Node("o", label, label, opening(desk, "objective:", stage=stage), 2)
    return Node(
        f"o{objective.key}", str(objective), str(objective), opening(desk, f"objective:{objective.key}", stage=stage), 2
    )  # fmt: skip
