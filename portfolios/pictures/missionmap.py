"""The mission map by sector: the challenge above, the mission below, sectors as ovals, actions joining one or several.

After Mazzucato's picture of a mission: between challenge and mission stand the sectors, and what is done crosses them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .lettering import shortened, wrap

WIDTH = 1060
LABELS = 250  # room at the left for the names of the rows
MARGIN = 14
TOP_BOX, BOTTOM_BOX = 64, 64
BETWEEN = 46  # from a box to the ovals
HEAD, TALL_HEAD = 70, 186  # names of the sectors, inside the ovals: across, or upright where columns are narrow
NARROW = 92
PITCH = 27
TEXT, LINE = 13, 16
WIDEST = 132


@dataclass(frozen=True, slots=True)
class Column:
    """A sector: ``href`` opens its actions."""

    key: str
    label: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """An action or a bundle: how many actions it has in each sector, by the key of the column."""

    label: str
    title: str
    href: str
    counts: dict[str, int]
    family: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Oval:
    """A column with its place; ``lines``: (text, y) of its name, which stands ``upright`` in a narrow column."""

    column: Column
    x: str
    y: str
    width: str
    height: str
    middle: str
    lines: tuple[tuple[str, str], ...]
    upright: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """Where a row meets a sector; ``count`` is printed from two on."""

    x: str
    r: str
    count: int


@dataclass(frozen=True, slots=True)
class Strand:
    """A row with its place: dots joined from ``first`` to ``last``."""

    row: Row
    y: str
    text_y: str
    label: str
    first: str
    last: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """Challenge or mission: lines (text, y) around ``middle``."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MissionMap:
    """The whole drawing; ``threads`` are the curves from the challenge to the ovals and on to the mission."""

    width: str
    height: str
    challenge: Box
    mission: Box
    ovals: tuple[Oval, ...]
    strands: tuple[Strand, ...]
    threads: tuple[str, ...]


def draw_mission_map(*, challenge: str, mission: str, columns: Sequence[Column], rows: Sequence[Row]) -> MissionMap:
    """Columns from left to right, rows from above; what a row has in no column of these is not drawn."""
    room = (WIDTH - LABELS - MARGIN) / max(1, len(columns))
    head = TALL_HEAD if room < NARROW else HEAD
    inside = head + PITCH * max(1, len(rows)) + 26
    top = MARGIN + TOP_BOX + BETWEEN
    bottom = top + inside
    xs = {column.key: LABELS + room * (place + 0.5) for place, column in enumerate(columns)}
    middle = LABELS + (WIDTH - LABELS - MARGIN) / 2
    half = min(room, WIDEST) / 2 - 4
    mission_top = bottom + BETWEEN
    return MissionMap(
        width=_n(WIDTH),
        height=_n(mission_top + BOTTOM_BOX + MARGIN),
        challenge=_box(challenge, middle, MARGIN, TOP_BOX),
        mission=_box(mission, middle, mission_top, BOTTOM_BOX),
        ovals=tuple(_oval(column, xs[column.key], top, inside, half) for column in columns),
        strands=tuple(_strand(row, top + head + PITCH * (place + 0.5), xs) for place, row in enumerate(rows)),
        threads=tuple(
            d
            for x in xs.values()
            for d in (_thread(middle, MARGIN + TOP_BOX, x, top), _thread(x, bottom, middle, mission_top))
        ),
    )


def _oval(column: Column, x: float, top: float, height: float, half: float) -> Oval:
    upright = 2 * half + 8 < NARROW
    lines: tuple[tuple[str, str], ...]
    if upright:
        lines = ((shortened(column.label, width=TALL_HEAD - 30, size=TEXT), _n(top + TALL_HEAD - 4)),)
    else:
        rows = wrap(column.label, width=2 * half - 14, size=TEXT, lines=3)
        lines = tuple((row, _n(top + 26 + LINE * place)) for place, row in enumerate(rows))
    return Oval(column, _n(x - half), _n(top), _n(2 * half), _n(height), _n(x), lines, upright)


def _strand(row: Row, y: float, xs: dict[str, float]) -> Strand:
    dots = [Dot(_n(xs[key]), _n(_radius(count)), count) for key, count in row.counts.items() if key in xs]
    places = sorted(xs[key] for key in row.counts if key in xs)
    label = shortened(row.label, width=LABELS - 24, size=TEXT)
    ends = (places[0], places[-1]) if places else (LABELS, LABELS)
    return Strand(row, _n(y), _n(y + TEXT * 0.35), label, _n(ends[0]), _n(ends[1]), tuple(dots))


def _radius(count: int) -> float:
    return 7 if count == 1 else min(12, 7.5 + count**0.5)


def _box(text: str, middle: float, y: float, height: float) -> Box:
    width = min(WIDTH - LABELS - MARGIN, 640)
    rows = wrap(text, width=width - 40, size=TEXT + 2, lines=2)
    first = y + height / 2 - (LINE + 2) * (len(rows) - 1) / 2 + 5
    lines = tuple((row, _n(first + (LINE + 2) * place)) for place, row in enumerate(rows))
    return Box(_n(middle - width / 2), _n(y), _n(width), _n(height), _n(middle), lines)


def _thread(x1: float, y1: float, x2: float, y2: float) -> str:
    bend = (y1 + y2) / 2
    return f"M{_n(x1)} {_n(y1)}C{_n(x1)} {_n(bend)} {_n(x2)} {_n(bend)} {_n(x2)} {_n(y2)}"


def _n(value: float) -> str:
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text
