"""The governance of one mission on one page."""

from django.shortcuts import render

from missions import queries
from missions.views.frame import find, tabs_of


def governance(request, slug):
    """Bodies, meetings, decisions, promises and procedures of a mission."""
    mission, user = find(request, slug), request.user
    context = {
        "mission": mission,
        "tabs": tabs_of(mission),
        "found": queries.governance_of(mission, user),
        "may": {
            "govern": user.has_perm("missions.govern_mission", mission),
            "prepare": user.has_perm("missions.prepare_mission", mission),
        },
    }
    return render(request, "missions/governance/overview.html", context)
