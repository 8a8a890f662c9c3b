"""The funnel of learning: four bars, each as wide as its number beside the largest."""

from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT, GAP, LEAST = 440, 44, 8, 6


@dataclass(frozen=True)
class Bar:
    """One step: a centred bar with its number and words."""

    label: Any
    count: int
    href: str
    x: int
    y: int
    width: int
    height: int = HEIGHT

    @property
    def middle(self) -> int:
        """Where its text stands."""
        return self.y + self.height // 2


@dataclass(frozen=True)
class Funnel:
    """The picture with its size."""

    width: int
    height: int
    bars: list[Bar]


def funnel(steps) -> Funnel:
    """The picture of ``steps``: (label, count, href), from the first to the last."""
    steps = list(steps)
    most = max((count for _label, count, _href in steps), default=0) or 1
    bars = []
    for row, (label, count, href) in enumerate(steps):
        # Whole numbers: a decimal comma, as Italian writes it, is no number in a picture.
        width = max(LEAST, WIDTH * count // most) if count else 0
        bars.append(Bar(label, count, href, (WIDTH - width) // 2, row * (HEIGHT + GAP), width))
    return Funnel(WIDTH, len(steps) * (HEIGHT + GAP) - GAP, bars)
