"""Pages of signals: signs that something is changing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core import moving, panels
from convergenze.core.htmx import render_part
from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from missions import services
from missions.filters.foresight import SignalFilter
from missions.forms.foresight import LinkForm, SignalForm, WeighForm
from missions.models import Scenario, Signal
from missions.pictures.signals import signal_map
from missions.views.foresight import form_page, past, started_from
from missions.workflow import signal_workflow

ON_PICTURE = 100


def signal_list(request):
    """Signs of change, with their picture by impact and uncertainty."""
    rows = Signal.objects.visible_to(request.user).select_related("mission", "challenge")
    found = SignalFilter(request.GET, rows, request=request)
    weighed = found.qs.exclude(status="dismissed").order_by("-impact", "-uncertainty", "-pk")
    context = {
        "filter": found,
        "page": page_of(request, found.qs),
        "picture": signal_map(weighed.filter(impact__gt=0, uncertainty__gt=0)[:ON_PICTURE]),
        "may_add": request.user.has_perm("missions.add_signal"),
    }
    return render_part(request, "missions/foresight/signal_list.html", context, part="results")


def signal_detail(request, slug):
    """One signal: what was seen, how it is weighed, what it changes."""
    signal = _signal(request, slug)
    may = {name: request.user.has_perm(f"missions.{name}_signal", signal) for name in ("change", "assess", "link")}
    checklist = signal_workflow.checklist(signal, request.user) if request.user.is_authenticated else []
    own_forms = ("assess", "link")
    context = {
        "signal": signal,
        "may": may,
        "weigh": WeighForm(initial={"impact": signal.impact, "uncertainty": signal.uncertainty}),
        "link": LinkForm(user=request.user, initial={"mission": signal.mission, "challenge": signal.challenge}),
        "checklist": [row for row in checklist if row[0].name not in own_forms],
        "scenarios": Scenario.objects.visible_to(request.user).filter(signals=signal).select_related("mission"),
        "panels": panels.rendered("signals.detail", signal, request),
        "history": past(signal, request.user),
    }
    return render(request, "missions/foresight/signal_detail.html", context)


@login_required
def signal_new(request):
    """Capture a signal."""
    require(request.user, "missions.add_signal")
    form = SignalForm(request.POST or None, user=request.user, initial=started_from(request))
    if saved := moving.save(request, form, _("Signal captured.")):
        return redirect(saved)
    back = reverse("missions:signal_list")
    lead = _("One sentence is enough: who works on the mission will weigh it.")
    return form_page(request, form, _("Capture a signal"), back, [(_("Signals"), back)], lead=lead)


@login_required
def signal_edit(request, slug):
    """Rewrite a signal."""
    signal = _signal(request, slug)
    require(request.user, "missions.change_signal", signal)
    form = SignalForm(request.POST or None, instance=signal, user=request.user)
    if saved := moving.save(request, form, _("Signal saved.")):
        return redirect(saved)
    trail = [(_("Signals"), reverse("missions:signal_list"))]
    return form_page(request, form, _("Edit the signal"), signal.get_absolute_url(), trail)


@login_required
@require_POST
def signal_assess(request, slug):
    """Say how large and how uncertain it is."""
    return _with_form(request, slug, WeighForm(request.POST), services.assess_signal)


@login_required
@require_POST
def signal_link(request, slug):
    """Tie it to what it changes."""
    return _with_form(request, slug, LinkForm(request.POST, user=request.user), services.link_signal)


def _with_form(request, slug, form, act):
    signal = _signal(request, slug)
    if not form.is_valid():
        for field in form:
            for sentence in field.errors:
                messages.error(request, f"{field.label}: {sentence}")
        return redirect(signal)

    def do():
        moved = act(signal=signal, by=request.user, **form.cleaned_data)
        return _("Done: it is now “%(state)s”.") % {"state": moved.get_status_display()}

    moving.attempt(request, do)
    return redirect(signal)


@login_required
@require_POST
def signal_move(request, slug, name):
    """Make a move of the signal."""
    signal = _signal(request, slug)
    moving.perform(request, signal_workflow, signal, name)
    return redirect(signal)


def _signal(request, slug):
    return get_object_or_404(Signal.objects.visible_to(request.user).select_related("mission", "challenge"), slug=slug)
