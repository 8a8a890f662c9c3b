"""A promise is offered by its signatory, accepted by the mission, and kept, lost or taken back."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convergenze.workflow import Move, Workflow
from missions.choices.governance import CommitmentStatus as C

REASON = ("reason",)


def _keep(commitment, *, by, answers):
    """Write how and when it was kept; what was counted is then done in full."""
    commitment.proof, commitment.kept_on = answers["proof"], commitment.kept_on or timezone.localdate()
    commitment.quantity_done = commitment.quantity_done or commitment.quantity
    commitment.save(update_fields=["proof", "kept_on", "quantity_done"])


commitment_workflow = Workflow(
    C,
    (C.DRAFT,),
    Move("offer", (C.DRAFT,), C.OFFERED, "missions.offer_commitment", label=_("Offer it to the mission")),
    Move(
        "transcribe",
        (C.DRAFT,),
        C.OFFERED,
        "missions.transcribe_commitment",
        asks=REASON,
        label=_("Write down an offer signed on paper"),
        tone="secondary",
    ),
    Move(
        "return",
        (C.OFFERED,),
        C.DRAFT,
        "missions.return_commitment",
        asks=REASON,
        label=_("Return to its signatory"),
        tone="secondary",
    ),
    Move("accept", (C.OFFERED,), C.ACCEPTED, "missions.accept_commitment", label=_("Accept")),
    Move(
        "fulfil",
        (C.ACCEPTED, C.LAPSED),
        C.FULFILLED,
        "missions.fulfil_commitment",
        asks=("proof",),
        effect=_keep,
        label=_("It was kept"),
    ),
    Move("lapse", (C.ACCEPTED,), C.LAPSED, "missions.lapse_commitment", label=_("Let it lapse")),
    Move(
        "withdraw",
        (C.DRAFT, C.OFFERED, C.ACCEPTED),
        C.WITHDRAWN,
        "missions.withdraw_commitment",
        asks=REASON,
        label=_("Withdraw"),
        tone="danger",
    ),
)


@commitment_workflow.requires("accept")
def it_has_a_day(commitment):
    if commitment.due_on is None:
        yield _("Write by when it is to be kept.")


@commitment_workflow.requires("fulfil")
def all_of_it_is_done(commitment):
    done, promised = commitment.quantity_done, commitment.quantity
    if done is not None and promised is not None and done < promised:
        yield _("%(done)s of %(promised)s are done: write down the rest first.") % {
            "done": f"{done.normalize():f}",
            "promised": f"{promised.normalize():f} {commitment.unit}".strip(),
        }
