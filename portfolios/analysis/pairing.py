"""What two actions have in common, and which pairs are worth comparing (Convergenze analyses, 2. and 3.)."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from .parameters import Parameters
from .world import Action, Key, World, in_order


def jaccard(one: AbstractSet[Key], two: AbstractSet[Key]) -> float:
    """Common ÷ all; 0 when both are empty."""
    common = len(one & two)
    return common / (len(one) + len(two) - common) if common else 0.0


def shared_place(one: Action, two: Action) -> float | None:
    """Common municipalities ÷ the smaller set; None when an action says no place."""
    if not one.munis or not two.munis:
        return None
    return len(one.munis & two.munis) / min(len(one.munis), len(two.munis))


def shared_time(one: Action, two: Action) -> float | None:
    """Overlapping days ÷ the shorter duration, first and last day counted; None when a date is missing."""
    if one.period is None or two.period is None:
        return None
    (start, end), (other_start, other_end) = one.period, two.period
    common = (min(end, other_end) - max(start, other_start)).days + 1
    shorter = min((end - start).days, (other_end - other_start).days) + 1
    return max(0, common) / shorter if shorter > 0 else None


def meets_need(one: Action, two: Action) -> bool:
    """Whether one offers what the other needs, either way (kind and tag both equal)."""
    return not (one.offers.isdisjoint(two.needs) and two.offers.isdisjoint(one.needs))


def live_actions(world: World, parameters: Parameters) -> list[Action]:
    """The actions whose pairs are compared, in the order of their keys so that results never depend on input order."""
    live = {action.key: action for action in world.actions if action.status in parameters.live_statuses}
    return [live[key] for key in in_order(live)]


class Blocks:
    """Which actions of a list share a feature with a given one.

    Every feature (an objective, a municipality, an offer) keeps the set of its actions as the bits of one integer,
    so the union over the features of an action is a few machine-wide steps instead of a walk over all actions.
    """

    __slots__ = ("_members",)

    def __init__(self, actions: Sequence[Action], features: Callable[[Action], Iterable[Key]]):
        """Index the actions by their place in the list."""
        places: defaultdict[Key, list[int]] = defaultdict(list)
        for place, action in enumerate(actions):
            for feature in features(action):
                places[feature].append(place)
        self._members = {feature: _bits_of(found, len(actions)) for feature, found in places.items()}

    def sharing(self, features: Iterable[Key]) -> int:
        """Bits of the actions that have at least one of the features."""
        found = 0
        for feature in features:
            found |= self._members.get(feature, 0)
        return found


def _bits_of(places: Collection[int], size: int) -> int:
    row = bytearray(size // 8 + 1)
    for place in places:
        row[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(row, "little")


def places_in(bits: int) -> Iterator[int]:
    """The places of the set bits, ascending."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
