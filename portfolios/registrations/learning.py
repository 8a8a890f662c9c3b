"""What triggers, sessions, insights and trials offer the house."""

from django.utils.translation import gettext_lazy as _

from convergenze.core import navigation, panels
from convergenze.history import services as history
from convergenze.notifications import lists
from convergenze.search import registry as search
from missions.choices.governance import IntentionStatus
from missions.models import Scenario
from missions.workflow import intention_workflow
from portfolios.choices import ActionStatus
from portfolios.choices.futures import WORDS
from portfolios.filters.learning import InsightFilter, TriggerFilter
from portfolios.forms.learning import NoteForm
from portfolios.models import Action, Insight, ScenarioTrial, SensemakingSession, Trigger
from portfolios.queries import learning
from portfolios.queries.futures import signed
from portfolios.queries.tabs import pages
from portfolios.queries.triggers import waiting_of

FEW = 4

search.register(
    Trigger,
    A=("title", "reference"),
    D=("description",),
    related=("mission",),
    excerpt="description",
    context=lambda one: " · ".join([one.get_kind_display(), one.get_status_display()]),
    order=60,
)
search.register(
    Insight, A=("title", "reference"), D=("text",), excerpt="text", context=lambda one: one.get_kind_display(), order=65
)
search.register(
    SensemakingSession,
    A=("question", "reference"),
    D=("notes",),
    excerpt="notes",
    context=lambda one: one.get_status_display(),
    order=68,
)

navigation.register(_("Triggers"), "portfolios:trigger_list", place="programme", order=36)
navigation.register(_("Insights"), "portfolios:insight_list", place="programme", order=38)
lists.offer(TriggerFilter, "portfolios:trigger_list")
lists.offer(InsightFilter, "portfolios:insight_list")

pages.register("learning", _("Learning"), group="learning", order=10)
pages.register("session_list", _("Sensemaking"), group="learning", order=20)
pages.register("futures", _("Futures"), group="learning", order=30)
pages.register("triggers", _("Triggers"), group="learning", order=40)


@intention_workflow.requires("take_up")
def an_action_was_made_of_it(intention):
    """Made by ``services.take_up_intention``, which then makes the move."""
    if not intention.actions.filter(deleted_at=None).exists():
        yield _("Make an action of it: choose what it contributes to.")


@panels.register("actions.top", template="portfolios/learning/_action_waits.html", order=20)
def what_an_action_waits_for(action, user):
    """Triggers to come, those that fired, and the next step they suggest."""
    waiting = waiting_of(action, user)
    if waiting is None:
        return None
    move, reasons = waiting.next_move or (None, [])
    return {"waiting": waiting, "next_label": move.label if move else "", "next_reasons": reasons}


@panels.register("actions.detail", template="portfolios/learning/_action_learnt.html", order=20)
def what_an_action_taught(action, user):
    """Learning notes; the form is on the page when the action only waits for one to be closed."""
    note = learning.note_on(action)
    may_tell = user.is_authenticated and user.has_perm("portfolios.tell_insight", note)
    notes = list(learning.notes_about(action, user))
    if not notes and not may_tell:
        return None
    asks = may_tell and action.status == ActionStatus.COMPLETED and not notes
    return {
        "notes": notes,
        "may_tell": may_tell,
        "form": NoteForm(instance=note, user=user) if asks else None,
        "may_close": user.has_perm("portfolios.close_action", action),
    }


@panels.register("missions.knowledge", template="portfolios/learning/_mission_learning.html", order=30)
def what_a_mission_learns(mission, user):
    """The next triggers and the last insights, with the way to the page of learning."""
    triggers = list(Trigger.objects.visible_to(user).pending().filter(mission=mission).in_order()[:FEW])
    insights = list(learning.insights_about(mission, user).order_by("-pk")[:FEW])
    if not triggers and not insights and not user.has_perm("portfolios.tell_insight", Insight(mission=mission)):
        return None
    return {"triggers": triggers, "insights": insights}


@panels.register("intentions.detail", template="portfolios/learning/_intention_action.html", order=20)
def what_an_intention_became(intention, user):
    """The action it became or the way to make one, and the triggers that would meet its condition."""
    stands = intention.status in IntentionStatus.standing()
    return {
        "actions": list(Action.objects.visible_to(user).filter(intention=intention)),
        "triggers": list(Trigger.objects.visible_to(user).filter(intentions=intention).in_order()),
        "may_take_up": stands and user.has_perm("missions.take_up_intention", intention),
    }


@panels.register("signals.detail", template="portfolios/learning/_signal_triggers.html", order=20)
def triggers_of_a_signal(signal, user):
    """Triggers that were born of the signal."""
    rows = list(Trigger.objects.visible_to(user).filter(signal=signal).in_order())
    return {"triggers": rows} if rows else None


@panels.register("scenarios.detail", template="portfolios/learning/_scenario_trials.html", order=20)
def actions_tried_in_a_scenario(scenario: Scenario, user):
    """How the actions would fare there, the worst first."""
    rows = ScenarioTrial.objects.visible_to(user).filter(scenario=scenario).select_related("action")
    return {
        "trials": [(row, signed(row.score), WORDS[row.score]) for row in rows.order_by("score", "action__code", "pk")],
        "may_try": user.has_perm("missions.try_scenario", scenario),
    }


history.LABELS.update(
    {
        "portfolios.action.unlock": lambda: _("a trigger set it free"),
        "portfolios.action.close": lambda: _("closed"),
        "portfolios.trigger.open": lambda: _("its window opened"),
        "portfolios.trigger.fire": lambda: _("fired"),
        "portfolios.trigger.miss": lambda: _("missed"),
        "portfolios.trigger.reopen": lambda: _("waited for again"),
        "portfolios.sensemakingsession.hold": lambda: _("held, portfolio frozen"),
        "portfolios.sensemakingsession.close": lambda: _("closed"),
        "portfolios.sensemakingsession.reopen": lambda: _("opened again"),
        "portfolios.insight.answer": lambda: _("what follows was said"),
    }
)
