"""Writes on the gate: scores and rounds."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actors.rules import belongs_to_id
from convergenze.history import services as history
from missions.models import CriterionAssessment, Mission


@transaction.atomic
def assess_mission(*, mission, scores, by, actor=None, assessor_name=""):
    """Write the scores of one assessor in the present round and return them.

    ``scores``: {criterion: (score, reason)}, several criteria at once; scores given before are replaced. ``actor``:
    the actor the assessor speaks for. With ``assessor_name`` the scores are those of somebody absent, written down
    by a steward, and the actor is needed. Raises ``PermissionDenied``, ``ValidationError``.
    """
    _require_right(mission, by, actor, assessor_name.strip())
    locked = Mission.objects.select_for_update().get(pk=mission.pk)
    kept = [
        _score(locked, criterion, score, reason, by, actor, assessor_name.strip())
        for criterion, (score, reason) in scores.items()
    ]
    if not kept:
        raise ValidationError(_("Give at least one score."))
    given = {one.criterion: [None, one.score] for one in kept}
    history.record(locked, "assess", by=by, changes=given, round=locked.gate_round, assessor=kept[0].who)
    return kept


def _require_right(mission, by, actor, assessor_name):
    right = "transcribe" if assessor_name else "assess"
    if not by.has_perm(f"missions.{right}_mission", mission):
        raise PermissionDenied
    if assessor_name and actor is None:
        raise ValidationError({"actor": _("Choose the actor on whose behalf the scores are given.")})
    if not assessor_name and actor is not None and not belongs_to_id(by, actor.pk):
        raise ValidationError({"actor": _("You do not belong to this actor: choose one of yours.")})


def _score(mission, criterion, score, reason, by, actor, assessor_name):
    who = {"assessor": None, "assessor_name": assessor_name} if assessor_name else {"assessor": by}
    place = {"mission": mission, "criterion": criterion, "round": mission.gate_round, **who}
    found = CriterionAssessment.objects.filter(**place).first() or CriterionAssessment(**place, created_by=by)
    found.score, found.reason, found.actor = score, reason, actor
    found.full_clean()
    found.save()
    return found


@transaction.atomic
def open_round(*, mission, by):
    """Begin a new round of scores: those of the present round stay in the records. Returns the mission.

    Raises ``ValidationError`` while the present round is empty.
    """
    locked = Mission.objects.select_for_update().get(pk=mission.pk)
    if not locked.assessments.filter(round=locked.gate_round).exists():
        raise ValidationError(_("This round has no scores yet: use it before opening another."))
    locked.gate_round += 1
    return history.save(locked, by=by, verb="open_round")
