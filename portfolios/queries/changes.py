"""What changed in a portfolio between two days, in words: two snapshots, or a snapshot and today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from missions.choices import Lever
from portfolios.analysis.indicators import Reading
from portfolios.analysis.snapshots import Difference, difference
from portfolios.analysis.world import Action, Key
from portfolios.choices import ActionStatus, MoneyStage
from portfolios.pictures.alluvial import Alluvial, Ribbon, draw_alluvial
from portfolios.queries.tabs.comparison import FIELDS
from portfolios.queries.tabs.desk import Desk, Named

ABSENT = "absent"
KINDS = {"position": _("Positions"), "status": _("States")}


@dataclass(frozen=True)
class FieldChange:
    """A field of an action with what it said before and after; "" for nothing."""

    label: Any
    before: str
    after: str


@dataclass(frozen=True)
class ActionChange:
    """An action of both days with what changed in it."""

    action: Named
    fields: list[FieldChange]


@dataclass(frozen=True)
class StageMove:
    """Money at one stage, before and after."""

    label: Any
    before: Decimal
    after: Decimal

    @property
    def move(self) -> Decimal:
        return self.after - self.before


@dataclass(frozen=True)
class IndicatorMove:
    """The reading of an indicator, before and after; None where it was not there."""

    name: str
    before: Reading | None
    after: Reading | None


@dataclass(frozen=True)
class Stream:
    """A ribbon of the alluvial picture with its words and the names of its actions."""

    ribbon: Ribbon
    source: Any
    target: Any
    actions: list[Named]


@dataclass(frozen=True)
class Changes:
    """The page of a comparison."""

    before: Desk
    after: Desk
    difference: Difference
    entered: list[Named]
    left: list[Named]
    changed: list[ActionChange]
    stages: list[StageMove]
    gaps_opened: list[tuple[Any, Any]]
    gaps_closed: list[tuple[Any, Any]]
    indicators: list[IndicatorMove]

    @property
    def is_empty(self) -> bool:
        """Nothing changed."""
        lists = (self.entered, self.left, self.changed, self.stages, self.gaps_opened, self.gaps_closed)
        return not any([*lists, self.indicators])


def changes(before: Desk, after: Desk) -> Changes:
    """What changed from ``before`` to ``after``, as one reader sees them; judged by the parameters of ``after``."""
    found = difference(before.world, after.world, after.parameters)
    return Changes(
        before=before,
        after=after,
        difference=found,
        entered=after.listed(found.entered),
        left=before.listed(found.left),
        changed=list(_changed(before, after, found)),
        stages=list(_stages(before, after, found)),
        gaps_opened=[_gap(after, gap) for gap in found.gaps_opened],
        gaps_closed=[_gap(after if gap[0] in after.objectives else before, gap) for gap in found.gaps_closed],
        indicators=_indicators(before, after, found),
    )


def alluvial(before: Desk, after: Desk, kind: str) -> tuple[Alluvial, list[Stream]]:
    """The picture of where actions were and are by ``kind`` ("position" or "status"), and its table twin."""
    classes = [*_classes(before, after, kind), (ABSENT, _("Not in the portfolio"))]
    read = _by_position if kind == "position" else _by_status
    picture = draw_alluvial(
        {a.key: read(a) for a in before.world.actions}, {a.key: read(a) for a in after.world.actions}, classes, ABSENT
    )
    labels = dict(classes)
    names = {**before.actions, **after.actions}
    return picture, [
        Stream(one, labels[one.source], labels[one.target], [names[key] for key in one.members])
        for one in picture.ribbons
    ]


def _classes(before: Desk, after: Desk, kind: str) -> list[tuple[str, Any]]:
    if kind == "status":
        return list(ActionStatus.choices)
    titles = {**before.world.positions, **after.world.positions}
    return [*((f"p{key}", title) for key, title in titles.items()), ("p", _("No position yet"))]


def _by_position(action: Action) -> str:
    return f"p{action.position}" if action.position else "p"


def _by_status(action: Action) -> str:
    return action.status


def _changed(before: Desk, after: Desk, found: Difference) -> Iterator[ActionChange]:
    old, new = ({action.key: action for action in desk.world.actions} for desk in (before, after))
    then, now = _places(before), _places(after)
    for key in found.changed:
        rows = list(_fields(old[key], new[key], (before, then), (after, now)))
        if rows:
            yield ActionChange(after.actions[key], rows)


def _fields(old: Action, new: Action, then, now) -> Iterator[FieldChange]:
    """Title and position, then every field the comparison of two actions shows."""
    yield from _field(_("Title"), old.title, new.title)
    yield from _field(
        _("Position"), *(desk.world.positions.get(a.position, "") for a, (desk, _p) in ((old, then), (new, now)))
    )
    for label, read in FIELDS:
        sides = [read(action, desk, places) for action, (desk, places) in ((old, then), (new, now))]
        yield from _field(label, *("; ".join(map(str, side.values())) for side in sides))


def _field(label: Any, before: str, after: str) -> Iterator[FieldChange]:
    if before != after:
        yield FieldChange(label, before, after)


def _places(desk: Desk):
    return desk.records.places(set().union(*(action.munis for action in desk.world.actions)))


def _stages(before: Desk, after: Desk, found: Difference) -> Iterator[StageMove]:
    then, now = (_by_stage(desk) for desk in (before, after))
    for stage, label in MoneyStage.choices:
        if stage in found.stages:
            yield StageMove(label, then.get(stage, Decimal()), now.get(stage, Decimal()))


def _by_stage(desk: Desk) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for action in desk.world.actions:
        for line in action.funding:
            found[line.stage] = found.get(line.stage, Decimal()) + line.amount
    return found


def _gap(desk: Desk, gap: tuple[Key, Key]) -> tuple[Any, Any]:
    objective, lever = gap
    return desk.objectives.get(objective, objective), dict(Lever.choices).get(lever, lever)


def _indicators(before: Desk, after: Desk, found: Difference) -> list[IndicatorMove]:
    names = {key: row.name for desk in (before, after) for key, row in desk.records.indicators().items()}
    return [IndicatorMove(names.get(key, ""), *pair) for key, pair in found.indicators.items()]


LABELS = {
    "entered": pgettext_lazy("comparison", "In"),
    "left": pgettext_lazy("comparison", "Out"),
    "changed": pgettext_lazy("comparison", "Changed"),
    "stage": _("Money"),
    "gap_opened": _("Gap opened"),
    "gap_closed": _("Gap closed"),
    "indicator": _("Indicator"),
}


def rows_of(found: Changes) -> Iterator[tuple[Any, str, Any, Any, Any]]:
    """The same as rows (what, about, field, before, after), for files and programs; the first is a code of LABELS."""
    for code in ("entered", "left"):
        for action in getattr(found, code):
            yield code, str(action), "", "", ""
    for one in found.changed:
        for field in one.fields:
            yield "changed", str(one.action), str(field.label), field.before, field.after
    for stage in found.stages:
        yield "stage", str(stage.label), "", stage.before, stage.after
    for code, gaps in (("gap_opened", found.gaps_opened), ("gap_closed", found.gaps_closed)):
        for objective, lever in gaps:
            yield code, str(objective), str(lever), "", ""
    for move in found.indicators:
        then, now = (reading.progress if reading else None for reading in (move.before, move.after))
        yield "indicator", move.name, "progress", then, now
