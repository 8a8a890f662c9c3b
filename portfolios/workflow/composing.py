"""State machines of actions, contributions and portfolios (tables of the domain study, 2.4)."""

from textwrap import shorten

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convergenze.accounts.services import clock
from convergenze.core.visibility import Visibility
from convergenze.history import services as history
from convergenze.workflow import Move, Workflow
from portfolios.choices import ActionStatus as A
from portfolios.choices import ContributionStatus as C
from portfolios.choices import LinkKind, MoneyStage
from portfolios.choices import LinkStatus as L
from portfolios.choices import PortfolioStatus as P
from portfolios.choices.acting import InsightKind

REASON = ("reason",)
NOTE_TITLE = 250


def _supersede_others(portfolio, *, by, answers):
    """One adopted version per mission: the earlier ones step back by themselves."""
    others = type(portfolio).objects.adopted().for_mission(portfolio.mission).exclude(pk=portfolio.pk)
    for other in others:
        portfolio_workflow.perform(other, "supersede", by=clock())


def _note_why(action, *, by, answers):
    """What is stopped leaves a learning note: the reason given. Who reads the action's history reads the note."""
    reason = answers["reason"]
    first = shorten(reason, NOTE_TITLE, placeholder="…") or reason[:NOTE_TITLE]
    wide = action.visibility in (Visibility.LINK, Visibility.PUBLIC)
    note = action.insights.model(
        action=action, title=first, text=reason if first != reason else "", kind=InsightKind.BARRIER,
        visibility=Visibility.MEMBERS if wide else action.visibility, language=action.language,
    )  # fmt: skip
    history.save(note, by=by)


action_workflow = Workflow(
    A,
    (A.MAPPED, A.IDEA),
    Move("claim", (A.MAPPED,), A.PROPOSED, "portfolios.claim_action", label=_("Claim it for your actor")),
    Move(
        "enlist",
        (A.MAPPED,),
        A.PROPOSED,
        "portfolios.enlist_action",
        asks=REASON,
        label=_("Propose it for its actor"),
        tone="secondary",
    ),
    Move("propose", (A.IDEA,), A.PROPOSED, "portfolios.propose_action", label=_("Propose")),
    Move("commit", (A.PROPOSED,), A.COMMITTED, "portfolios.commit_action", label=_("Commit")),
    Move("start", (A.COMMITTED,), A.IN_PROGRESS, "portfolios.start_action", label=_("Start the action")),
    Move(
        "suspend",
        (A.IN_PROGRESS,),
        A.SUSPENDED,
        "portfolios.suspend_action",
        asks=REASON,
        label=_("Suspend"),
        tone="secondary",
    ),
    Move("resume", (A.SUSPENDED,), A.IN_PROGRESS, "portfolios.resume_action", label=_("Go on")),
    Move("complete", (A.IN_PROGRESS,), A.COMPLETED, "portfolios.complete_action", label=_("Complete")),
    Move(
        "close",
        (A.COMPLETED,),
        A.CLOSED,
        "portfolios.close_action",
        label=_("Close with what was learnt"),
        tone="secondary",
    ),
    Move(
        "discontinue",
        A.open(),
        A.DISCONTINUED,
        "portfolios.discontinue_action",
        asks=REASON,
        effect=_note_why,
        label=_("Discontinue"),
        tone="danger",
    ),
    Move(
        "merge",
        A.open(),
        A.MERGED,
        "portfolios.merge_action",
        label=_("Merge into another"),
        tone="secondary",
    ),
    # Back to the state it had, when its merge is undone.
    *(Move(f"release_{state}", (A.MERGED,), state, "portfolios.release_action") for state in A.open()),
)

contribution_workflow = Workflow(
    C,
    (C.CLAIMED,),
    Move("agree", (C.CLAIMED, C.DISPUTED), C.AGREED, "portfolios.agree_contribution", label=_("Agree")),
    Move(
        "dispute",
        (C.CLAIMED, C.AGREED),
        C.DISPUTED,
        "portfolios.dispute_contribution",
        asks=REASON,
        label=_("Dispute"),
        tone="secondary",
    ),
)

portfolio_workflow = Workflow(
    P,
    (P.DRAFT,),
    Move("sense", (P.DRAFT,), P.IN_SENSEMAKING, "portfolios.sense_portfolio", label=_("Open the sensemaking")),
    Move("propose", (P.IN_SENSEMAKING,), P.PROPOSED, "portfolios.propose_portfolio", label=_("Propose")),
    Move(
        "return",
        (P.IN_SENSEMAKING, P.PROPOSED),
        P.DRAFT,
        "portfolios.return_portfolio",
        asks=REASON,
        label=_("Back to draft"),
        tone="secondary",
    ),
    Move("adopt", (P.PROPOSED,), P.ADOPTED, "portfolios.adopt_portfolio", effect=_supersede_others, label=_("Adopt")),
    Move("supersede", (P.ADOPTED,), P.SUPERSEDED, "portfolios.supersede_portfolio", label=_("Supersede")),
)


# What each move waits for.


@action_workflow.requires("propose", "enlist")
def it_says_who_where_and_what_for(action):
    if action.lead_id is None:
        yield _("Name the lead actor.")
    if not action.territories.exists():
        yield _("Say in which territory it happens.")
    if not action.contributions.exists():
        yield _("Add at least one objective it contributes to.")


@action_workflow.requires("commit")
def overlaps_are_answered_and_a_mission_agrees(action, by=None):
    # Of those that exist for who commits: the other action of a pair may not be for everybody's eyes.
    ends = (action.links_out.all(), action.links_in.all())
    pairs = [rows.visible_to(by) if by else rows for rows in ends]
    kind = {"kind": LinkKind.DUPLICATION, "status__in": L.awaiting()}
    if waiting := sum(rows.filter(**kind).count() for rows in pairs):
        yield _("Answer the possible duplications that wait: %(count)s.") % {"count": waiting}
    if not action.contributions.agreed().exists():
        yield _("A mission has to agree to at least one contribution.")


@action_workflow.requires("start")
def its_day_and_money_have_come(action):
    if action.starts_on is None:
        yield _("Write the start date.")
    elif action.starts_on > timezone.localdate():
        yield _("The start date has not come yet.")
    if not action.needs_no_money and not action.funding_lines.filter(stage__in=MoneyStage.secured()).exists():
        yield _("Add a funding line that is at least awarded, or say that the action needs no money.")


@action_workflow.requires("close")
def something_was_learnt(action):
    if not action.insights.filter(deleted_at=None).exists():
        yield _("Write what was learnt from it: the form is on its page, under “What was learnt”.")


@action_workflow.requires("merge")
def it_has_somewhere_to_flow(action):
    if action.merged_into_id is None:
        yield _("Choose the action it flows into.")


@action_workflow.requires(*(f"release_{state}" for state in A.open()))
def its_merge_is_undone(action):
    if action.merged_into_id is not None:
        yield _("Undo the merge: the action gets its state back with everything else.")


@portfolio_workflow.requires("propose", "adopt")
def it_holds_actions(portfolio):
    if not portfolio.placements.exists():
        yield _("Place at least one action in the portfolio.")


@portfolio_workflow.requires("adopt")
def its_mission_has_objectives(portfolio):
    if not portfolio.mission.objectives.exists():
        yield _("Write the objectives of the mission.")
