"""Pages of insights, and the learning notes of actions."""

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
from missions.models import Mission
from portfolios import services
from portfolios.filters.learning import InsightFilter
from portfolios.forms.learning import AnswerForm, InsightForm, NoteForm
from portfolios.models import Action, Insight
from portfolios.queries.learning import note_on
from portfolios.views.learning.frame import form_page, past
from portfolios.workflow import action_workflow


def insight_list(request):
    """Everything that was understood, as far as the reader may see it."""
    rows = Insight.objects.visible_to(request.user).select_related("mission", "action", "session", "decision")
    found = InsightFilter(request.GET, rows, request=request)
    context = {"filter": found, "page": page_of(request, found.qs)}
    return render_part(request, "portfolios/learning/insight_list.html", context, part="results")


def insight_detail(request, slug):
    """One insight, what it is about and what follows."""
    insight, user = _find(request, slug), request.user
    context = {
        "insight": insight,
        "may_change": user.has_perm("portfolios.change_insight", insight),
        "answer": AnswerForm(insight=insight, user=user)
        if user.has_perm("portfolios.answer_insight", insight)
        else None,
        "history": past(insight, user),
    }
    return render(request, "portfolios/learning/insight_detail.html", context)


@login_required
def insight_new(request, slug):
    """Write an insight of the mission called ``slug``."""
    mission = get_object_or_404(Mission.objects.visible_to(request.user), slug=slug)
    insight = Insight(mission=mission)
    require(request.user, "portfolios.tell_insight", insight)
    form = InsightForm(
        request.POST or None, instance=insight, user=request.user, initial={"visibility": mission.visibility}
    )
    if request.method == "POST" and form.is_valid() and (saved := form.save(by=request.user)):
        messages.success(request, _("Insight written."))
        return redirect(saved)
    trail = [(mission.title, mission.get_absolute_url())]
    return form_page(request, form, _("Write an insight"), mission.get_absolute_url(), trail)


@login_required
def insight_edit(request, slug):
    """Rewrite an insight."""
    insight = _find(request, slug)
    require(request.user, "portfolios.change_insight", insight)
    form = InsightForm(request.POST or None, instance=insight, user=request.user)
    if request.method == "POST" and form.is_valid() and (saved := form.save(by=request.user)):
        messages.success(request, _("Saved."))
        return redirect(saved)
    trail = [(_("Insights"), reverse("portfolios:insight_list"))]
    return form_page(request, form, _("Edit the insight"), insight.get_absolute_url(), trail)


@login_required
@require_POST
def insight_answer(request, slug):
    """Say what follows from it."""
    insight = _find(request, slug)
    form = AnswerForm(request.POST, insight=insight, user=request.user)
    if form.is_valid():
        services.answer_insight(insight=insight, by=request.user, **form.cleaned_data)
        messages.success(request, _("Written: what follows from this insight."))
    else:
        messages.error(request, _("Choose what follows and a decision from the lists."))
    return redirect(insight)


@login_required
def action_learnt(request, slug):
    """Write what an action taught; ``close`` in the form closes the action with it."""
    action = get_object_or_404(Action.objects.visible_to(request.user).select_related("lead"), slug=slug)
    note = note_on(action)
    require(request.user, "portfolios.tell_insight", note)
    form = NoteForm(request.POST or None, instance=note, user=request.user)
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, _("The learning note is written."))
        if request.POST.get("close"):
            perform(request, action_workflow, action, "close")
        return redirect(f"{action.get_absolute_url()}#learnt")
    trail = [(_("Actions"), reverse("portfolios:action_list")), (action.title, action.get_absolute_url())]
    return form_page(request, form, _("What was learnt"), action.get_absolute_url(), trail)


def _find(request, slug):
    rows = Insight.objects.visible_to(request.user).select_related("mission", "action", "session", "decision")
    return get_object_or_404(rows, slug=slug)
