"""The gate of a mission: five criteria, several assessors, medians, spread and what is missing."""

from dataclasses import dataclass
from statistics import median

from django.utils.translation import gettext as _

from missions.choices import Criterion
from missions.choices.anchors import anchors_of

ASSESSORS_NEEDED = 3
FAMILIES_NEEDED = 2
DISAGREEMENT_FROM = 2


@dataclass(frozen=True)
class CriterionResult:
    """The scores of one criterion in the present round. ``median`` is None until somebody scored it."""

    criterion: Criterion
    assessments: tuple

    @property
    def label(self):
        """The criterion in words."""
        return self.criterion.label

    @property
    def anchors(self):
        """[(score, sentence)] from 0 to 4."""
        return anchors_of(self.criterion)

    @property
    def scores(self):
        """The scores, lowest first."""
        return sorted(one.score for one in self.assessments)

    @property
    def n(self):
        """How many scored it."""
        return len(self.assessments)

    @property
    def median(self):
        """The middle score; between two middle ones, their mean."""
        return median(self.scores) if self.assessments else None

    @property
    def spread(self):
        """Highest minus lowest score."""
        return self.scores[-1] - self.scores[0] if self.assessments else None

    @property
    def threshold(self):
        """The median the gate asks."""
        return self.criterion.threshold

    @property
    def passed(self):
        """The median reaches the threshold."""
        return self.median is not None and self.median >= self.threshold

    @property
    def disagreement(self):
        """Two assessors are two or more points apart: the scores have to be discussed."""
        return self.spread is not None and self.spread >= DISAGREEMENT_FROM


@dataclass(frozen=True)
class Gate:
    """The five results of one round and who gave them; ``reasons``: sentences about what is missing."""

    round: int
    criteria: tuple[CriterionResult, ...]
    assessors: tuple[str, ...]
    families: tuple[str, ...]

    @property
    def reasons(self):
        """What the gate still waits for; empty when it is passed."""
        return [*self._of_criteria(), *self._of_assessors()]

    @property
    def passed(self):
        """Nothing is missing."""
        return not self.reasons

    @property
    def passed_criteria(self):
        """How many criteria reach their threshold."""
        return sum(result.passed for result in self.criteria)

    @property
    def disagreements(self):
        """Criteria whose scores lie two or more points apart."""
        return [result for result in self.criteria if result.disagreement]

    def _of_criteria(self):
        for result in self.criteria:
            if result.median is None:
                yield _("“%(criterion)s” has no score yet.") % {"criterion": result.label}
            elif not result.passed:
                yield _("“%(criterion)s”: the median is %(median)g, the gate asks for %(threshold)s.") % {
                    "criterion": result.label,
                    "median": result.median,
                    "threshold": result.threshold,
                }

    def _of_assessors(self):
        if len(self.assessors) < ASSESSORS_NEEDED:
            yield _("The gate asks for at least %(needed)s assessors: there are %(found)s.") % {
                "needed": ASSESSORS_NEEDED,
                "found": len(self.assessors),
            }
        if len(self.families) < FAMILIES_NEEDED:
            yield _("The assessors come from at least %(needed)s families of actors: there are %(found)s.") % {
                "needed": FAMILIES_NEEDED,
                "found": len(self.families),
            }


def gate(mission):
    """The gate of ``mission`` in its present round; one query."""
    rows = mission.assessments.filter(round=mission.gate_round).select_related("actor", "assessor").order_by("pk")
    return gate_of(mission.gate_round, list(rows))


def gate_of(number, rows):
    """The gate that the assessments ``rows`` make in round ``number``; no query."""
    return Gate(
        round=number,
        criteria=tuple(
            CriterionResult(criterion, tuple(one for one in rows if one.criterion == criterion))
            for criterion in Criterion
        ),
        assessors=tuple(dict.fromkeys(one.who for one in rows)),
        families=tuple(dict.fromkeys(one.actor.get_family_display() for one in rows if one.actor)),
    )


def scores_of(mission, user):
    """{criterion: assessment} that ``user`` gave in the present round."""
    mine = mission.assessments.filter(round=mission.gate_round, assessor=user)
    return {one.criterion: one for one in mine}
