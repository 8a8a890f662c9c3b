"""Pages of triggers: what may set actions free, and when."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core.htmx import render_part
from convergenze.core.moving import perform
from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from missions.models import Intention, Mission
from portfolios import services
from portfolios.filters.learning import TriggerFilter
from portfolios.forms.learning import FireForm, TriggerForm
from portfolios.models import Trigger
from portfolios.queries import learning
from portfolios.views.learning.frame import form_page, of_portfolio, past
from portfolios.views.tabs.frame import find
from portfolios.workflow import trigger_workflow


def trigger_list(request):
    """Every trigger the reader may see, by window."""
    found = TriggerFilter(request.GET, learning.trigger_rows(request.user), request=request)
    context = {"filter": found, "page": page_of(request, found.qs)}
    return render_part(request, "portfolios/learning/trigger_list.html", context, part="results")


def portfolio_triggers(request, slug):
    """The triggers of a portfolio's mission, with their windows and what they unlock."""
    portfolio = find(request, slug)
    context = of_portfolio(portfolio, request.user, "triggers") | {
        "triggers": learning.trigger_rows(request.user).filter(mission=portfolio.mission),
        "may_add": request.user.has_perm("portfolios.write_trigger", Trigger(mission=portfolio.mission)),
    }
    return render(request, "portfolios/learning/triggers.html", context)


def trigger_detail(request, slug):
    """One trigger: its window, what it unlocks, what moves it."""
    trigger, user = _find(request, slug), request.user
    checklist = trigger_workflow.checklist(trigger, user) if user.is_authenticated else []
    may_fire = any(move.name == "fire" for move, _reasons in checklist)
    context = {
        "trigger": trigger,
        "actions": learning.unlocked_actions(trigger, user),
        "intentions": Intention.objects.visible_to(user).filter(triggers=trigger).select_related("actor"),
        # Firing has a form of its own, which asks the day.
        "checklist": [row for row in checklist if row[0].name != "fire"],
        "fire": FireForm() if may_fire else None,
        "may_change": user.has_perm("portfolios.change_trigger", trigger),
        "history": past(trigger, user),
    }
    return render(request, "portfolios/learning/trigger_detail.html", context)


@login_required
def trigger_new(request, slug):
    """Write a trigger of the mission called ``slug``."""
    mission = get_object_or_404(Mission.objects.visible_to(request.user), slug=slug)
    trigger = Trigger(mission=mission)
    require(request.user, "portfolios.write_trigger", trigger)
    form = TriggerForm(
        request.POST or None, instance=trigger, user=request.user, initial={"visibility": mission.visibility}
    )
    if request.method == "POST" and form.is_valid() and (saved := form.save(by=request.user)):
        messages.success(request, _("Trigger saved: the actions it unlocks show that they wait for it."))
        return redirect(saved)
    lead = _("Something that may happen and would set actions free: a call, a new rule, a building on offer.")
    trail = [(mission.title, mission.get_absolute_url())]
    return form_page(request, form, _("New trigger"), mission.get_absolute_url(), trail, lead=lead)


@login_required
def trigger_edit(request, slug):
    """Rewrite a trigger."""
    trigger = _find(request, slug)
    require(request.user, "portfolios.change_trigger", trigger)
    form = TriggerForm(request.POST or None, instance=trigger, user=request.user)
    if request.method == "POST" and form.is_valid() and (saved := form.save(by=request.user)):
        messages.success(request, _("Saved."))
        return redirect(saved)
    trail = [(_("Triggers"), reverse("portfolios:trigger_list"))]
    return form_page(request, form, _("Edit the trigger"), trigger.get_absolute_url(), trail)


@login_required
@require_POST
def trigger_move(request, slug, name):
    """Make a move of the trigger, with what follows from it."""
    trigger = _find(request, slug)

    def make():
        return services.move_trigger(trigger=trigger, name=name, by=request.user, answers=request.POST)

    perform(request, trigger_workflow, trigger, name, make=make)
    return redirect(trigger)


def _find(request, slug):
    rows = Trigger.objects.visible_to(request.user).select_related("mission", "call", "signal")
    return get_object_or_404(rows, slug=slug)
