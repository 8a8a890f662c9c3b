"""Which families of actors work together, and who carries most (Convergenze analyses, 7. Actor mix)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from .parameters import DEFAULTS, Parameters
from .world import Action, Key, World


@dataclass(frozen=True, slots=True)
class ActorMix:
    """Counts of actions; ``alone`` are actions of fewer than two families, ``load`` counts active actions per lead."""

    touching: Mapping[str, int]
    two_or_more: int
    three_or_more: int
    alone: tuple[Key, ...]
    by_role: Mapping[tuple[str, str], int]
    load: Mapping[Key, int]


def actor_mix(world: World, parameters: Parameters = DEFAULTS) -> ActorMix:
    """Families over all actions of the portfolio, whatever their status (7. Actor mix)."""
    touched = {action.key: families_touching(action, world, parameters) for action in world.actions}
    return ActorMix(
        touching=Counter(family for families in touched.values() for family in families),
        two_or_more=sum(len(families) >= 2 for families in touched.values()),
        three_or_more=sum(len(families) >= 3 for families in touched.values()),
        alone=tuple(key for key, families in touched.items() if len(families) < 2),
        by_role=_by_role(world),
        load=lead_load(world, parameters),
    )


def families_touching(action: Action, world: World, parameters: Parameters = DEFAULTS) -> frozenset[str]:
    """Families of the lead and of the partners; funders and other roles do not make an action shared."""
    actors = [action.lead, *(p.actor for p in action.partners if p.role in parameters.partner_roles)]
    return frozenset(family for family in map(world.family_of, actors) if family)


def lead_load(world: World, parameters: Parameters = DEFAULTS) -> Mapping[Key, int]:
    """Active actions per lead (7. Actor mix)."""
    active = (action for action in world.actions if parameters.factor(action.status) > 0)
    return Counter(action.lead for action in active if action.lead is not None)


def _by_role(world: World) -> Mapping[tuple[str, str], int]:
    """Number of actions in which a family has a role."""
    found: Counter[tuple[str, str]] = Counter()
    for action in world.actions:
        roles = {("lead", action.lead), *((partner.role, partner.actor) for partner in action.partners)}
        held = {(world.family_of(actor), role) for role, actor in roles}
        found.update((family, role) for family, role in held if family)
    return found
