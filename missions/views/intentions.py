"""Pages of intentions: what actors would do if something happened."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core import moving, panels
from convergenze.core.htmx import render_part
from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from missions.filters.foresight import IntentionFilter
from missions.forms.foresight import IntentionForm
from missions.models import Intention
from missions.views.foresight import form_page, past, started_from
from missions.workflow import intention_workflow


def intention_list(request):
    """What actors would do if something happened."""
    rows = Intention.objects.visible_to(request.user).select_related("actor", "mission", "challenge")
    found = IntentionFilter(request.GET, rows, request=request)
    may_add = request.user.has_perm("missions.add_intention")
    context = {"filter": found, "page": page_of(request, found.qs), "may_add": may_add}
    return render_part(request, "missions/foresight/intention_list.html", context, part="results")


def intention_detail(request, slug):
    """One intention: who, what, on which condition, what came of it."""
    intention = _intention(request, slug)
    checklist = intention_workflow.checklist(intention, request.user) if request.user.is_authenticated else []
    context = {
        "intention": intention,
        # An action is made of it on a page of its own, where one says what it contributes to.
        "checklist": [row for row in checklist if row[0].name != "take_up"],
        "may_change": request.user.has_perm("missions.change_intention", intention),
        "panels": panels.rendered("intentions.detail", intention, request),
        "history": past(intention, request.user),
    }
    return render(request, "missions/foresight/intention_detail.html", context)


@login_required
def intention_new(request):
    """Declare an intention; ``?mission=`` or ``?challenge=`` says on what."""
    require(request.user, "missions.add_intention")
    form = IntentionForm(request.POST or None, user=request.user, initial=started_from(request))
    if saved := moving.save(request, form, _("Intention declared.")):
        return redirect(saved)
    back = reverse("missions:intention_list")
    lead = _("Say it before any project exists: what the actor would do, and what has to happen first.")
    return form_page(request, form, _("Declare an intention"), back, [(_("Intentions"), back)], lead=lead)


@login_required
def intention_edit(request, slug):
    """Rewrite an intention."""
    intention = _intention(request, slug)
    require(request.user, "missions.change_intention", intention)
    form = IntentionForm(request.POST or None, instance=intention, user=request.user)
    if saved := moving.save(request, form, _("Intention saved.")):
        return redirect(saved)
    trail = [(_("Intentions"), reverse("missions:intention_list"))]
    return form_page(request, form, _("Edit the intention"), intention.get_absolute_url(), trail)


@login_required
@require_POST
def intention_move(request, slug, name):
    """Make a move of the intention."""
    intention = _intention(request, slug)
    moving.perform(request, intention_workflow, intention, name)
    return redirect(intention)


def _intention(request, slug):
    rows = Intention.objects.visible_to(request.user).select_related("actor", "mission", "challenge")
    return get_object_or_404(rows, slug=slug)
