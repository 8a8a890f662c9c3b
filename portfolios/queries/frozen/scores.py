"""The quality of a mission in a snapshot: scores and families, without who gave them."""

from actors.models import Actor
from missions.models import CriterionAssessment
from missions.queries.gate import gate_of
from missions.queries.quality import quality, quality_of


def keep_quality(mission):
    """The scores of the round as JSON data; assessors are told apart by a number."""
    found = quality(mission)
    numbers = {who: str(number) for number, who in enumerate(found.gate.assessors, start=1)}
    return {
        "round": found.gate.round,
        "before": {str(one.result.criterion): one.before for one in found.criteria if one.before is not None},
        "scores": [
            [str(row.criterion), row.score, numbers[row.who], row.actor.family if row.actor else ""]
            for one in found.criteria
            for row in one.result.assessments
        ],
    }


def read_quality(kept):
    """The ``Quality`` that ``keep_quality`` kept."""
    rows = [
        CriterionAssessment(
            criterion=criterion, score=score, assessor_name=number, actor=Actor(family=family) if family else None
        )
        for criterion, score, number, family in kept["scores"]
    ]
    return quality_of(gate_of(kept["round"], rows), kept["before"])
