"""Putting the nodes of neighbouring columns in an order whose lines cross little (barycentre heuristic)."""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

SWEEPS = 8


def untangled(
    left: Sequence[Hashable],
    middle: Sequence[Hashable],
    right: Sequence[Hashable],
    links: Iterable[tuple[Hashable, Hashable]],
) -> tuple[list[Hashable], list[Hashable]]:
    """``left`` and ``middle`` reordered for fewer crossings; ``right`` keeps the order its owner gave it.

    The same input always gives the same order: ties keep the order of arrival.
    """
    links = list(links)
    near = _neighbours(links)
    best = (list(left), list(middle))
    fewest = _all_crossings(*best, right, links)
    one, two = best
    for sweep in range(SWEEPS):
        # The first sweep looks at the fixed column only: otherwise a balanced tangle stays as it is.
        two = _by_barycentre(two, near, {**_places(one), **_places(right)} if sweep else _places(right))
        one = _by_barycentre(one, near, _places(two))
        count = _all_crossings(one, two, right, links)
        if count < fewest:
            best, fewest = (one, two), count
    return best


def crossings(left: Sequence[Hashable], right: Sequence[Hashable], links: Iterable[tuple[Hashable, Hashable]]) -> int:
    """How many pairs of the links between two columns cross; links with other ends are not counted."""
    at_left, at_right = _places(left), _places(right)
    ends = sorted((at_left[a], at_right[b]) for a, b in links if a in at_left and b in at_right)
    seen: list[float] = []
    count = 0
    for _, end in ends:
        count += len(seen) - bisect_right(seen, end)
        insort(seen, end)
    return count


def _all_crossings(left, middle, right, links) -> int:
    return crossings(left, middle, links) + crossings(middle, right, links)


def _neighbours(links: Iterable[tuple[Hashable, Hashable]]) -> Mapping[Hashable, list[Hashable]]:
    found: defaultdict[Hashable, list[Hashable]] = defaultdict(list)
    for a, b in links:
        found[a].append(b)
        found[b].append(a)
    return found


def _places(column: Sequence[Hashable]) -> dict[Hashable, float]:
    """Places from 0 to 1, so that columns of different lengths weigh alike."""
    last = max(1, len(column) - 1)
    return {key: place / last for place, key in enumerate(column)}


def _by_barycentre(column, near, places) -> list[Hashable]:
    own = _places(column)

    def centre(key):
        found = [places[other] for other in near.get(key, ()) if other in places]
        return sum(found) / len(found) if found else own[key]

    return sorted(column, key=centre)
