"""Who takes part in what, with the actions behind every number (Convergenze analyses, 7. Actor mix)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from .families import families_touching
from .parameters import DEFAULTS, FAMILIES, PUBLIC_FAMILIES, Parameters
from .shares import ratio
from .world import Action, Key, World, in_order

Keys = tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Participation:
    """Actions by family, by family and role, and by how many families they join; all statuses.

    ``density``: pairs of actors that share an action ÷ pairs there could be.
    """

    families: Mapping[str, Keys]
    roles: Mapping[tuple[str, str], Keys]
    two_or_more: Keys
    three_or_more: Keys
    alone: Keys
    led_by_public: Keys
    missing: tuple[str, ...]
    density: float | None


@dataclass(frozen=True, slots=True)
class Service:
    """What an actor does for an objective: its actions, and the sum of their contribution weights."""

    actions: Keys
    weight: int


def participation(world: World, parameters: Parameters = DEFAULTS) -> Participation:
    """Families over all actions of the portfolio, whatever their status (7. Actor mix)."""
    touched = {action.key: families_touching(action, world, parameters) for action in world.actions}
    families = _turned((family, key) for key, found in touched.items() for family in found)
    return Participation(
        families=families,
        roles=_turned((held, action.key) for action in world.actions for held in _roles(action, world)),
        two_or_more=tuple(key for key, found in touched.items() if len(found) >= 2),
        three_or_more=tuple(key for key, found in touched.items() if len(found) >= 3),
        alone=tuple(key for key, found in touched.items() if len(found) < 2),
        led_by_public=tuple(a.key for a in world.actions if world.family_of(a.lead) in PUBLIC_FAMILIES),
        missing=tuple(family for family in FAMILIES if family not in families),
        density=_density(_people(action, parameters) for action in world.actions),
    )


def services(world: World, parameters: Parameters = DEFAULTS) -> Mapping[tuple[Key, Key], Service]:
    """(actor, objective) of leads and partners, where there is something; all statuses."""
    keys: defaultdict[tuple[Key, Key], list[Key]] = defaultdict(list)
    weights: defaultdict[tuple[Key, Key], int] = defaultdict(int)
    for action in world.actions:
        for actor in _people(action, parameters):
            for objective, contribution in action.objectives.items():
                keys[actor, objective].append(action.key)
                weights[actor, objective] += contribution.weight
    return {at: Service(tuple(found), weights[at]) for at, found in keys.items()}


def _people(action: Action, parameters: Parameters) -> frozenset[Key]:
    """The lead and those partners that make an action shared."""
    joining = (partner.actor for partner in action.partners if partner.role in parameters.partner_roles)
    return frozenset(actor for actor in (action.lead, *joining) if actor is not None)


def _roles(action: Action, world: World) -> set[tuple[str, str]]:
    held = {("lead", action.lead), *((partner.role, partner.actor) for partner in action.partners)}
    found = {(world.family_of(actor), role) for role, actor in held}
    return {(family, role) for family, role in found if family}


def _density(groups: Iterable[Collection[Key]]) -> float | None:
    everybody: set[Key] = set()
    pairs: set[frozenset[Key]] = set()
    for group in groups:
        everybody.update(group)
        pairs.update(map(frozenset, combinations(group, 2)))
    return ratio(len(pairs), len(everybody) * (len(everybody) - 1) / 2)


def _turned(pairs: Iterable[tuple]) -> dict:
    found: defaultdict = defaultdict(list)
    for name, key in pairs:
        found[name].append(key)
    return {name: tuple(in_order(keys)) for name, keys in found.items()}
