"""Pairs of actions that could help each other, and the graph of confirmed links (Convergenze analyses, 3. Synergy)."""

import math
from collections import Counter
from dataclasses import dataclass

from .overlap import overlaps
from .pairing import Blocks, jaccard, live_actions, meets_need, places_in, shared_place, shared_time
from .parameters import DEFAULTS, Parameters
from .shares import reaches
from .world import Action, Key, World, in_order


@dataclass(frozen=True, slots=True)
class SynergyParts:
    """The five bars of a pair, each 0 to 1; place is None when an action does not say it."""

    objectives: float
    other_levers: float
    other_family: float
    geo: float | None
    exchange: float


@dataclass(frozen=True, slots=True)
class Synergy:
    """A pair that may be worth linking."""

    a: Key
    b: Key
    score: float
    parts: SynergyParts


@dataclass(frozen=True, slots=True)
class LinkGraph:
    """Confirmed links: links per action, the anchors, and the actions without any."""

    degree: dict[Key, int]
    anchors: tuple[Key, ...]
    isolated: tuple[Key, ...]


def synergies(
    world: World, parameters: Parameters = DEFAULTS, overlapping: frozenset[frozenset[Key]] | None = None
) -> list[Synergy]:
    """Candidate pairs, highest score first (3. Synergy).

    ``overlapping`` are the pairs already found as overlap candidates; without it they are computed.
    """
    if overlapping is None:
        overlapping = frozenset(pair.pair for pair in overlaps(world, parameters))
    live = live_actions(world, parameters)
    order = {action.key: place for place, action in enumerate(live)}
    found = []
    for one, two in _neighbouring(live):
        if shared_time(one, two) and frozenset((one.key, two.key)) not in overlapping:
            pair = score_synergy(one, two, world, parameters)
            if reaches(pair.score, parameters.synergy_from):
                found.append(pair)
    return sorted(found, key=lambda pair: (-round(pair.score, 9), order[pair.a], order[pair.b]))


def synergies_of(
    action: Action, world: World, overlapping: frozenset[frozenset[Key]], parameters: Parameters = DEFAULTS
) -> list[Synergy]:
    """Candidate pairs of one action against the others, highest score first (3. Synergy).

    ``overlapping``: the pairs of this action that are overlap candidates.
    """
    if action.status not in parameters.live_statuses:
        return []
    live = live_actions(world, parameters)
    order = {one.key: place for place, one in enumerate(live)}
    found = []
    for other in live:
        one, two = (action, other) if order[action.key] < order[other.key] else (other, action)
        if other.key == action.key or not (
            jaccard(one.objectives.keys(), two.objectives.keys()) or meets_need(one, two)
        ):
            continue
        if shared_time(one, two) and frozenset((one.key, two.key)) not in overlapping:
            pair = score_synergy(one, two, world, parameters)
            if reaches(pair.score, parameters.synergy_from):
                found.append(pair)
    return sorted(found, key=lambda pair: (-round(pair.score, 9), order[pair.a], order[pair.b]))


def score_synergy(one: Action, two: Action, world: World, parameters: Parameters = DEFAULTS) -> Synergy:
    """The five parts and the score S of a pair (3. Synergy); the caller has checked that the pair qualifies."""
    families = {world.family_of(one.lead), world.family_of(two.lead)}
    parts = SynergyParts(
        objectives=jaccard(one.objectives.keys(), two.objectives.keys()),
        other_levers=1 - jaccard(one.levers, two.levers),
        other_family=float(len(families) == 2 and None not in families),
        geo=shared_place(one, two),
        exchange=float(meets_need(one, two)),
    )
    weights = parameters.synergy
    score = (
        weights.objectives * parts.objectives
        + weights.levers * parts.other_levers
        + weights.families * parts.other_family
        + weights.geo * (parts.geo or 0.0)
        + weights.exchange * parts.exchange
    )
    return Synergy(one.key, two.key, score, parts)


def link_graph(world: World, parameters: Parameters = DEFAULTS) -> LinkGraph:
    """Degree, anchors (top decile by degree, and at least three links) and isolated actions (3. Synergy)."""
    keys = in_order(action.key for action in world.actions)
    known = set(keys)
    degree: Counter[Key] = Counter({key: 0 for key in keys})
    for link in world.confirmed_links:
        if len(link) == 2 and link <= known:
            degree.update(link)
    floor = _decile_floor(list(degree.values()), parameters)
    return LinkGraph(
        degree=dict(degree),
        anchors=tuple(key for key in keys if degree[key] >= floor),
        isolated=tuple(key for key in keys if not degree[key]),
    )


def _decile_floor(degrees: list[int], parameters: Parameters) -> int:
    """Smallest degree that belongs to the top decile; actions with equal degree stand together."""
    if not degrees:
        return parameters.anchor_degree
    size = max(1, math.ceil(len(degrees) * parameters.anchor_share))
    return max(parameters.anchor_degree, sorted(degrees, reverse=True)[size - 1])


def _neighbouring(live: list[Action]):
    """Every pair with a common objective, or where one offers what the other needs."""
    by_objective = Blocks(live, lambda action: action.objectives)
    by_offer = Blocks(live, lambda action: action.offers)
    by_need = Blocks(live, lambda action: action.needs)
    for place, action in enumerate(live):
        near = by_objective.sharing(action.objectives)
        near |= by_offer.sharing(action.needs) | by_need.sharing(action.offers)
        for step in places_in(near >> (place + 1)):
            yield action, live[place + 1 + step]
