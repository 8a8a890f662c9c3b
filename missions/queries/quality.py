"""The quality of a mission as five dot-ranges: what the assessors of this round say, beside the last one."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import median

from missions.queries.gate import CriterionResult, Gate, gate


@dataclass(frozen=True)
class CriterionQuality:
    """A criterion in this round; ``before``: its median in the last round, None without one."""

    result: CriterionResult
    families: int
    before: float | None

    @property
    def change(self):
        """How much the median moved since the last round; None when one of the two is missing."""
        return None if self.before is None or self.result.median is None else self.result.median - self.before


@dataclass(frozen=True)
class Quality:
    """The five criteria with the gate they make."""

    gate: Gate
    criteria: tuple[CriterionQuality, ...]

    @property
    def is_scored(self):
        """Somebody scored something in this round."""
        return any(one.result.n for one in self.criteria)


def quality(mission):
    """The quality of ``mission``: two queries, one in the first round."""
    return quality_of(gate(mission), _medians(mission, mission.gate_round - 1))


def quality_of(found, before):
    """The quality that the gate ``found`` tells beside ``before``, {criterion: median} of the last round; no query."""
    return Quality(found, tuple(_criterion(result, before) for result in found.criteria))


def _criterion(result, before):
    families = {one.actor.family for one in result.assessments if one.actor}
    return CriterionQuality(result, len(families), before.get(result.criterion))


def _medians(mission, number):
    """{criterion: median} of a round."""
    if number < 1:
        return {}
    scores = defaultdict(list)
    for criterion, score in mission.assessments.filter(round=number).values_list("criterion", "score"):
        scores[criterion].append(score)
    return {criterion: median(found) for criterion, found in scores.items()}
