"""Measurements: written by one person, checked by another."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core import moving
from convergenze.core.rules_glue import require
from missions import services
from missions.forms import MeasurementForm
from missions.models import Indicator, Measurement
from missions.views.frame import find
from missions.workflow import measurement_workflow


@login_required
def measurement_new(request, slug, pk):
    """Add a measurement to an indicator."""
    mission = find(request, slug)
    require(request.user, "missions.measure_mission", mission)
    indicator = get_object_or_404(Indicator, objective__mission=mission, pk=pk)
    return _edit(request, mission, Measurement(indicator=indicator))


@login_required
def measurement_edit(request, slug, pk):
    """A measurement: rewrite it while it is open, move it on."""
    mission = find(request, slug)
    measurement = _mine(request, mission, pk)
    if request.user.has_perm("missions.change_measurement", measurement):
        return _edit(request, mission, measurement)
    return render(request, "missions/measurement_form.html", _context(request, mission, measurement))


@login_required
@require_POST
def measurement_move(request, slug, pk, name):
    """Submit, return or approve a measurement."""
    measurement = _mine(request, find(request, slug), pk)
    moving.perform(request, measurement_workflow, measurement, name)
    return redirect("missions:indicator_detail", slug=slug, pk=measurement.indicator_id)


@login_required
@require_POST
def measurement_remove(request, slug, pk):
    """Remove a draft."""
    mission = find(request, slug)
    measurement = _mine(request, mission, pk)
    require(request.user, "missions.delete_measurement", measurement)

    def remove():
        services.remove_part(part=measurement, mission=mission, by=request.user)
        return _("Measurement removed.")

    moving.attempt(request, remove)
    return redirect("missions:indicator_detail", slug=slug, pk=measurement.indicator_id)


def _edit(request, mission, measurement):
    form = MeasurementForm(request.POST or None, instance=measurement, user=request.user)
    if saved := moving.save(request, form, _("Measurement saved as a draft: submit it to have it checked.")):
        return redirect("missions:measurement_edit", slug=mission.slug, pk=saved.pk)
    return render(request, "missions/measurement_form.html", _context(request, mission, measurement, form))


def _context(request, mission, measurement, form=None):
    return {
        "form": form,
        "mission": mission,
        "measurement": measurement,
        "checklist": measurement_workflow.checklist(measurement, request.user) if measurement.pk else [],
        "may_remove": bool(measurement.pk) and request.user.has_perm("missions.delete_measurement", measurement),
    }


def _mine(request, mission, pk):
    rows = Measurement.objects.visible_to(request.user).filter(indicator__objective__mission=mission)
    return get_object_or_404(rows.select_related("indicator__objective__mission", "territory"), pk=pk)
