"""Pages of procedures."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actors.models import Actor
from actors.rules import actor_roles
from convergenze.core import moving, panels
from convergenze.core.htmx import render_part
from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from convergenze.notes.models import Evidence
from missions import queries, services
from missions.filters import ProcedureFilter
from missions.forms import AdvanceForm, DeadlinesForm, ProcedureForm
from missions.models import Procedure
from missions.views.frame import find as find_mission
from missions.views.governance import frame
from missions.workflow import procedure_workflow


def procedure_list(request):
    """Procedures that exist for who asks, with where they stand and what is late."""
    rows = Procedure.objects.visible_to(request.user).select_related("mission", "authority").prefetch_related("steps")
    found = ProcedureFilter(request.GET, rows, request=request)
    page = page_of(request, found.qs)
    readings = queries.read_procedures(page.object_list)
    context = {"filter": found, "page": page, "readings": readings, "tabs": frame.lists()}
    return render_part(request, "missions/governance/procedure_list.html", context, part="results")


def procedure_detail(request, slug):
    """A procedure: its path, deadlines and documents, and the next stage."""
    procedure, user = _find(request, slug), request.user
    checklist = procedure_workflow.checklist(procedure, user)
    context = {
        "procedure": procedure,
        "reading": queries.read_procedures([procedure])[0],
        "participants": Actor.objects.visible_to(user).filter(joined_procedures=procedure),
        "stop": [row for row in checklist if row[0].name == "stop"],
        "onward": next((row for row in checklist if row[0].name != "stop"), None),
        "advance": AdvanceForm(),
        "evidence": Evidence.objects.about(procedure),
        "trail": frame.trail_to(procedure.mission),
        "may": {"change": user.has_perm("missions.change_procedure", procedure)},
        "panels": panels.rendered("procedures.detail", procedure, request),
        "history": frame.history_of(request, procedure),
    }
    return render(request, "missions/governance/procedure_detail.html", context)


@login_required
def procedure_new(request, slug):
    """Write down a procedure of a mission."""
    mission, user = find_mission(request, slug), request.user
    if not actor_roles(user):
        require(user, "missions.prepare_mission", mission)
    instance = Procedure(mission=mission, visibility=mission.visibility)
    form = ProcedureForm(request.POST or None, instance=instance, user=user, initial={"authority": mission.owner})
    try:
        saved = moving.save(request, form, _("Procedure saved. Now write its deadlines."))
    except PermissionDenied:
        form.add_error("authority", _("You do not write for this actor: choose one of yours."))
        saved = None
    if saved:
        return redirect("missions:procedure_deadlines", slug=saved.slug)
    lead = _("The platform keeps track of the stages; it does not replace the legal acts.")
    return frame.form_page(request, form, title=_("New procedure"), lead=lead, trail=frame.trail_to(mission))


@login_required
def procedure_edit(request, slug):
    """Rewrite a procedure."""
    procedure = _changeable(request, slug)
    form = ProcedureForm(request.POST or None, instance=procedure, user=request.user)
    if saved := moving.save(request, form, _("Procedure saved.")):
        return redirect(saved)
    return frame.form_page(request, form, title=_("Edit the procedure"), trail=_trail(procedure))


@login_required
def procedure_deadlines(request, slug):
    """Write the deadlines of the stages to come."""
    procedure = _changeable(request, slug)
    [reading] = queries.read_procedures([procedure])
    form = DeadlinesForm(request.POST or None, reading=reading)
    if request.method == "POST" and form.is_valid():

        def write():
            services.set_deadlines(procedure=procedure, deadlines=form.deadlines(), by=request.user)
            return _("Deadlines saved.")

        if moving.attempt(request, write):
            return redirect(procedure)
    return frame.form_page(request, form, title=_("Deadlines"), eyebrow=procedure.title, trail=_trail(procedure))


@login_required
@require_POST
def procedure_advance(request, slug):
    """Bring it to the next stage."""
    procedure = _find(request, slug)
    require(request.user, "missions.advance_procedure", procedure)
    form = AdvanceForm(request.POST)

    def advance():
        moved = services.advance_procedure(procedure=procedure, by=request.user, **form.cleaned_data)
        return _("Done: it is now “%(state)s”.") % {"state": moved.get_status_display()}

    if form.is_valid():
        moving.attempt(request, advance)
    else:
        moving.tell(request, form)
    return redirect(procedure)


@login_required
@require_POST
def procedure_move(request, slug, name):
    """Stop a procedure, or bring it on without a document."""
    procedure = _find(request, slug)
    moving.perform(request, procedure_workflow, procedure, name)
    return redirect(procedure)


def _find(request, slug):
    return frame.find(request, Procedure, slug, "mission__owner", "authority")


def _changeable(request, slug):
    procedure = _find(request, slug)
    require(request.user, "missions.change_procedure", procedure)
    return procedure


def _trail(procedure):
    return frame.trail_to(procedure.mission, (procedure.title, procedure.get_absolute_url()))
