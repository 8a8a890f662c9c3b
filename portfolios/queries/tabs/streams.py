"""Where money flows: from sources through actions to objectives, how far it is, whose it is, and its pace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convergenze.core.money import euro
from portfolios.analysis import money as analysis
from portfolios.analysis.spending import Absorption, Leverage, absorption, leverage
from portfolios.analysis.world import Action, Key
from portfolios.choices import MoneyStage, Share
from portfolios.pictures.bars import Segment, stacked
from portfolios.pictures.sankey import Sankey
from portfolios.queries.tabs.behind import Groups
from portfolios.queries.tabs.desk import Desk
from portfolios.queries.tabs.flowing import OTHERS, FlowRow, drawn, flow_rows, listed, names_of, positions_of, title_of
from portfolios.queries.tabs.network import GROUPED_FROM

SECURED = "secured"
STAGES: Mapping[str, Any] = {
    SECURED: gettext_lazy("Secured (awarded, committed, paid)"),
    **{code: label for code, label in MoneyStage.choices if code not in MoneyStage.lost()},
}


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


def stages_of(desk: Desk, stage: str) -> Collection[str]:
    """The stages of money that ``stage`` (a key of ``STAGES``) stands for."""
    return desk.parameters.secured_stages if stage == SECURED else {stage}


def streams(desk: Desk, stage: str = SECURED) -> Streams:
    """The flows of ``desk`` at ``stage`` (a key of ``STAGES``)."""
    stage = stage if stage in STAGES else SECURED
    chosen = stages_of(desk, stage)
    rows = flow_rows(desk, chosen)
    grouped = len(desk.world.actions) >= GROUPED_FROM
    whose, labels = leverage(desk.world, desk.parameters), dict(Share.choices)
    found = desk.money
    return Streams(
        stage=stage,
        picture=drawn(desk, rows, grouped, stage) if rows else None,
        rows=listed(desk, rows, grouped),
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


def _groups(desk: Desk, rows: list[FlowRow]) -> Groups:
    """The actions behind every node."""
    names = names_of(rows)
    found: defaultdict[str, dict[Key, None]] = defaultdict(dict)
    titles: dict[str, Any] = {}
    positions = positions_of(desk)
    for row in rows:
        name, position = names[row.source], positions[row.action.key]
        ends = {
            f"source:{name}": _("Other sources") if name == OTHERS else name,
            f"objective:{row.objective.key if row.objective else ''}": row.objective or _("No objective"),
            f"position:{position or ''}": title_of(desk, position),
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
    return StageBar(
        title_of(desk, at), f"#at-{at or ''}", sum(costs, Decimal()) if costs else None, dict(amounts), segments
    )
