"""Pairs of actions that may be doing the same thing (Convergenze analyses, 2. Overlap)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from .pairing import Blocks, jaccard, live_actions, places_in, shared_place, shared_time
from .parameters import DEFAULTS, Parameters
from .shares import reaches
from .text import Corpus
from .world import Action, Key, World, in_order


@dataclass(frozen=True, slots=True)
class Parts:
    """The six bars of a pair, each 0 to 1; place and time are None when an action does not say them."""

    text: float
    objectives: float
    targets: float
    levers: float
    geo: float | None
    time: float | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """A compared pair; ``at_stake`` is the smaller cost (None if one is missing), ``internal`` means same lead."""

    a: Key
    b: Key
    score: float
    parts: Parts
    at_stake: Decimal | None
    internal: bool

    @property
    def pair(self) -> frozenset[Key]:
        """The two keys, unordered."""
        return frozenset((self.a, self.b))


class OverlapIndex:
    """What can be prepared once per portfolio: blocks by place and objective, and the counted texts."""

    def __init__(self, world: World, parameters: Parameters = DEFAULTS):
        """Index the live actions; the texts are counted when the first pair needs them."""
        self.parameters = parameters
        self.live = live_actions(world, parameters)
        self._texts = {action.key: action.text for action in world.actions}
        self._by_objective = Blocks(self.live, lambda action: action.objectives)
        self._by_place = Blocks(self.live, lambda action: action.munis)

    @cached_property
    def corpus(self) -> Corpus:
        """The texts of all actions of the portfolio, live or not."""
        return Corpus(self._texts)

    def corpus_with(self, action: Action) -> Corpus:
        """The same texts when one action is new or has changed."""
        if self._texts.get(action.key) == action.text:
            return self.corpus
        return self.corpus.replaced(action.key, action.text)

    def neighbours(self, action: Action) -> int:
        """Bits of the live actions with a common objective and a common municipality (itself included)."""
        return self._by_objective.sharing(action.objectives) & self._by_place.sharing(action.munis)


def compare(one: Action, two: Action, corpus: Corpus, parameters: Parameters = DEFAULTS) -> Overlap:
    """The six parts and the score of any pair (2. Overlap), candidate or not."""
    return _scored(one, two, _parts(one, two, corpus.cosine(one.key, two.key)), parameters)


def overlaps(world: World, parameters: Parameters = DEFAULTS, index: OverlapIndex | None = None) -> list[Overlap]:
    """All candidate pairs, highest score first (2. Overlap)."""
    index = index or OverlapIndex(world, parameters)
    found = []
    for place, action in enumerate(index.live):
        later = index.neighbours(action) >> (place + 1)
        others = (index.live[place + 1 + step] for step in places_in(later))
        found += _candidates(action, others, index, None)
    return ranked(found)


def overlaps_of(
    action: Action, world: World, parameters: Parameters = DEFAULTS, index: OverlapIndex | None = None
) -> list[Overlap]:
    """Candidate pairs of one action, new or changed, against the others (2. Overlap).

    An ``index`` of the portfolio before the change may be passed to save preparing it.
    """
    if action.status not in parameters.live_statuses:
        return []
    index = index or OverlapIndex(world, parameters)
    others = (index.live[place] for place in places_in(index.neighbours(action)))
    return ranked(_candidates(action, (o for o in others if o.key != action.key), index, index.corpus_with))


def ranked(found: Iterable[Overlap]) -> list[Overlap]:
    """Highest score first, equal scores by their keys."""
    found = list(found)
    order = {key: place for place, key in enumerate(in_order({key for pair in found for key in (pair.a, pair.b)}))}
    return sorted(found, key=lambda pair: (-round(pair.score, 9), order[pair.a], order[pair.b]))


def _candidates(action: Action, others: Iterable[Action], index: OverlapIndex, corpus_with) -> list[Overlap]:
    """Pairs that reach the threshold; the costly text is read only if the other parts leave a chance."""
    parameters, corpus, found = index.parameters, None, []
    for other in others:
        if not reaches(_score(_parts(action, other, 1.0), parameters), parameters.overlap_from):
            continue
        corpus = corpus or (corpus_with(action) if corpus_with else index.corpus)
        pair = compare(action, other, corpus, parameters)
        if reaches(pair.score, parameters.overlap_from):
            found.append(pair)
    return found


def _parts(one: Action, two: Action, text: float) -> Parts:
    return Parts(
        text=text,
        objectives=jaccard(one.objectives.keys(), two.objectives.keys()),
        targets=jaccard(one.targets, two.targets),
        levers=jaccard(one.levers, two.levers),
        geo=shared_place(one, two),
        time=shared_time(one, two),
    )


def _scored(one: Action, two: Action, parts: Parts, parameters: Parameters) -> Overlap:
    a, b = (one, two) if in_order((one.key, two.key))[0] == one.key else (two, one)
    costs = [action.cost for action in (a, b) if action.cost is not None]
    return Overlap(
        a=a.key,
        b=b.key,
        score=_score(parts, parameters),
        parts=parts,
        at_stake=min(costs) if len(costs) == 2 else None,
        internal=a.lead is not None and a.lead == b.lead,
    )


def _score(parts: Parts, parameters: Parameters) -> float:
    """The weighted sum; nothing without a common place, a common time and a common objective."""
    if not (parts.geo and parts.time and parts.objectives):
        return 0.0
    weights = parameters.overlap
    return (
        weights.text * parts.text
        + weights.objectives * parts.objectives
        + weights.targets * parts.targets
        + weights.levers * parts.levers
        + weights.geo * parts.geo
        + weights.time * parts.time
    )
