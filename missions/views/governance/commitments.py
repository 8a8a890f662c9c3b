"""Pages of commitments."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actors.models import Actor
from actors.rules import actor_roles
from convergenze.core import about, moving, panels
from convergenze.core.htmx import render_part
from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from convergenze.notes.models import Evidence
from missions import queries, services
from missions.filters import CommitmentFilter
from missions.forms import CommitmentForm, ReportForm
from missions.models import Commitment, Decision
from missions.views.frame import find as find_mission
from missions.views.governance import frame
from missions.workflow import commitment_workflow


def commitment_list(request):
    """Commitments that exist for who asks, by due day, with how many were kept."""
    rows = Commitment.objects.visible_to(request.user).select_related("mission", "actor")
    found = CommitmentFilter(request.GET, rows, request=request)
    context = {
        "filter": found,
        "page": page_of(request, found.qs),
        "kept": queries.kept_in_all(found.qs),
        "tabs": frame.lists(),
    }
    return render_part(request, "missions/governance/commitment_list.html", context, part="results")


def commitment_detail(request, slug):
    """A commitment: who, what, how much, by when, and how it goes."""
    commitment, user = _find(request, slug), request.user
    context = {
        "commitment": commitment,
        "checklist": commitment_workflow.checklist(commitment, user),
        "evidence": Evidence.objects.about(commitment),
        "trail": frame.trail_to(commitment.mission),
        "may": {name: user.has_perm(f"missions.{name}_commitment", commitment) for name in ("change", "report")},
        "panels": panels.rendered("commitments.detail", commitment, request),
        "history": frame.history_of(request, commitment),
    }
    about_it = commitment.subject
    context["subject"] = about_it if about_it is not None and about.sees(user, about_it) else None
    context["report"] = ReportForm() if context["may"]["report"] and commitment.quantity is not None else None
    return render(request, "missions/governance/commitment_detail.html", context)


@login_required
def commitment_new(request, slug):
    """Write a commitment; ``?decision=`` and ``?actor=`` (slugs) fill in what it follows from and whose it is."""
    mission, user = find_mission(request, slug), request.user
    if not actor_roles(user):
        require(user, "missions.prepare_mission", mission)
    decision = Decision.objects.visible_to(user).filter(slug=request.GET.get("decision", ""), mission=mission).first()
    form = CommitmentForm(
        request.POST or None,
        instance=Commitment(mission=mission, visibility=mission.visibility),
        user=user,
        initial={"decision": decision, "actor": _actor_asked(request)},
    )
    try:
        saved = moving.save(request, form, _("Commitment saved as a draft. Now its signatory offers it."))
    except PermissionDenied:
        form.add_error("actor", _("You do not write for this actor: choose one of yours."))
        saved = None
    if saved:
        return redirect(saved)
    lead = _("What an actor promises to the mission: it counts once the mission has accepted it.")
    return frame.form_page(request, form, title=_("New commitment"), lead=lead, trail=frame.trail_to(mission))


def _actor_asked(request):
    """The actor of the address; otherwise the only one of the user's."""
    mine = Actor.objects.visible_to(request.user)
    if asked := mine.filter(slug=request.GET.get("actor", "")).first():
        return asked
    own = list(mine.filter(pk__in=actor_roles(request.user))[:2])
    return own[0] if len(own) == 1 else None


@login_required
def commitment_edit(request, slug):
    """Rewrite a commitment."""
    commitment = _find(request, slug)
    require(request.user, "missions.change_commitment", commitment)
    form = CommitmentForm(request.POST or None, instance=commitment, user=request.user)
    if saved := moving.save(request, form, _("Commitment saved.")):
        return redirect(saved)
    trail = frame.trail_to(commitment.mission, (commitment.title, commitment.get_absolute_url()))
    return frame.form_page(request, form, title=_("Edit the commitment"), trail=trail)


@login_required
@require_POST
def commitment_report(request, slug):
    """Write how much is done."""
    commitment = _find(request, slug)
    require(request.user, "missions.report_commitment", commitment)
    form = ReportForm(request.POST)

    def report():
        services.report_commitment(commitment=commitment, by=request.user, **form.cleaned_data)
        return _("Written down.")

    if form.is_valid():
        moving.attempt(request, report)
    else:
        moving.tell(request, form)
    return redirect(commitment)


@login_required
@require_POST
def commitment_move(request, slug, name):
    """Offer, accept, keep, return or withdraw a commitment."""
    commitment = _find(request, slug)
    moving.perform(request, commitment_workflow, commitment, name)
    return redirect(commitment)


def _find(request, slug):
    return frame.find(request, Commitment, slug, "mission", "actor", "decision")
