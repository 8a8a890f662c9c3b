"""What the pages of intentions, signals and scenarios have in common."""

from django.shortcuts import render

from convergenze.history import queries as history_queries
from convergenze.history import services as history
from missions.models import Challenge, Mission

SHOWN_ENTRIES = 15


def started_from(request):
    """{"mission", "challenge", …}: what the form of a new record begins with, from ``?mission=`` and ``?challenge=``;
    who sees the mission sees what is said on it, unless somebody decides otherwise."""
    mission = Mission.objects.visible_to(request.user).filter(slug=request.GET.get("mission", "")).first()
    challenge = Challenge.objects.visible_to(request.user).filter(slug=request.GET.get("challenge", "")).first()
    around = mission or challenge
    found = {"mission": mission, "challenge": challenge, "visibility": around.visibility if around else "members"}
    return {name: value for name, value in found.items() if value}


def past(record, user):
    """The last lines of the record's history, for who is signed in."""
    return history_queries.lines(history.entries_of(record)[:SHOWN_ENTRIES], user) if user.is_authenticated else []


def form_page(request, form, title, back, trail, **more):
    context = {"form": form, "title": title, "back": back, "trail": trail} | more
    return render(request, "layouts/record_form.html", context, status=409 if form.stale else 200)
