"""What a team brings forth is handed in, reviewed and promoted (school study, 2.3).

``services.labs`` makes every move with what follows: handing in freezes a revision, a review carries its verdict, and
promoting makes the record.
"""

from django.utils.translation import gettext_lazy as _

from convergenze.workflow import Move, Workflow
from school.choices.canvases import canvas_of
from school.choices.labs import OutputStatus as S
from school.choices.labs import Verdict

output_workflow = Workflow(
    S,
    (S.DRAFT,),
    Move("submit", S.writable(), S.SUBMITTED, "school.submit_output", label=_("Hand it in")),
    Move("review", (S.SUBMITTED,), S.IN_REVIEW, "school.review_output", label=_("Start the review")),
    Move("improve", (S.IN_REVIEW,), S.CHANGES_REQUESTED, "school.improve_output", label=_("Ask to improve it")),
    Move("accept", (S.IN_REVIEW,), S.ACCEPTED, "school.accept_output", label=_("Accept it")),
    Move("reject", (S.IN_REVIEW,), S.REJECTED, "school.reject_output", label=_("Shelve it")),
    Move("promote", (S.ACCEPTED,), S.PROMOTED, "school.promote_output", label=_("Bring it on the platform")),
)
# The move that each verdict of a review makes.
MOVE_OF_VERDICT = {Verdict.ACCEPT: "accept", Verdict.CHANGES: "improve", Verdict.REJECT: "reject"}


@output_workflow.requires("submit")
def what_must_be_filled_is(output):
    """Every required field has a value."""
    values = dict(output.fields.values_list("name", "value"))
    for field in canvas_of(output.kind).fields:
        if field.required and not values.get(field.name):
            yield _("Fill in “%(field)s”.") % {"field": field.label}


def _is_reviewed_as(verdict):
    def ask(output, by):
        last = output.revisions.first()
        if last is None or not last.reviews.filter(reviewer=getattr(by, "pk", None), verdict=verdict).exists():
            yield _("Write a review of the last revision: its verdict makes the move.")

    return ask


for _verdict, _move in MOVE_OF_VERDICT.items():
    output_workflow.requires(_move)(_is_reviewed_as(_verdict))


@output_workflow.requires("promote")
def something_was_made_of_it(output):
    """Made by ``services.promote_output``, which then makes the move."""
    if output.promoted_id is None:
        yield _("Choose what it becomes.")
