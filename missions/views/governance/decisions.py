"""Pages of decisions."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core import moving, panels
from convergenze.core.htmx import render_part
from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from convergenze.notes.models import Evidence
from missions import queries, services
from missions.filters import DecisionFilter
from missions.forms import DecisionForm, SubjectForm
from missions.models import Body, Commitment, Decision, Meeting
from missions.views.frame import find as find_mission
from missions.views.governance import frame
from missions.workflow import decision_workflow


def decision_list(request):
    """Decisions that exist for who asks, the latest first."""
    rows = Decision.objects.visible_to(request.user).select_related("mission", "body")
    found = DecisionFilter(request.GET, rows, request=request)
    context = {"filter": found, "page": page_of(request, found.qs), "tabs": frame.lists()}
    return render_part(request, "missions/governance/decision_list.html", context, part="results")


def decision_detail(request, slug):
    """A decision: what, by whom, among which options, why, what follows from it."""
    decision, user = _find(request, slug), request.user
    checklist = decision_workflow.checklist(decision, user)
    follows = Commitment.objects.visible_to(user).filter(decision=decision).select_related("actor")
    context = {
        "decision": decision,
        "options": decision.options.all(),
        "subjects": queries.subjects_of(decision, user, with_waits=bool(checklist)),
        "follows": follows,
        "evidence": Evidence.objects.about(decision),
        "checklist": checklist,
        "trail": frame.trail_to(decision.mission),
        "may": {
            "change": user.has_perm("missions.change_decision", decision),
            "prepare": user.has_perm("missions.prepare_mission", decision.mission),
        },
        "panels": panels.rendered("decisions.detail", decision, request),
        "history": frame.history_of(request, decision),
    }
    return render(request, "missions/governance/decision_detail.html", context)


@login_required
def decision_new(request, slug):
    """Write a decision; ``?body=`` or ``?meeting=`` (slugs) fill in who decides."""
    mission, user = find_mission(request, slug), request.user
    meeting = (
        Meeting.objects.visible_to(user).filter(slug=request.GET.get("meeting", ""), body__mission=mission).first()
    )
    named = Body.objects.visible_to(user).filter(mission=mission)
    body = meeting.body if meeting else named.filter(slug=request.GET.get("body", "")).first()
    _require_may_write(user, mission, named)
    decision = Decision(mission=mission, visibility=mission.visibility, method=body.method if body else "consent")
    form = DecisionForm(request.POST or None, instance=decision, user=user, initial={"body": body, "meeting": meeting})
    return _edit(request, form, mission, _("Decision saved. Say what it is about, then record its outcome."))


def _require_may_write(user, mission, bodies):
    """The mission's people, and who records for one of its bodies."""
    if not any(user.has_perm("missions.record_body", body) for body in bodies):
        require(user, "missions.prepare_mission", mission)


@login_required
def decision_edit(request, slug):
    """Rewrite a decision that is still open."""
    decision = _find(request, slug)
    require(request.user, "missions.change_decision", decision)
    form = DecisionForm(request.POST or None, instance=decision, user=request.user)
    return _edit(request, form, decision.mission, _("Decision saved."))


@login_required
def decision_subjects(request, slug):
    """What a decision is about and what it makes happen: add a line."""
    decision = _find(request, slug)
    require(request.user, "missions.change_decision", decision)
    form = SubjectForm(request.POST or None, decision=decision, user=request.user)
    if moving.save(request, form, _("Added.")):
        return redirect(decision)
    context = {
        "decision": decision,
        "form": form,
        "subjects": queries.subjects_of(decision, request.user),
        "trail": frame.trail_to(decision.mission, (decision.title, decision.get_absolute_url())),
    }
    return render(request, "missions/governance/decision_subjects.html", context)


@login_required
@require_POST
def decision_subject_remove(request, slug, pk):
    """The decision is no longer about it."""
    decision = _find(request, slug)
    require(request.user, "missions.change_decision", decision)
    found = {one.row.pk: one.row for one in queries.subjects_of(decision, request.user)}
    if pk not in found:
        raise Http404

    def remove():
        services.remove_subject(subject=found[pk], by=request.user)
        return _("Removed.")

    moving.attempt(request, remove)
    return redirect(decision)


@login_required
@require_POST
def decision_move(request, slug, name):
    """Record the outcome; what the decision makes happen happens with it."""
    decision = _find(request, slug)
    moving.perform(request, decision_workflow, decision, name)
    return redirect(decision)


def _edit(request, form, mission, words):
    if saved := moving.save(request, form, words):
        return redirect(saved)
    context = {"form": form, "decision": form.instance if form.instance.pk else None, "mission": mission}
    return render(request, "missions/governance/decision_form.html", context | {"trail": frame.trail_to(mission)})


def _find(request, slug):
    # The body of the meeting too: a meeting is seen with its body.
    return frame.find(request, Decision, slug, "mission", "body", "meeting__body")
