"""Pages of scenarios: the futures in which a mission tries its actions."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from convergenze.core import moving, panels
from convergenze.core.htmx import render_part
from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from missions.filters.foresight import ScenarioFilter
from missions.forms.foresight import ScenarioForm
from missions.models import Scenario, Signal
from missions.views.foresight import form_page, past
from missions.views.frame import find


def scenario_list(request):
    """Futures in which missions try their actions."""
    rows = Scenario.objects.visible_to(request.user).select_related("mission")
    found = ScenarioFilter(request.GET, rows, request=request)
    context = {"filter": found, "page": page_of(request, found.qs)}
    return render_part(request, "missions/foresight/scenario_list.html", context, part="results")


def scenario_detail(request, slug):
    """One future: its story, the signals behind it, the actions tried in it."""
    scenario = _scenario(request, slug)
    context = {
        "scenario": scenario,
        "signals": Signal.objects.visible_to(request.user).filter(scenarios=scenario),
        "may_change": request.user.has_perm("missions.change_scenario", scenario),
        "panels": panels.rendered("scenarios.detail", scenario, request),
        "history": past(scenario, request.user),
    }
    return render(request, "missions/foresight/scenario_detail.html", context)


@login_required
def scenario_new(request, slug):
    """Write a scenario of a mission."""
    mission = find(request, slug)
    scenario = Scenario(mission=mission)
    require(request.user, "missions.write_scenario", scenario)
    form = ScenarioForm(
        request.POST or None, instance=scenario, user=request.user, initial={"visibility": mission.visibility}
    )
    if saved := moving.save(request, form, _("Scenario saved.")):
        return redirect(saved)
    trail = [(mission.title, mission.get_absolute_url())]
    lead = _("A plausible future, good or bad: in it, every action of the mission is tried.")
    return form_page(request, form, _("New scenario"), mission.get_absolute_url(), trail, lead=lead)


@login_required
def scenario_edit(request, slug):
    """Rewrite a scenario."""
    scenario = _scenario(request, slug)
    require(request.user, "missions.change_scenario", scenario)
    form = ScenarioForm(request.POST or None, instance=scenario, user=request.user)
    if saved := moving.save(request, form, _("Scenario saved.")):
        return redirect(saved)
    trail = [(scenario.mission.title, scenario.mission.get_absolute_url())]
    return form_page(request, form, _("Edit the scenario"), scenario.get_absolute_url(), trail)


def _scenario(request, slug):
    return get_object_or_404(Scenario.objects.visible_to(request.user).select_related("mission"), slug=slug)
