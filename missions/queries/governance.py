"""Everything the governance page of a mission tells."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from missions.models import Body, Commitment, Decision, Mission, Procedure
from missions.queries.bodies import BodyCard, body_cards
from missions.queries.promises import Kept, kept_by_family, kept_in_all
from missions.queries.stages import ProcedureReading, read_procedures


@dataclass(frozen=True)
class Overview:
    """Bodies, decisions, promises and procedures of a mission, as far as one reader sees them."""

    bodies: list[BodyCard]
    decisions: list[Decision]
    commitments: list[Commitment]
    families: list[Kept]
    in_all: Kept
    procedures: list[ProcedureReading]

    @property
    def is_empty(self) -> bool:
        """Nothing is there yet."""
        return not (self.bodies or self.decisions or self.commitments or self.procedures)

    @property
    def open_decisions(self) -> int:
        """Decisions that wait for their body."""
        return sum(not one.is_settled for one in self.decisions)

    @property
    def to_review(self) -> int:
        """Decisions in force whose day to be looked at again has come."""
        today = timezone.localdate()
        return sum(one.is_in_force and one.review_on is not None and one.review_on <= today for one in self.decisions)

    @property
    def overdue(self) -> list[Commitment]:
        """Promises whose day has passed."""
        return [one for one in self.commitments if one.is_overdue]

    @property
    def late_procedures(self) -> int:
        """Procedures with a deadline that has passed."""
        return sum(one.is_late for one in self.procedures)


def governance_of(mission: Mission, user: Any) -> Overview:
    """The overview of ``mission`` for ``user``; a constant number of queries."""
    commitments = list(Commitment.objects.visible_to(user).filter(mission=mission).select_related("actor"))
    decisions = Decision.objects.visible_to(user).filter(mission=mission).select_related("body")
    procedures = Procedure.objects.visible_to(user).filter(mission=mission).select_related("authority")
    return Overview(
        bodies=body_cards(Body.objects.visible_to(user).filter(mission=mission), user),
        decisions=list(decisions),
        commitments=commitments,
        families=kept_by_family(commitments),
        in_all=kept_in_all(commitments),
        procedures=read_procedures(procedures.prefetch_related("steps")),
    )
