"""Bars in time: rows under headings, a line for today, marks on top, and arrows from what is needed to who needs it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .lettering import shortened

RIGHT = 16
TOP = 44
HEADING = 32
BAR = 16
TEXT = 13
LETTER = 8  # what a letter of a tick takes, with some air


@dataclass(frozen=True, slots=True)
class Layout:
    """Measures of a drawing: names stand left of their bars in ``labels``, above them where there is no such column."""

    width: int
    labels: int
    row: int
    lane: int

    @property
    def above(self) -> int:
        """The height of a name above its bar."""
        return 0 if self.labels else TEXT + 5


WIDE = Layout(width=1200, labels=300, row=28, lane=26)
SLIM = Layout(width=330, labels=0, row=46, lane=44)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale; ``strong`` begins a year."""

    day: date
    label: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Something of one day, or with ``until`` of a span, on a lane above the bars."""

    day: date
    label: str
    title: str
    href: str
    kind: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """An action or a bundle. ``windows``: (day, title, is a cliff) where money of the action ends."""

    key: str
    label: str
    title: str
    href: str
    start: date
    end: date
    family: str = ""
    kind: str = ""
    windows: tuple[tuple[date, str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with its bars."""

    label: str
    title: str
    href: str
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Arrow:
    """From the end of one bar to the start of another."""

    provider: str
    dependent: str
    title: str
    critical: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A bar with its place; ``cut_left`` and ``cut_right``: it goes on outside the drawing."""

    bar: Bar
    x: str
    y: str
    width: str
    text_y: str
    label: str
    cut_left: bool
    cut_right: bool
    windows: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """Marks of one kind: name, baseline, and (mark, x, width)."""

    label: str
    y: str
    text_y: str
    marks: tuple[tuple[Mark, str, str], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its place."""

    group: Group
    y: str
    text_y: str
    label: str


@dataclass(frozen=True, slots=True)
class Gantt:
    """The whole drawing; ``today`` is the x of the line, "" when it lies outside."""

    width: str
    height: str
    left: str
    right: str
    bottom: str
    ticks: tuple[tuple[Tick, str], ...]
    today: str
    lanes: tuple[Lane, ...]
    headings: tuple[Heading, ...]
    bars: tuple[Placed, ...]
    arrows: tuple[tuple[Arrow, str], ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days as x."""

    first: date
    last: date
    layout: Layout

    def x(self, day: date) -> float:
        whole = max((self.last - self.first).days, 1)
        return self.layout.labels + (self.layout.width - self.layout.labels - RIGHT) * (day - self.first).days / whole

    def inside(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Rows:
    """What is drawn, from the day ``first`` to ``last``; a lane is a name with its marks."""

    first: date
    last: date
    today: date
    ticks: Sequence[Tick]
    lanes: Sequence[tuple[str, Sequence[Mark]]]
    groups: Sequence[Group]
    arrows: Sequence[Arrow]


def draw_gantt(rows: Rows, layout: Layout = WIDE) -> Gantt:
    """``rows`` in ``layout``; bars that go on outside their days are cut, those wholly outside left out."""
    scale = _Scale(rows.first, rows.last, layout)
    lanes, y = [], float(TOP)
    for label, marks in rows.lanes:
        lanes.append(_lane(label, marks, y, scale))
        y += layout.lane
    headings, bars = [], []
    for group in rows.groups:
        shown = [bar for bar in group.bars if bar.start <= rows.last and bar.end >= rows.first]
        if shown:
            label = shortened(group.label, width=layout.width - 20, size=TEXT + 1)
            headings.append(Heading(group, _n(y), _n(y + 21), label))
            y += HEADING
            for bar in shown:
                bars.append(_bar(bar, y, scale))
                y += layout.row
    return Gantt(
        width=_n(layout.width),
        height=_n(y + 12),
        left=_n(layout.labels),
        right=_n(layout.width - RIGHT),
        bottom=_n(y + 4),
        ticks=tuple(_ticks(rows.ticks, scale)),
        today=_n(scale.x(rows.today)) if scale.inside(rows.today) else "",
        lanes=tuple(lanes),
        headings=tuple(headings),
        bars=tuple(bars),
        arrows=tuple(_arrows(rows.arrows, bars)),
    )


def _ticks(ticks: Iterable[Tick], scale: _Scale) -> Iterator[tuple[Tick, str]]:
    """Lines of the scale; a name that would run into the one before is left out."""
    free = 0.0
    for tick in ticks:
        if scale.inside(tick.day):
            x = scale.x(tick.day)
            named = bool(tick.label) and x >= free
            free = x + len(tick.label) * LETTER if named else free
            yield (tick if named else replace(tick, label="")), _n(x)


def _bar(bar: Bar, y: float, scale: _Scale) -> Placed:
    layout = scale.layout
    start, end = scale.x(max(bar.start, scale.first)), scale.x(min(bar.end, scale.last))
    windows = tuple((_n(scale.x(day)), title, cliff) for day, title, cliff in bar.windows if scale.inside(day))
    top = y + layout.above + (layout.row - layout.above - BAR) / 2
    name = y + layout.above - 2 if layout.above else y + layout.row / 2 + TEXT * 0.35
    return Placed(
        bar, _n(start), _n(top), _n(max(end - start, 3)), _n(name),
        shortened(bar.label, width=(layout.labels or layout.width) - 20, size=TEXT),
        bar.start < scale.first, bar.end > scale.last, windows,
    )  # fmt: skip


def _lane(label: str, marks: Sequence[Mark], y: float, scale: _Scale) -> Lane:
    placed = []
    for mark in marks:
        end = mark.until or mark.day
        if mark.day <= scale.last and end >= scale.first:
            x = scale.x(max(mark.day, scale.first))
            placed.append((mark, _n(x), _n(scale.x(min(end, scale.last)) - x)))
    layout = scale.layout
    line = y + layout.above + (layout.lane - layout.above) / 2
    return Lane(label, _n(line), _n(y + layout.above - 2 if layout.above else line + TEXT * 0.35), tuple(placed))


def _arrows(arrows: Iterable[Arrow], bars: Sequence[Placed]):
    """Curves between bars that are both drawn."""
    places = {bar.bar.key: bar for bar in bars}
    for arrow in arrows:
        one, other = places.get(arrow.provider), places.get(arrow.dependent)
        if one and other:
            x1, y1 = float(one.x) + float(one.width), float(one.y) + BAR / 2
            x2, y2 = float(other.x), float(other.y) + BAR / 2
            bend = max(24.0, abs(x2 - x1) / 3)
            yield (
                arrow,
                f"M{_n(x1)} {_n(y1)}C{_n(x1 + bend)} {_n(y1)} {_n(x2 - bend)} {_n(y2)} {_n(x2 - 2)} {_n(y2)}",
            )


def _n(value: float) -> str:
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text
