"""How many sectors the mission crosses (Convergenze analyses, 8. Sector crossing)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from .parameters import DEFAULTS, Parameters
from .world import Key, World, in_order


@dataclass(frozen=True, slots=True)
class SectorCrossing:
    """Active actions by COFOG division and by ATECO section; crossing when either list is long enough."""

    cofog: Mapping[str, tuple[Key, ...]]
    ateco: Mapping[str, tuple[Key, ...]]
    is_cross_sector: bool
    unclassified: tuple[Key, ...]


def sector_crossing(world: World, parameters: Parameters = DEFAULTS) -> SectorCrossing:
    """Distinct sectors of the active actions (8. Sector crossing)."""
    active = [action for action in world.actions if parameters.factor(action.status) > 0]
    cofog = _grouped((action.key, action.cofog) for action in active)
    ateco = _grouped((action.key, action.ateco) for action in active)
    return SectorCrossing(
        cofog=cofog,
        ateco=ateco,
        is_cross_sector=max(len(cofog), len(ateco)) >= parameters.cross_sector_from,
        unclassified=tuple(action.key for action in active if not action.cofog and not action.ateco),
    )


def _grouped(pairs) -> Mapping[str, tuple[Key, ...]]:
    found: defaultdict[str, list[Key]] = defaultdict(list)
    for key, sectors in pairs:
        for sector in sectors:
            found[sector].append(key)
    return {sector: tuple(in_order(found[sector])) for sector in sorted(found)}
