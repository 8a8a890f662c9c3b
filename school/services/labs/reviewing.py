"""Handing in and reviewing what a team brings forth."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from convergenze.core.rules_glue import require
from convergenze.history import services as history
from school.choices.labs import Criterion, OutputStatus, TeamRole, Verdict
from school.models import Enrolment, Output, Review
from school.services.labs.canvases import freeze_if_changed
from school.workflow import output_workflow
from school.workflow.outputs import MOVE_OF_VERDICT

BEST = 4


@transaction.atomic
def submit_output(*, output, by):
    """Hand a canvas in: it is frozen, and all who write in the team now are among its authors. Returns the output.

    Raises ``PermissionDenied``, ``MoveRefused`` with what is missing.
    """
    output = output_workflow.perform(output, "submit", by=by)
    writing = {"team": output.team, "left_at": None, "role__in": TeamRole.writing()}
    writers = Enrolment.objects.filter(**{f"team_memberships__{name}": value for name, value in writing.items()})
    output.contributors.add(*writers)
    freeze_if_changed(output, by, _("Handed in"))
    return output


def begin_review(*, output, by):
    """Take what was handed in for review, so that the others know."""
    return output_workflow.perform(output, "review", by=by)


@transaction.atomic
def review_output(*, output, scores, text, verdict, by):
    """Review the last revision and make the move of the verdict; return the review.

    ``scores``: {criterion: 0 to 4}, for every criterion. Raises ``PermissionDenied``, ``ValidationError``,
    ``MoveRefused``.
    """
    require(by, "school.review_output", output)
    output = Output.objects.select_for_update().get(pk=output.pk)
    if output.status == OutputStatus.SUBMITTED:
        output = begin_review(output=output, by=by)
    if (revision := output.revisions.first()) is None:
        raise ValidationError(_("There is no revision to review yet."))
    review = Review(
        revision=revision, reviewer=by, scores=_clean_scores(scores), text=text.strip(), verdict=verdict
    )  # fmt: skip
    review.full_clean()
    review.save()
    output_workflow.perform(output, MOVE_OF_VERDICT[Verdict(review.verdict)], by=by)
    history.record(output, "write_review", by=by, changes={"verdict": [None, str(review.get_verdict_display())]})
    return review


def _clean_scores(scores):
    known = {str(score): score for score in range(BEST + 1)}
    found = {criterion.value: known.get(str(scores.get(criterion.value))) for criterion in Criterion}
    if missing := [name for name, score in found.items() if score is None]:
        raise ValidationError({name: _("Give a score from 0 to 4.") for name in missing})
    return found
