"""Three horizons: three curves through time, and a bubble for each action on the horizon it works for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .lettering import wrap

WIDTH = 960
TOP, BOTTOM = 84, 34  # for the headings above and the direction of time below
LOWEST = 300
ZONE = 216  # how wide the bubbles of a zone may spread
CENTRES = (122, 361, 599, 838)
LARGEST, LEAST = 46.0, 17.0
GAP = 5.0
TEXT = 12
# Where each curve runs, as shares of the height from above: left end, middle, right end.
CURVES = {"H1": (0.12, 0.42, 0.92), "H2": (0.9, 0.16, 0.9), "H3": (0.94, 0.5, 0.1)}
# The height at which the bubbles of a zone gather, near their curve.
LEVELS = (0.3, 0.5, 0.46, 0.32)


@dataclass(frozen=True, slots=True)
class Bubble:
    """An action or a bundle: ``size`` in any unit (None: not known), ``kind`` a CSS word."""

    key: str
    label: str
    title: str
    href: str
    size: float | None
    family: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A bubble with its place."""

    bubble: Bubble
    x: str
    y: str
    r: str
    text_y: str
    label: str


@dataclass(frozen=True, slots=True)
class Zone:
    """The heading of a horizon: lines (text, y) above its bubbles."""

    x: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Horizons:
    """The whole drawing; ``curves`` are (name, path, x, y of its name)."""

    width: str
    height: str
    zones: tuple[Zone, ...]
    curves: tuple[tuple[str, str], ...]
    bubbles: tuple[Placed, ...]
    axis_y: str
    middle: str


def draw_horizons(zones: Sequence[str], bubbles: Mapping[int, Iterable[Bubble]]) -> Horizons:
    """``zones``: the headings from left to right; ``bubbles``: those of each zone by its number."""
    sizes = [bubble.size for found in bubbles.values() for bubble in found if bubble.size]
    radius = _Radius(max(sizes, default=1.0))
    shelves = {zone: _shelves(list(found), radius) for zone, found in bubbles.items()}
    height = max([LOWEST, *(sum(h for _row, h in rows) + GAP * len(rows) for rows in shelves.values())])
    placed = [one for zone, rows in shelves.items() for one in _placed(zone, rows, height, radius)]
    return Horizons(
        width=_n(WIDTH),
        height=_n(TOP + height + BOTTOM),
        zones=tuple(_zone(CENTRES[place], text) for place, text in enumerate(zones)),
        curves=tuple((name, _curve(levels, height)) for name, levels in CURVES.items()),
        bubbles=tuple(placed),
        axis_y=_n(TOP + height + BOTTOM - 10),
        middle=_n(WIDTH / 2),
    )


@dataclass(frozen=True, slots=True)
class _Radius:
    """Areas stand for sizes; what is small or unknown stays large enough to read and to touch."""

    largest: float

    def of(self, bubble: Bubble) -> float:
        return max(LEAST, LARGEST * ((bubble.size or 0) / self.largest) ** 0.5)


def _shelves(bubbles: list[Bubble], radius: _Radius) -> list[tuple[list[Bubble], float]]:
    """Rows of bubbles no wider than a zone, the largest first; each with its height."""
    rows: list[list[Bubble]] = []
    room = 0.0
    for bubble in sorted(bubbles, key=lambda one: (-radius.of(one), one.key)):
        need = 2 * radius.of(bubble) + GAP
        if not rows or need > room:
            rows.append([])
            room = ZONE + GAP
        rows[-1].append(bubble)
        room -= need
    return [(row, 2 * radius.of(row[0])) for row in rows]


def _placed(zone: int, rows: list[tuple[list[Bubble], float]], height: float, radius: _Radius):
    tall = sum(h for _row, h in rows) + GAP * (len(rows) - 1)
    y = TOP + min(max(height * LEVELS[zone] - tall / 2, 0), height - tall)
    for row, high in rows:
        wide = sum(2 * radius.of(one) for one in row) + GAP * (len(row) - 1)
        x = CENTRES[zone] - wide / 2
        for bubble in row:
            r = radius.of(bubble)
            at = y + high / 2
            yield Placed(bubble, _n(x + r), _n(at), _n(r), _n(at + TEXT * 0.35), _short(bubble.label, r))
            x += 2 * r + GAP
        y += high + GAP


def _short(label: str, r: float) -> str:
    return wrap(label, width=2 * r - 2, size=TEXT, lines=1)[0]


def _zone(x: float, text: str) -> Zone:
    rows = wrap(text, width=ZONE + 12, size=13, lines=4)
    return Zone(_n(x), tuple((row, _n(18 + 17 * place)) for place, row in enumerate(rows)))


def _curve(levels: tuple[float, float, float], height: float) -> str:
    left, middle, right = (TOP + height * level for level in levels)
    half, quarter = WIDTH / 2, WIDTH / 4
    return (
        f"M0 {_n(left)}C{_n(quarter)} {_n(left)} {_n(quarter)} {_n(middle)} {_n(half)} {_n(middle)}"
        f"S{_n(half + quarter)} {_n(right)} {_n(WIDTH)} {_n(right)}"
    )


def _n(value: float) -> str:
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text
