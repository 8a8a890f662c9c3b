"""Who works on a mission."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core import moving
from convergenze.core.rules_glue import require
from missions import queries, services
from missions.forms import TeamForm
from missions.views.frame import find


@login_required
def team(request, slug):
    """Stewards and team of a mission: add one by e-mail, take one away."""
    mission = find(request, slug)
    require(request.user, "missions.appoint_mission", mission)
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def appoint():
            user = services.appoint(mission=mission, by=request.user, **form.cleaned_data)
            return _("%(name)s now works on this mission.") % {"name": user}

        if moving.attempt(request, appoint):
            return redirect("missions:team", slug=slug)
    context = {"mission": mission, "form": form, "team": queries.team_of(mission)}
    return render(request, "missions/team.html", context)


@login_required
@require_POST
def team_remove(request, slug, pk):
    """Take a role on the mission back."""
    mission = find(request, slug)
    require(request.user, "missions.appoint_mission", mission)
    grant = get_object_or_404(queries.team_of(mission), pk=pk)

    def dismiss():
        services.dismiss(mission=mission, user=grant.user, role=grant.role, by=request.user)
        return _("%(name)s no longer has this role.") % {"name": grant.user}

    moving.attempt(request, dismiss)
    return redirect("missions:team", slug=slug)
