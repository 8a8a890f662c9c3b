"""By what kind of intervention the portfolio moves things (Convergenze analyses, 6. Lever mix)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from .parameters import DEFAULTS, LEVERS, Parameters
from .shares import evenness, shares
from .world import World


@dataclass(frozen=True, slots=True)
class LeverMix:
    """Shares per lever by count and by cost, every lever listed; None when there is nothing to share."""

    count: Mapping[str, float] | None
    money: Mapping[str, float] | None
    entropy: float | None


def lever_mix(world: World, parameters: Parameters = DEFAULTS) -> LeverMix:
    """Over active actions: each lever of each action counts one, its cost is split equally (6. Lever mix)."""
    count = dict.fromkeys(LEVERS, 0)
    cost = dict.fromkeys(LEVERS, Decimal())
    for action in world.actions:
        if parameters.factor(action.status) > 0:
            for lever in action.levers:
                count[lever] = count.get(lever, 0) + 1
                cost[lever] = cost.get(lever, Decimal()) + (action.cost or Decimal()) / len(action.levers)
    by_count = shares(count)
    return LeverMix(by_count, shares(cost), evenness(by_count, len(LEVERS)))
