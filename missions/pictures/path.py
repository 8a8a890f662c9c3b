"""The path of an indicator: baseline → milestones → target, measured points, today."""

from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 20, 40
VALUE_STEPS = 4


@dataclass(frozen=True)
class Spot:
    """A place in the drawing and what stands there."""

    x: str
    y: str
    day: date | None = None
    value: float | None = None
    anchor: str = "middle"


@dataclass(frozen=True)
class Path:
    """Everything the template draws; ``line`` and ``measured`` are the points of polylines."""

    width: int
    height: int
    left: str
    right: str
    top: str
    bottom: str
    line: str
    measured: str
    path: tuple[Spot, ...]
    points: tuple[Spot, ...]
    today: Spot | None
    values: tuple[Spot, ...]
    years: tuple[Spot, ...]


def draw_path(path: list[tuple[date, float]], points: list[tuple[date, float]], today: date) -> Path | None:
    """The drawing of a path and of the measured ``points``, both by day; None where there is nothing to draw.

    The scale of values reaches from the lowest to the highest number shown, and to zero where that is near.
    """
    path, points = sorted(path), sorted(points)
    shown = path + points
    if len(shown) < 2:
        return None
    first, last = min(day for day, _ in shown), max(day for day, _ in shown)
    low, high = _scale([value for _, value in shown])
    if first == last:
        return None

    def x(day: date) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (day - first).days / (last - first).days

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - low) / (high - low)

    def spot(day: date, value: float) -> Spot:
        place = x(day)
        anchor = "start" if place < LEFT + 40 else "end" if place > WIDTH - RIGHT - 40 else "middle"
        return Spot(_text(place), _text(y(value)), day, value, anchor)

    spots, measured = tuple(spot(*one) for one in path), tuple(spot(*one) for one in points)
    steps = [low + (high - low) * step / VALUE_STEPS for step in range(VALUE_STEPS + 1)]
    return Path(
        width=WIDTH,
        height=HEIGHT,
        left=_text(LEFT),
        right=_text(WIDTH - RIGHT),
        top=_text(TOP),
        bottom=_text(HEIGHT - BOTTOM),
        line=_polyline(spots),
        measured=_polyline(measured),
        path=spots,
        points=measured,
        today=Spot(_text(x(today)), _text(TOP), today) if first <= today <= last else None,
        values=tuple(Spot(_text(LEFT - 8), _text(y(value)), None, value) for value in steps),
        years=tuple(Spot(_text(x(day)), _text(HEIGHT - BOTTOM), day) for day in _new_years(first, last)),
    )


def _scale(values: list[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    if low > 0 and low < high / 2:
        low = 0.0
    if low == high:
        return low - 1, high + 1
    return low, high


def _new_years(first: date, last: date) -> list[date]:
    days = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
    step = max(1, -(-len(days) // 8))
    return days[::step]


def _polyline(spots: tuple[Spot, ...]) -> str:
    return " ".join(f"{one.x},{one.y}" for one in spots)


def _text(number: float) -> str:
    return f"{number:.1f}"
