"""What portfolios offers tasks and notifications: what they are about, who is told, what closes a task, questions."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convergenze.core import about
from convergenze.notes import conditions
from convergenze.notifications import questions, registry
from missions.queries.stale import answerable
from portfolios import services
from portfolios.analysis.coverage import coverage
from portfolios.choices import LinkStatus
from portfolios.models import Action, ActionLink
from portfolios.queries.loading import load_world
from portfolios.queries.stale import unconfirmed_actions, writers_of

# What may fill a cell of the coverage matrix.
FILLING = ("portfolios.placement.create", "portfolios.contribution.create", "portfolios.contribution.change")
MOVES = ("change", "enlist", "claim", "propose", "commit", "start", "resume")

about.offer(
    ActionLink,
    address=lambda link: reverse("portfolios:link_detail", args=[link.pk]),
    team=lambda user: ActionLink.objects.visible_to(user),
)

registry.hangs_from("portfolios.portfolio", lambda portfolio: portfolio.mission)
registry.hangs_from("portfolios.trigger", lambda trigger: trigger.mission)
registry.hangs_from("portfolios.insight", lambda insight: insight.action or insight.mission)
registry.hangs_from("portfolios.sensemakingsession", lambda session: session.portfolio)
registry.hangs_from("portfolios.snapshot", lambda snapshot: snapshot.portfolio)
for _part in ("contribution", "fundingline", "actionrole", "actionresource"):
    registry.hangs_from(f"portfolios.{_part}", lambda row: row.action)


@registry.register("portfolios.action")
def who_writes_for_the_lead(entry):
    """The people who answer for the action."""
    lead = entry.subject.lead_id
    return writers_of([lead])[lead] if lead else []


@registry.register("portfolios.actionlink")
def who_writes_for_both_leads(entry):
    """A link concerns the people of both actions; who may not see the other is not told."""
    leads = {entry.subject.one.lead_id, entry.subject.other.lead_id} - {None}
    return [person for people in writers_of(leads).values() for person in people]


@registry.register("portfolios.contribution.create")
def who_agrees(entry):
    """A claim waits for those who answer for the mission."""
    return answerable(entry.subject.objective.mission)


@conditions.register(
    "link_decided", heard=[f"portfolios.actionlink.{name}" for name in ("dismiss", "resolve", "confirm")]
)
def the_link_is_decided(task, argument):
    """Of a link between actions: somebody has answered."""
    return task.subject.status in LinkStatus.decided()


@conditions.register("action_confirmed", heard=("portfolios.action.confirm",))
def the_action_was_confirmed(task, argument):
    """Of an action: confirmed since the task was given."""
    confirmed = task.subject.last_confirmed_at
    return confirmed is not None and confirmed >= task.created_at


@conditions.register("gap_covered", heard=[*FILLING, *(f"portfolios.action.{name}" for name in MOVES)])
def the_gap_is_covered(task, argument):
    """Of a portfolio, ``gap_covered:OBJECTIVE ID:LEVER``: an active action pulls the lever for the objective."""
    objective, _colon, lever = argument.partition(":")
    world = load_world(task.subject, timezone.localdate(), unaligned=False)
    cell = coverage(world, "lever").cells.get((int(objective), lever)) if objective.isdecimal() else None
    return cell is not None and cell.value > 0


def _stale(now):
    actions = list(unconfirmed_actions(now))
    people = writers_of({action.lead_id for action in actions if action.lead_id})
    return [(action, people.get(action.lead_id) or [one for one in [action.created_by] if one]) for action in actions]


def _is_still_stale(action, user, now):
    there = unconfirmed_actions(now, Action.objects.filter(pk=action.pk)).exists()
    return there and user.has_perm("portfolios.confirm_action", action)


questions.register(
    questions.Asking(
        code="confirm_action",
        stale=_stale,
        still=_is_still_stale,
        sentence=lambda action: _("Is “%(action)s” still as written?") % {"action": action},
        label=gettext_lazy("Yes, it is still so"),
        act=lambda action, user: services.confirm_action(action=action, by=user),
    )
)
