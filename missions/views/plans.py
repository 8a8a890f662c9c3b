"""Objectives and indicators of a mission."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core import moving
from convergenze.core.rules_glue import require
from missions import queries, services
from missions.forms import IndicatorForm, ObjectiveForm
from missions.models import Indicator, Measurement, Objective
from missions.views.frame import find


@login_required
def objective_new(request, slug):
    """Add an objective to a mission."""
    return _edit_objective(request, Objective(mission=_writable(request, slug)))


@login_required
def objective_edit(request, slug, pk):
    """Rewrite an objective."""
    return _edit_objective(request, get_object_or_404(Objective, mission=_writable(request, slug), pk=pk))


@login_required
@require_POST
def objective_move(request, slug, pk):
    """Move an objective up (``up`` in the form) or down."""
    objective = get_object_or_404(Objective, mission=_writable(request, slug), pk=pk)
    services.move_objective(objective=objective, up=bool(request.POST.get("up")), by=request.user)
    return _to_the_plan(objective.mission)


@login_required
@require_POST
def objective_remove(request, slug, pk):
    """Remove an objective that nothing hangs from."""
    return _remove(request, slug, Objective.objects.filter(mission__slug=slug), pk)


@login_required
def indicator_new(request, slug, pk):
    """Add an indicator to an objective."""
    objective = get_object_or_404(Objective, mission=_writable(request, slug), pk=pk)
    return _edit_indicator(request, Indicator(objective=objective))


@login_required
def indicator_edit(request, slug, pk):
    """Rewrite an indicator."""
    _writable(request, slug)
    return _edit_indicator(request, _indicator(slug, pk))


@login_required
@require_POST
def indicator_remove(request, slug, pk):
    """Remove an indicator without approved measurements."""
    return _remove(request, slug, Indicator.objects.filter(objective__mission__slug=slug), pk)


def indicator_detail(request, slug, pk):
    """Path, milestones, points and measurements of an indicator."""
    mission = find(request, slug)
    indicator = get_object_or_404(queries.with_latest(Indicator.objects.filter(objective__mission=mission)), pk=pk)
    rows = Measurement.objects.visible_to(request.user).filter(indicator=indicator)
    rows = list(rows.select_related("territory", "created_by", "submitted_by", "approved_by"))
    context = {
        "mission": mission,
        "indicator": indicator,
        "one": queries.read(indicator),
        "chart": queries.path_drawing(indicator, rows),
        "measurements": rows,
        "may": {name: request.user.has_perm(f"missions.{name}_mission", mission) for name in ("change", "measure")},
    }
    return render(request, "missions/indicator_detail.html", context)


def _edit_objective(request, objective):
    form = ObjectiveForm(request.POST or None, instance=objective)
    if moving.save(request, form, _("Objective saved.")):
        return _to_the_plan(objective.mission)
    return render(request, "missions/objective_form.html", {"form": form, "mission": objective.mission})


def _edit_indicator(request, indicator):
    form = IndicatorForm(request.POST or None, instance=indicator)
    mission = indicator.objective.mission
    if saved := moving.save(request, form, _("Indicator saved.")):
        return redirect("missions:indicator_detail", slug=mission.slug, pk=saved.pk)
    context = {"form": form, "mission": mission, "objective": indicator.objective}
    return render(request, "missions/indicator_form.html", context)


def _remove(request, slug, rows, pk):
    mission = _writable(request, slug)
    part = get_object_or_404(rows, pk=pk)

    def remove():
        words = _("“%(part)s” removed.") % {"part": part}
        services.remove_part(part=part, mission=mission, by=request.user)
        return words

    moving.attempt(request, remove)
    return _to_the_plan(mission)


def _to_the_plan(mission):
    return redirect("missions:objectives", slug=mission.slug)


def _writable(request, slug):
    mission = find(request, slug)
    require(request.user, "missions.change_mission", mission)
    return mission


def _indicator(slug, pk):
    rows = Indicator.objects.select_related("objective__mission")
    return get_object_or_404(rows, objective__mission__slug=slug, pk=pk)
