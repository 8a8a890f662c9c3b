"""The gate: five criteria, several assessors, and what is missing."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core import moving
from convergenze.core.rules_glue import require
from missions import queries, services
from missions.forms import ScoresForm
from missions.queries.quality import quality
from missions.views.frame import find, tabs_of


def gate(request, slug):
    """The results of the present round, for everybody who sees the mission."""
    mission, user = find(request, slug), request.user
    context = {
        "mission": mission,
        "tabs": tabs_of(mission),
        "quality": quality(mission),
        "shows_names": user.is_authenticated,
        "may": {
            name: user.has_perm(f"missions.{permission}", mission)
            for name, permission in [
                ("assess", "assess_mission"),
                ("transcribe", "transcribe_mission"),
                ("reopen", "reopen_gate"),
            ]
        },
    }
    return render(request, "missions/gate.html", context)


@login_required
def gate_assess(request, slug):
    """My scores."""
    mission = find(request, slug)
    require(request.user, "missions.assess_mission", mission)
    given = queries.scores_of(mission, request.user)
    return _score(request, mission, ScoresForm(request.POST or None, user=request.user, given=given))


@login_required
def gate_transcribe(request, slug):
    """Scores of somebody absent, written down by a steward."""
    mission = find(request, slug)
    require(request.user, "missions.transcribe_mission", mission)
    return _score(request, mission, ScoresForm(request.POST or None, user=request.user, on_behalf=True))


@login_required
@require_POST
def gate_round(request, slug):
    """Open a new round of scores."""
    mission = find(request, slug)
    require(request.user, "missions.reopen_gate", mission)

    def begin():
        opened = services.open_round(mission=mission, by=request.user)
        return _("Round %(number)s is open.") % {"number": opened.gate_round}

    moving.attempt(request, begin)
    return redirect("missions:gate", slug=slug)


def _score(request, mission, form):
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def keep():
            services.assess_mission(
                mission=mission,
                scores=form.scores(),
                by=request.user,
                actor=data["actor"],
                assessor_name=data.get("assessor_name", ""),
            )
            return _("Scores saved.")

        if moving.attempt(request, keep):
            return redirect("missions:gate", slug=mission.slug)
    return render(request, "missions/gate_form.html", {"mission": mission, "form": form})
