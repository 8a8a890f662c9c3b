"""Signals by impact and uncertainty: a square of twenty-five fields, with a mark per signal."""

from collections import Counter
from dataclasses import dataclass

STEP = 88
LEFT, TOP = 64, 16
SPREAD = 24
PER_ROW = 3
MOST = 9


@dataclass(frozen=True)
class Mark:
    """One signal in its field; ``number`` is the one of the table twin."""

    number: int
    x: int
    y: int
    signal: object


@dataclass(frozen=True)
class Field:
    """One of the twenty-five fields; ``tone`` 0 to 2: how much it asks for attention."""

    x: int
    y: int
    tone: int


@dataclass(frozen=True)
class SignalMap:
    """The picture: uncertainty to the right, impact upwards. ``more``: marks left out of crowded fields."""

    width: int
    height: int
    step: int
    left: int
    bottom: int
    fields: list
    marks: list
    ticks: list
    more: int


def signal_map(signals):
    """``SignalMap`` of ``signals`` that are weighed (impact and uncertainty from 1 to 5); None when none is."""
    weighed = [one for one in signals if one.impact and one.uncertainty]
    if not weighed:
        return None
    together = Counter((one.uncertainty, one.impact) for one in weighed)
    marks, taken = [], Counter()
    for number, one in enumerate(weighed, start=1):
        place = (one.uncertainty, one.impact)
        if taken[place] < MOST:
            marks.append(_mark(number, one, taken[place], min(together[place], MOST)))
        taken[place] += 1
    ticks = [(n, LEFT + (n - 1) * STEP + STEP // 2, TOP + (5 - n) * STEP + STEP // 2) for n in range(1, 6)]
    return SignalMap(
        LEFT + 5 * STEP + 16, TOP + 5 * STEP + 56, STEP, LEFT, TOP + 5 * STEP, _fields(), marks, ticks,
        len(weighed) - len(marks),
    )  # fmt: skip


def _fields():
    return [
        Field(LEFT + (u - 1) * STEP, TOP + (5 - i) * STEP, (i >= 4) + (i >= 4 and u >= 4))
        for u in range(1, 6)
        for i in range(1, 6)
    ]


def _mark(number, signal, nth, together):
    """The ``nth`` of ``together`` marks of one field, in rows of three around its middle."""
    row, column = divmod(nth, PER_ROW)
    rows = -(-together // PER_ROW)
    in_row = min(PER_ROW, together - row * PER_ROW)
    x = LEFT + (signal.uncertainty - 1) * STEP + STEP // 2 + (2 * column - in_row + 1) * SPREAD // 2
    y = TOP + (5 - signal.impact) * STEP + STEP // 2 + (2 * row - rows + 1) * SPREAD // 2
    return Mark(number, x, y, signal)
