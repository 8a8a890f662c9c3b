"""Pairs cost a comparison of texts, so they are kept as long as nothing that was compared changes."""

from collections.abc import Callable
from hashlib import sha256

from django.core.cache import cache

from portfolios.analysis.overlap import Overlap, overlaps
from portfolios.analysis.parameters import Parameters
from portfolios.analysis.synergy import Synergy, synergies
from portfolios.analysis.world import Action, World

SECONDS = 24 * 3600


def overlaps_of(world: World, parameters: Parameters, content: str) -> list[Overlap]:
    """The overlap candidates of ``world``, computed once per ``content``, its ``digest``."""
    return _kept(f"overlaps:{content}", lambda: overlaps(world, parameters))


def synergies_of(world: World, parameters: Parameters, content: str) -> list[Synergy]:
    """The synergy candidates of ``world``, computed once per ``content``, its ``digest``."""

    def find():
        return synergies(world, parameters, frozenset(pair.pair for pair in overlaps_of(world, parameters, content)))

    return _kept(f"synergies:{content}", find)


def _kept(key: str, find: Callable[[], list]) -> list:
    found = cache.get(key)
    if found is None:
        found = find()
        cache.set(key, found, SECONDS)
    return found


def digest(world: World, parameters: Parameters) -> str:
    """Changes with anything that the two analyses read, and with nothing else."""
    families = sorted((key, actor.family) for key, actor in world.actors.items())
    compared = [_compared(action) for action in world.actions]
    return sha256(repr((parameters, families, compared)).encode()).hexdigest()


def _compared(action: Action) -> tuple:
    lists = (action.objectives, action.targets, action.levers, action.munis, action.offers, action.needs)
    # Sets have no order of their own: sorted, the same content reads the same in every process.
    return (action.key, action.text, action.status, action.lead, action.cost, action.period, *map(sorted, lists))
