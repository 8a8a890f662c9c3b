"""Actions that are linked, on a ring: neighbours stand close, curves run inside, names stand outside."""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .lettering import shortened

WIDTH, MARGIN = 1000, 46
TEXT = 14
LABEL = 300  # room for a name on either side
SMALLEST, GROWTH = 8, 5


@dataclass(frozen=True, slots=True)
class Spot:
    """A node: where it stands, how large, and its name beside it; coordinates as text with a decimal point."""

    key: Hashable
    x: str
    y: str
    radius: str
    text_x: str
    text_y: str
    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Ring:
    """The whole picture; ``curves`` are paths."""

    width: int
    height: int
    spots: tuple[Spot, ...]
    curves: tuple[str, ...]


def ring(labels: Mapping[Hashable, str], links: Iterable[tuple[Hashable, Hashable]]) -> Ring:
    """``labels`` {node: name} on a ring with a curve for each of ``links``; larger with more links."""
    links = list(links)
    order = in_turn(list(labels), links)
    degree = {key: sum(key in link for link in links) for key in order}
    high = max(260, min(900, 44 * len(order)))
    centre = WIDTH / 2, high / 2
    wide, tall = WIDTH / 2 - LABEL, high / 2 - MARGIN
    at = {key: _point(place, len(order), centre, (wide, tall)) for place, key in enumerate(order)}
    spots = tuple(_spot(key, at[key], centre, SMALLEST + GROWTH * math.sqrt(degree[key]), labels[key]) for key in order)
    return Ring(WIDTH, round(high), spots, tuple(_curve(at[a], at[b], centre) for a, b in links))


def in_turn(keys: Sequence[Hashable], links: Iterable[tuple[Hashable, Hashable]]) -> list[Hashable]:
    """``keys`` so that linked ones follow each other: component by component, from the best linked outwards."""
    near: defaultdict[Hashable, list[Hashable]] = defaultdict(list)
    for a, b in links:
        near[a].append(b)
        near[b].append(a)
    place = {key: number for number, key in enumerate(keys)}
    left = sorted(keys, key=lambda key: (-len(near[key]), place[key]))
    found: dict[Hashable, None] = {}
    for start in left:
        queue = [start]
        while queue:
            key = queue.pop(0)
            if key in found:
                continue
            found[key] = None
            queue = sorted(near[key], key=lambda other: (len(near[other]), place[other])) + queue
    return list(found)


def _point(place, count, centre, reach):
    angle = 2 * math.pi * place / count - math.pi / 2
    return centre[0] + reach[0] * math.cos(angle), centre[1] + reach[1] * math.sin(angle)


def _spot(key, at, centre, radius, label):
    x, y = at
    is_left = x < centre[0] - 1
    gap = radius + 9
    text_x = x - gap if is_left else x + gap
    room = (text_x if is_left else WIDTH - text_x) - 4
    return Spot(
        key, f"{x:.1f}", f"{y:.1f}", f"{radius:.1f}", f"{text_x:.1f}", f"{y + TEXT / 3:.1f}",
        "end" if is_left else "start", shortened(label, width=room, size=TEXT),
    )  # fmt: skip


def _curve(a, b, centre):
    (ax, ay), (bx, by) = a, b
    # Bent towards the centre: lines between neighbours stay off the names.
    cx, cy = ((ax + bx) / 2 + centre[0]) / 2, ((ay + by) / 2 + centre[1]) / 2
    return f"M{ax:.1f} {ay:.1f}Q{cx:.1f} {cy:.1f} {bx:.1f} {by:.1f}"
