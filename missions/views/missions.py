"""Pages of missions."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core import moving, panels
from convergenze.core.htmx import render_part
from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from convergenze.history import queries as history_queries
from convergenze.notes.models import Evidence
from missions import queries
from missions.filters import MissionFilter
from missions.forms import MissionForm
from missions.models import Challenge, Mission
from missions.views.frame import find, tabs_of
from missions.workflow import mission_workflow

SHOWN_ENTRIES = 15
RIGHTS = ("change", "appoint", "assess", "measure")


def mission_list(request):
    """Missions that exist for who asks, as cards with their progress."""
    rows = Mission.objects.visible_to(request.user).select_related("territory", "owner", "challenge")
    rows = rows.defer("territory__boundary")
    found = MissionFilter(request.GET, rows, request=request)
    page = page_of(request, found.qs, size=24)
    progress = queries.progress_by_mission(page.object_list)
    context = {
        "filter": found,
        "page": page,
        "cards": [(one, progress[one.pk], _facts(page, request.user).get(one.pk, [])) for one in page.object_list],
        "as_table": request.GET.get("view") == "table",
        "may_add": request.user.has_perm("missions.add_mission"),
    }
    return render_part(request, "missions/mission_list.html", context, part="results")


def _facts(page, user):
    """{mission id: words} that higher apps tell about the missions of a list ("8 actions"), asked once per list."""
    if not hasattr(page, "facts"):
        page.facts = {}
        for _template, context in panels.panels_for("missions.facts", list(page.object_list), user):
            for pk, words in context["facts"].items():
                page.facts.setdefault(pk, []).extend(words)
    return page.facts


def mission_detail(request, slug):
    """A mission at a glance: where it stands, what converges on it, what asks for somebody, who answers for it."""
    mission, user = find(request, slug), request.user
    readings = queries.objective_readings(mission)
    context = {
        "mission": mission,
        "tabs": tabs_of(mission),
        "challenge": _seen_challenge(mission, user),
        "readings": readings,
        "progress": queries.progress_of(readings),
        "gate": queries.gate(mission),
        "checklist": mission_workflow.checklist(mission, user),
        "team": queries.team_of(mission) if user.is_authenticated else [],
        "may": {name: user.has_perm(f"missions.{name}_mission", mission) for name in RIGHTS},
        "kpis": panels.rendered("missions.kpis", mission, request),
        "panels": panels.rendered("missions.detail", mission, request),
        "asides": panels.rendered("missions.aside", mission, request),
    }
    return render(request, "missions/mission_detail.html", context)


def mission_objectives(request, slug):
    """The plan of a mission: its objectives with what they need and how they are measured."""
    mission = find(request, slug)
    context = {
        "mission": mission,
        "tabs": tabs_of(mission),
        "readings": queries.objective_readings(mission),
        "may": {"change": request.user.has_perm("missions.change_mission", mission)},
    }
    return render(request, "missions/mission_objectives.html", context)


def mission_knowledge(request, slug):
    """What a mission rests on and what it went through: evidence, the four questions, learning, history."""
    mission, user = find(request, slug), request.user
    context = {
        "mission": mission,
        "tabs": tabs_of(mission),
        "evidence": Evidence.objects.about(mission),
        "panels": panels.rendered("missions.knowledge", mission, request),
        "may": {"change": user.has_perm("missions.change_mission", mission)},
    }
    if user.is_authenticated:
        context["history"] = history_queries.lines(queries.history_of(mission, SHOWN_ENTRIES), user)
    return render(request, "missions/mission_knowledge.html", context)


def _seen_challenge(mission, user):
    """The mission may be public while its challenge is not."""
    seen = mission.challenge and user.has_perm("missions.view_challenge", mission.challenge)
    return mission.challenge if seen else None


@login_required
def mission_new(request):
    """Write a mission; ``?challenge=<slug>`` fills in its challenge and territory."""
    require(request.user, "missions.add_mission")
    challenge = Challenge.objects.visible_to(request.user).filter(slug=request.GET.get("challenge", "")).first()
    initial = {"challenge": challenge, "territory": challenge.territory, "owner": challenge.owner} if challenge else {}
    form = MissionForm(request.POST or None, user=request.user, initial=initial | {"lead": request.user.pk})
    if saved := moving.save(request, form, _("Mission saved as a concept. You are its steward.")):
        return redirect(saved)
    return render(request, "missions/mission_form.html", {"form": form})


@login_required
def mission_edit(request, slug):
    """Rewrite a mission."""
    mission = find(request, slug)
    require(request.user, "missions.change_mission", mission)
    form = MissionForm(request.POST or None, instance=mission, user=request.user)
    if saved := moving.save(request, form, _("Mission saved.")):
        return redirect(saved)
    return render(request, "missions/mission_form.html", {"form": form, "mission": find(request, slug)})


@login_required
@require_POST
def mission_move(request, slug, name):
    """Make a move of the mission."""
    mission = find(request, slug)
    moving.perform(request, mission_workflow, mission, name)
    return redirect(mission)
