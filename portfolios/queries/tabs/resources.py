"""The money of a portfolio with the names of its actions: stages, gaps, cliffs, sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from portfolios.analysis import money as analysis
from portfolios.analysis.shares import ratio
from portfolios.choices import MoneyStage
from portfolios.pictures.bars import Segment, stacked
from portfolios.queries.tabs.desk import Desk, Named


@dataclass(frozen=True)
class StageSum:
    """Money at one stage; ``segment`` is its place in the bar, None for money that will not come."""

    code: str
    label: Any
    amount: Decimal
    lines: int
    segment: Segment | None


@dataclass(frozen=True)
class Gap:
    """An action whose cost no line asks for in full."""

    action: Named
    cost: Decimal
    asked: Decimal
    missing: Decimal
    lines: int


@dataclass(frozen=True)
class CliffLine:
    """Secured money that may not be spent until the end of its action."""

    action: Named
    source: str
    amount: Decimal
    until: date
    action_ends: date
    is_over: bool


@dataclass(frozen=True)
class Source:
    """Secured money from one source, with the actions it pays for."""

    name: str
    amount: Decimal
    share: float | None
    actions: list[Named]


@dataclass(frozen=True)
class Resources:
    """The page of money. ``spread``: the concentration of sources in words."""

    money: analysis.Money
    stages: list[StageSum]
    gaps: list[Gap]
    cliffs: list[CliffLine]
    sources: list[Source]
    spread: Any
    unpriced: list[Named]


def resources(desk: Desk) -> Resources:
    """The money of ``desk``: all of it, by stage and source, with what is missing and what runs out."""
    found = desk.money
    return Resources(
        money=found,
        stages=_stages(desk, found),
        gaps=_gaps(desk),
        cliffs=cliffs_of(desk),
        sources=_sources(desk, found),
        spread=in_words(found.concentration),
        unpriced=desk.listed(found.unpriced),
    )


def in_words(concentration: float | None) -> Any:
    """What a Herfindahl index means: the thresholds competition authorities use (.15 and .25)."""
    if concentration is None:
        return _("no secured money yet")
    if concentration < 0.15:
        return _("many sources, none decisive")
    return _("moderately concentrated") if concentration < 0.25 else _("concentrated: few sources decide")


def _stages(desk: Desk, found: analysis.Money) -> list[StageSum]:
    labels, lost = dict(MoneyStage.choices), desk.parameters.lost_stages
    lines = [line.stage for action in desk.world.actions for line in action.funding]
    # Firmest money first, as it is read: paid, committed, awarded, then what is only hoped for.
    order = [stage for stage in reversed(MoneyStage.values) if stage in found.stages and stage not in lost]
    whole = max(found.cost or 0, sum(found.stages[stage] for stage in order))
    places = {s.key: s for s in stacked({stage: found.stages[stage] for stage in order}, whole)}
    return [
        StageSum(stage, labels.get(stage, stage), found.stages[stage], lines.count(stage), places.get(stage))
        for stage in [*order, *(stage for stage in found.stages if stage in lost)]
    ]


def _gaps(desk: Desk) -> list[Gap]:
    """The largest gap first."""
    found = []
    for action in desk.world.actions:
        missing = analysis.gap_of(action, desk.parameters)
        if missing and action.cost is not None:
            lines = [line for line in action.funding if line.stage not in desk.parameters.lost_stages]
            asked = sum((line.amount for line in lines), Decimal())
            found.append(Gap(desk.actions[action.key], action.cost, asked, missing, len(lines)))
    return sorted(found, key=lambda gap: -gap.missing)


def cliffs_of(desk: Desk) -> list[CliffLine]:
    """The secured money that runs out before the end, the nearest date first."""
    return sorted(_cliff_lines(desk), key=lambda row: row.until)


def _cliff_lines(desk: Desk) -> Iterator[CliffLine]:
    ends = {action.key: action.ends_on for action in desk.world.actions}
    for cliff in desk.money.cliffs:
        until, end = cliff.line.eligibility_end, ends[cliff.action]
        if until and end:
            name, line = desk.actions[cliff.action], cliff.line
            yield CliffLine(name, line.source, line.amount, until, end, until < desk.as_of)


def _sources(desk: Desk, found: analysis.Money) -> list[Source]:
    """The largest first."""
    paid: dict[str, dict] = {}
    for action in desk.world.actions:
        for line in action.funding:
            if line.stage in desk.parameters.secured_stages:
                paid.setdefault(line.source, {})[action.key] = None
    return [
        Source(name, amount, ratio(amount, found.secured), desk.listed(paid[name]))
        for name, amount in sorted(found.sources.items(), key=lambda pair: -pair[1])
    ]
