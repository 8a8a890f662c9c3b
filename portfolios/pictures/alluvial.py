"""An alluvial picture: what was in which class on one day, and where it is on another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, TOP, GAP = 960, 40, 14
BAR, LEFT, RIGHT = 16, 300, 644
UNIT, LEAST = 22, 22  # height of one action; of the smallest block
TALLEST = 560  # beyond this the unit shrinks


@dataclass(frozen=True)
class Block:
    """A class on one of the two days."""

    key: str
    label: Any
    count: int
    side: str  # "before" or "after"
    x: float
    y: float
    height: float

    @property
    def text_x(self) -> float:
        return self.x - 10 if self.side == "before" else self.x + BAR + 10

    @property
    def middle(self) -> float:
        return round(self.y + self.height / 2, 1)

    @property
    def anchor(self) -> str:
        return "end" if self.side == "before" else "start"


@dataclass(frozen=True)
class Ribbon:
    """What moved from one class to another, or stayed; ``members`` are its keys."""

    source: str
    target: str
    members: tuple[Any, ...]
    path: str
    stays: bool


@dataclass(frozen=True)
class Alluvial:
    """Both columns and the ribbons between them."""

    blocks: list[Block]
    ribbons: list[Ribbon]
    height: float
    width: int = WIDTH
    bar: int = BAR


def draw_alluvial(
    before: Mapping[Any, str], after: Mapping[Any, str], classes: Sequence[tuple[str, Any]], absent: str
) -> Alluvial:
    """``before`` and ``after``: {member: class}; ``classes``: (key, label) in order; ``absent``: who is not there."""
    members = list(dict.fromkeys([*before, *after]))
    moves = {key: (before.get(key, absent), after.get(key, absent)) for key in members}
    unit = min(UNIT, TALLEST / max(len(members), 1))
    left = _column(Counter(a for a, _b in moves.values()), classes, "before", LEFT - BAR, unit)
    right = _column(Counter(b for _a, b in moves.values()), classes, "after", RIGHT, unit)
    ribbons = _ribbons(moves, classes, left, right, unit)
    height = max((block.y + block.height for block in (*left.values(), *right.values())), default=TOP) + 20
    return Alluvial([*left.values(), *right.values()], ribbons, round(height, 1))


def _column(counts: Mapping[str, int], classes: Sequence[tuple[str, Any]], side: str, x: float, unit: float):
    found, y = {}, float(TOP)
    for key, label in classes:
        if count := counts.get(key, 0):
            height = max(count * unit, LEAST)
            found[key] = Block(key, label, count, side, x, round(y, 1), round(height, 1))
            y += height + GAP
    return found


def _ribbons(moves, classes, left, right, unit) -> list[Ribbon]:
    order = {key: place for place, (key, _label) in enumerate(classes)}
    grouped: dict[tuple[str, str], list[Any]] = {}
    for member, move in moves.items():
        grouped.setdefault(move, []).append(member)
    starts = {key: block.y for key, block in left.items()}
    ends = {key: block.y for key, block in right.items()}
    found = []
    for (a, b), members in sorted(grouped.items(), key=lambda row: (order[row[0][0]], order[row[0][1]])):
        thick = len(members) * unit
        path = _path(starts[a], ends[b], thick)
        starts[a] += thick
        ends[b] += thick
        found.append(Ribbon(a, b, tuple(members), path, a == b))
    return found


def _path(y1: float, y2: float, thick: float) -> str:
    middle = (LEFT + RIGHT) / 2
    a, b = round(y1 + thick, 1), round(y2 + thick, 1)
    return (
        f"M{LEFT} {y1:.1f}C{middle} {y1:.1f} {middle} {y2:.1f} {RIGHT} {y2:.1f}"
        f"V{b}C{middle} {b} {middle} {a} {LEFT} {a}Z"
    )
