"""The coverage matrix with its words: objectives × levers, places, people, stages, horizons or families."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from actors.choices import Family
from missions.choices import Lever, TargetGroup
from portfolios.analysis import coverage as analysis
from portfolios.analysis.money import secured_by_objective
from portfolios.analysis.world import Key
from portfolios.choices import Horizon, Stage
from portfolios.queries.tabs.desk import Desk, Named

MOST_COLUMNS = 30  # territories of a large portfolio: the busiest ones
COLUMNS = {
    "lever": _("Levers"),
    "territory": _("Territories"),
    "target_group": _("Target groups"),
    "stage": _("Stages"),
    "horizon": _("Horizons"),
    "family": _("Actor families"),
}
WORDS = {
    "gap": _("uncovered"),
    "none": pgettext_lazy("coverage", "none"),
    "thin": pgettext_lazy("coverage", "thin"),
    "crowded": pgettext_lazy("coverage", "crowded"),
    "ok": pgettext_lazy("coverage", "good"),
}
_LISTS = {"lever": Lever, "target_group": TargetGroup, "stage": Stage, "horizon": Horizon, "family": Family}


@dataclass(frozen=True)
class Square:
    """A cell with its words; ``column`` is what its link asks for, ``count`` the actions that contribute now."""

    objective: Key
    column: Key
    heading: Any
    cell: analysis.Cell
    word: Any

    @property
    def row(self) -> str:
        """The objective as an address writes it."""
        return str(self.objective)

    @property
    def count(self) -> int:
        return len(self.cell.actions)

    @property
    def counted(self) -> str:
        """ "2 actions"."""
        return ngettext("%(count)s action", "%(count)s actions", self.count) % {"count": self.count}

    @property
    def value(self) -> str:
        """ "3,25": the value in the reader's format."""
        value = round(self.cell.value, 2)
        return number_format(int(value) if value == int(value) else value, force_grouping=True)

    @property
    def query(self) -> str:
        """What the address of its list of actions asks for."""
        return urlencode({"objective": self.objective, "column": self.column})

    @property
    def is_gap(self) -> bool:
        return self.cell.label == "gap"


@dataclass(frozen=True)
class Line:
    """A row: the objective, its squares, and the secured money that flows to it."""

    objective: Named
    squares: list[Square]
    secured: Decimal

    @property
    def empty(self) -> int:
        return sum(not square.cell.value for square in self.squares)


@dataclass(frozen=True)
class Matrix:
    """The page's figures. ``weakest_*``: least used column, least covered objective; None when equal."""

    by: str
    headings: list[tuple[Key, Any]]
    lines: list[Line]
    coverage: analysis.Coverage
    left_out: int
    secured: Decimal
    uncovered: int
    cells: int
    weakest_column: Any
    weakest_objective: Named | None
    orphans: list[Named]
    unserved: list[Named]
    one_lead: list[tuple[Named, Any, Named | None]]


def matrix(desk: Desk, by: Any = "lever") -> Matrix:
    """The coverage of ``desk`` with the columns ``by`` (a key of ``COLUMNS``)."""
    found = desk.coverage if by == "lever" else analysis.coverage(desk.world, by, desk.parameters)
    headings = _headings(desk, found, by)
    secured = secured_by_objective(desk.world, desk.parameters)
    words = {label: str(word) for label, word in WORDS.items()}
    lines = [
        Line(o, [_square(o.key, column, name, found, words) for column, name in headings], secured[o.key])
        for o in desk.objectives.values()
    ]
    counted = [s for line in lines for s in line.squares if by != "lever" or s.cell.required]
    return Matrix(
        by=by,
        headings=headings,
        lines=lines,
        coverage=found,
        left_out=len(found.columns) - len(headings),
        secured=sum((line.secured for line in lines), Decimal()),
        uncovered=sum(not s.cell.value for s in counted),
        cells=len(counted),
        weakest_column=_weakest([(words, _pull(found, column)) for column, words in headings]),
        weakest_objective=_weakest([(line.objective, sum(s.cell.value for s in line.squares)) for line in lines]),
        orphans=desk.listed(found.orphans),
        unserved=[desk.objectives[key] for key in found.unserved],
        one_lead=_one_lead(desk, found) if by == "lever" else [],
    )


def records_of(
    desk: Desk, found: Matrix, objective: str, column: str
) -> tuple[Square, list[Named], list[Named]] | None:
    """(square, actions that contribute now, actions whose state does not count) of the cell a link asks for."""
    for line in found.lines:
        for square in line.squares:
            if (str(square.objective), str(square.column)) == (objective, column):
                return square, desk.listed(square.cell.actions), desk.listed(square.cell.dormant)
    return None


def _headings(desk: Desk, found: analysis.Coverage, by: str) -> list[tuple[Key, Any]]:
    if by == "territory":
        return _territories(desk, found)
    labels: Mapping[Key, Any] = dict(_LISTS[by].choices)
    return [(column, labels.get(column, column)) for column in found.columns]


def _territories(desk: Desk, found: analysis.Coverage) -> list[tuple[Key, str]]:
    """The busiest municipalities, by name."""
    busy: Counter[Key] = Counter()
    for (_objective, column), cell in found.cells.items():
        busy[column] += len(cell.actions) + len(cell.dormant)
    keys = [key for key, _count in busy.most_common(MOST_COLUMNS)]
    return list(desk.records.places(keys).items())


def _square(objective: Key, column: Key, heading: Any, found: analysis.Coverage, words: Mapping[str, str]) -> Square:
    cell = found.cells[objective, column]
    return Square(objective, column, heading, cell, words[cell.label])


def _pull(found: analysis.Coverage, column: Key) -> float:
    return sum(cell.value for (_objective, at), cell in found.cells.items() if at == column)


def _weakest(values: Sequence[tuple[Any, float]]) -> Any:
    """What has the lowest value; None when all are equal, since then nothing stands out."""
    if len({value for _name, value in values}) < 2:
        return None
    return min(values, key=lambda pair: pair[1])[0]


def _one_lead(desk: Desk, found: analysis.Coverage) -> list[tuple[Named, Any, Named | None]]:
    """(objective, lever, its only lead)."""
    labels = dict(Lever.choices)
    return [
        (desk.objectives[objective], labels.get(lever, lever), desk.actors.get(found.cells[objective, lever].leads[0]))
        for objective, lever in found.one_lead
    ]
