"""The state machine of links between actions (table of the domain study, 2.4)."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convergenze.workflow import Move, Workflow
from portfolios.choices import LinkKind, Resolution
from portfolios.choices import LinkStatus as L

REASON = ("reason",)


def _sign(link, *, by, answers):
    """Write who decided, when, why and, for a resolution, which of the four."""
    link.reason, link.decided_by, link.decided_at = answers.get("reason", ""), by, timezone.now()
    link.resolution = answers.get("resolution", "")
    if link.resolution and link.resolution not in Resolution.values:
        raise ValidationError({"resolution": _("Choose one of the four decisions.")})
    link.save(update_fields=["reason", "decided_by", "decided_at", "resolution"])


def _unsign(link, *, by, answers):
    """A pair that comes back is as nobody had answered it."""
    link.reason, link.resolution, link.decided_by, link.decided_at = "", "", None, None
    link.terms, link.decision = {}, None
    link.save(update_fields=["reason", "resolution", "decided_by", "decided_at", "terms", "decision"])
    link.answers.all().delete()
    link.consents.all().delete()
    if request := getattr(link, "merge_request", None):
        request.delete()


link_workflow = Workflow(
    L,
    (L.SUGGESTED,),
    Move(
        "review",
        (L.SUGGESTED,),
        L.UNDER_REVIEW,
        "portfolios.review_actionlink",
        label=_("Start the review"),
        tone="secondary",
    ),
    Move(
        "confirm",
        (L.UNDER_REVIEW,),
        L.CONFIRMED,
        "portfolios.confirm_actionlink",
        effect=_sign,
        label=_("Confirm"),
    ),
    Move(
        "resolve",
        (L.CONFIRMED,),
        L.RESOLVED,
        "portfolios.resolve_actionlink",
        asks=("resolution", "reason"),
        effect=_sign,
        label=_("Resolve"),
    ),
    Move(
        "dismiss",
        L.awaiting(),
        L.DISMISSED,
        "portfolios.dismiss_actionlink",
        asks=REASON,
        effect=_sign,
        label=_("Dismiss"),
        tone="secondary",
    ),
    Move(
        "reopen",
        (L.DISMISSED, L.RESOLVED, L.CONFIRMED),
        L.SUGGESTED,
        "portfolios.reopen_actionlink",
        effect=_unsign,
        label=_("Take up again"),
        tone="secondary",
    ),
    Move("unresolve", (L.RESOLVED,), L.CONFIRMED, "portfolios.unresolve_actionlink"),
)


@link_workflow.requires("resolve")
def it_is_of_a_kind_that_is_resolved(link):
    if link.kind not in LinkKind.resolvable():
        yield _("Only duplications and conflicts are resolved: a link of another kind is complete once confirmed.")


@link_workflow.requires("reopen")
def its_actions_are_still_two(link):
    if any(action.merged_into_id for action in link.ends):
        yield _("The two actions are one now: undo the merge first.")
