"""Seven bars of convergence (Convergenze analyses, 12. Convergence profile). Never a ranking of missions."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from .coverage import coverage
from .families import families_touching
from .indicators import mission_progress
from .levers import lever_mix
from .money import secured_of
from .overlap import overlaps
from .parameters import DEFAULTS, FAMILIES, Parameters
from .shares import evenness, geometric_mean, ratio, shares
from .world import Key, World


@dataclass(frozen=True, slots=True)
class Profile:
    """Seven parts, each 0 to 1 or None when it cannot be said; show ``mean`` only together with them."""

    coverage: float | None
    families: float | None
    levers: float | None
    shared_actions: float | None
    funding: float | None
    measured: float | None
    overlaps_decided: float | None

    @property
    def mean(self) -> float | None:
        """Geometric mean: one very low part cannot be averaged away; None while a part is missing."""
        return geometric_mean(getattr(self, part) for part in self.__slots__)


def profile(
    world: World, parameters: Parameters = DEFAULTS, candidates: Collection[frozenset[Key]] | None = None
) -> Profile:
    """The convergence profile (12.). ``candidates`` are the overlap pairs if they are already known."""
    if candidates is None:
        candidates = [found.pair for found in overlaps(world, parameters)]
    progress = mission_progress(world, parameters)
    return Profile(
        coverage=coverage(world, "lever", parameters).share,
        families=_family_diversity(world, parameters),
        levers=lever_mix(world, parameters).entropy,
        shared_actions=_shared_actions(world, parameters),
        funding=_funding(world, parameters),
        measured=ratio(progress.fresh_weight, progress.total_weight),
        overlaps_decided=_decided(world, candidates),
    )


def _active_families(world: World, parameters: Parameters) -> list[frozenset[str]]:
    active = (action for action in world.actions if parameters.factor(action.status) > 0)
    return [families_touching(action, world, parameters) for action in active]


def _family_diversity(world: World, parameters: Parameters) -> float | None:
    touching = Counter(family for families in _active_families(world, parameters) for family in families)
    return evenness(shares(touching), len(FAMILIES))


def _shared_actions(world: World, parameters: Parameters) -> float | None:
    found = _active_families(world, parameters)
    return ratio(sum(len(families) >= 2 for families in found), len(found))


def _funding(world: World, parameters: Parameters) -> float | None:
    """Secured money ÷ cost, where one action's surplus does not pay for another's gap."""
    priced = [(action.cost, secured_of(action, parameters)) for action in world.actions if action.cost is not None]
    paid = sum((min(cost, secured) for cost, secured in priced), Decimal())
    return ratio(paid, sum((cost for cost, _ in priced), Decimal()))


def _decided(world: World, candidates: Collection[frozenset[Key]]) -> float:
    """(decided + 1) ÷ (candidates + 1), so that a first undecided pair lowers the bar without emptying it."""
    decided = sum(pair in world.decided_overlaps for pair in candidates)
    return (decided + 1) / (len(candidates) + 1)
