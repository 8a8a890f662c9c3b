"""Bars made of parts, as shares of the width in percent."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

LEAST = 0.6  # percent: a part too small to see is still there


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: where it starts and how wide it is, in percent with a decimal point."""

    key: Hashable
    x: str
    width: str


def stacked(amounts: Mapping, whole=None) -> tuple[Segment, ...]:
    """The positive amounts side by side, in their order; ``whole`` leaves the rest of the bar empty."""
    known = {key: float(amount) for key, amount in amounts.items() if amount}
    total = max(sum(known.values()), float(whole or 0))
    found, x = [], 0.0
    for key, amount in known.items():
        width = max(LEAST, 100 * amount / total)
        found.append(Segment(key, f"{x:.2f}", f"{min(width, 100 - x):.2f}"))
        x += width
    return tuple(found)
