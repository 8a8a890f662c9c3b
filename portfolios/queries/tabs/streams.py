"""Where money flows: from sources through actions to objectives, how far it is, whose it is, and its pace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convergenze.core.money import euro, show_euro
from portfolios.analysis import money as analysis
from portfolios.analysis.spending import Absorption, Leverage, absorption, leverage
from portfolios.analysis.world import Action, Key
from portfolios.choices import MoneyStage, Share
from portfolios.pictures.bars import Segment, stacked
from portfolios.pictures.sankey import Band, Node, Sankey, draw_sankey
from portfolios.queries.tabs.behind import Groups, opening
from portfolios.queries.tabs.desk import Desk, Named
from portfolios.queries.tabs.network import GROUPED_FROM

SECURED = "secured"
STAGES: Mapping[str, Any] = {
    SECURED: gettext_lazy("Secured (awarded, committed, paid)"),
    **{code: label for code, label in MoneyStage.choices if code not in MoneyStage.lost()},
}
MOST_SOURCES = 24
OTHERS = "…"


@dataclass(frozen=True)
class FlowRow:
    """A band of the picture as a row: money of a source that reaches an objective through an action."""

    source: str
    action: Named
    objective: Named | None
    amount: Decimal


@dataclass(frozen=True)
class StageBar:
    """An action's (or a position's) money by stage, against its cost."""

    record: Any
    href: str
    cost: Decimal | None
    amounts: Mapping[str, Decimal]
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Streams:
    """The page; ``picture`` is None when there is no money at the chosen stage."""

    stage: str
    picture: Sankey | None
    rows: list[FlowRow]
    total: Decimal
    grouped: bool
    money: analysis.Money
    leverage: Leverage
    shares: list[tuple[Any, Decimal]]
    absorption: Absorption
    bars: list[StageBar]
    stages: list[tuple[str, Any]]
    groups: Groups


def streams(desk: Desk, stage: str = SECURED) -> Streams:
    """The flows of ``desk`` at ``stage`` (a key of ``STAGES``)."""
    stage = stage if stage in STAGES else SECURED
    chosen = desk.parameters.secured_stages if stage == SECURED else {stage}
    rows = [
        FlowRow(f.source, desk.actions[f.action], desk.objectives.get(f.objective), f.amount)
        for f in analysis.flows(desk.world, chosen)
    ]  # fmt: skip
    grouped = len(desk.world.actions) >= GROUPED_FROM
    whose, labels = leverage(desk.world, desk.parameters), dict(Share.choices)
    found = analysis.money(desk.world, desk.parameters)
    return Streams(
        stage=stage,
        picture=_drawn(desk, rows, grouped, stage) if rows else None,
        rows=sorted(rows, key=lambda row: -row.amount),
        total=euro(sum((row.amount for row in rows), Decimal())),
        grouped=grouped,
        money=found,
        leverage=whose,
        shares=[(labels.get(code, _("not said")), amount) for code, amount in sorted(whose.amounts.items())],
        absorption=absorption(desk.world, desk.parameters),
        bars=_bars(desk, grouped),
        stages=[(code, label) for code, label in MoneyStage.choices if code in found.stages],
        groups=_groups(desk, rows),
    )


def _drawn(desk: Desk, rows: list[FlowRow], grouped: bool, stage: str) -> Sankey:
    names = _names(rows)
    middles = {row.action.key: _middle(desk, row.action, grouped, stage) for row in rows}
    nodes: dict[str, Node] = {}
    amounts: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows:
        source, middle = _source(desk, names[row.source], stage), middles[row.action.key]
        goal = _goal(desk, row.objective, stage)
        nodes |= {source.key: source, middle.key: middle}
        amounts[source.key, middle.key] += row.amount
        amounts[middle.key, goal.key] += row.amount
    goals = [_goal(desk, objective, stage) for objective in [*desk.objectives.values(), None]]
    known = {
        one.key: one for one in [*nodes.values(), *(goal for goal in goals if any(goal.key == b for _a, b in amounts))]
    }
    bands = [
        Band(one, other, float(amount), f"{known[one].label} → {known[other].label}: {show_euro(amount)}")
        for (one, other), amount in amounts.items()
    ]  # fmt: skip
    return draw_sankey(list(known.values()), bands)


def _names(rows: list[FlowRow]) -> Mapping[str, str]:
    """{source: the name it is drawn under}: small sources of a long list stand together."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[row.source] += row.amount
    largest = sorted(sums, key=lambda name: -sums[name])
    kept = largest if len(largest) <= MOST_SOURCES else largest[: MOST_SOURCES - 1]
    return {name: name if name in kept else OTHERS for name in sums}


def _source(desk: Desk, name: str, stage: str) -> Node:
    label = _("Other sources") if name == OTHERS else name
    return Node(f"s{name}", label, label, opening(desk, f"source:{name}", stage=stage), 0)


def _middle(desk: Desk, action: Named, grouped: bool, stage: str) -> Node:
    if not grouped:
        return Node(f"a{action.key}", str(action), str(action), action.href, 1)
    position = next(a.position for a in desk.world.actions if a.key == action.key)
    title = desk.world.positions.get(position) or _("No position yet")
    return Node(f"p{position}", title, title, opening(desk, f"position:{position or ''}", stage=stage), 1)


def _goal(desk: Desk, objective: Named | None, stage: str) -> Node:
    if objective is None:
        label = _("No objective")
        return Node("o", label, label, opening(desk, "objective:", stage=stage), 2)
    return Node(
        f"o{objective.key}", str(objective), str(objective), opening(desk, f"objective:{objective.key}", stage=stage), 2
    )  # fmt: skip


def _groups(desk: Desk, rows: list[FlowRow]) -> Groups:
    """The actions behind every node."""
    names, found = _names(rows), defaultdict(dict)
    titles: dict[str, Any] = {}
    positions = {action.key: action.position for action in desk.world.actions}
    for row in rows:
        name, position = names[row.source], positions[row.action.key]
        ends = {
            f"source:{name}": _("Other sources") if name == OTHERS else name,
            f"objective:{row.objective.key if row.objective else ''}": row.objective or _("No objective"),
            f"position:{position or ''}": desk.world.positions.get(position) or _("No position yet"),
        }
        titles |= ends
        for key in ends:
            found[key][row.action.key] = None
    return {key: (titles[key], list(keys)) for key, keys in found.items()}


def _bars(desk: Desk, grouped: bool) -> list[StageBar]:
    """One for each action with money or cost; for each position when there are many actions."""
    gathered: defaultdict[Hashable, list[Action]] = defaultdict(list)
    for action in desk.world.actions:
        if action.funding or action.cost:
            gathered[action.position if grouped else action.key].append(action)
    return [_bar(desk, at, actions, grouped) for at, actions in gathered.items()]


def _bar(desk: Desk, at: Key | None, actions: list[Action], grouped: bool) -> StageBar:
    amounts: defaultdict[str, Decimal] = defaultdict(Decimal)
    for action in actions:
        for line in action.funding:
            amounts[line.stage] += line.amount
    costs = [action.cost for action in actions if action.cost is not None]
    # Firmest money first, as it is read.
    order = [s for s in reversed(MoneyStage.values) if s in amounts and s not in desk.parameters.lost_stages]
    segments = stacked({s: amounts[s] for s in order}, sum(costs, Decimal())) if order else ()
    if not grouped:
        named = desk.actions[at]
        return StageBar(named, named.href, costs[0] if costs else None, dict(amounts), segments)
    title = desk.world.positions.get(at) or _("No position yet")
    return StageBar(title, f"#at-{at or ''}", sum(costs, Decimal()) if costs else None, dict(amounts), segments)
