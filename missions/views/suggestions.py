"""Names offered while one types in a field that picks a record."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render

from actors.models import Actor, Territory
from convergenze.core.picking import suggestions, written
from missions.forms import picks
from missions.models import Challenge


@login_required
def suggest_actors(request):
    """Options for an actor."""
    return _options(request, Actor, picks.ACTOR_SEARCH)


@login_required
def suggest_territories(request):
    """Options for a territory."""
    return _options(request, Territory, picks.TERRITORY_SEARCH)


@login_required
def suggest_challenges(request):
    """Options for a challenge."""
    return _options(request, Challenge, picks.CHALLENGE_SEARCH)


def _options(request, model, search):
    text = request.GET.get(request.GET.get("field", "q"), "")
    rows = suggestions(picks.rows_for(request.user)[model], search, text[:100])
    return render(request, "missions/_options.html", {"options": [written(row) for row in rows]})
