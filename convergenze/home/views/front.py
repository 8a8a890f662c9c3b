"""The front page: the programme for visitors, the desk for who is signed in."""

from django.shortcuts import render

from convergenze.core.panels import panels_for
from convergenze.home import hero
from convergenze.home.queries import answering, public, todo


def home(request):
    """What this person has to do next and answers for; the programme for who is nobody yet."""
    return desk(request) if request.user.is_authenticated else programme(request)


def programme(request):
    """The programme in one page, with live figures."""
    user = request.user
    context = {
        "figures": public.figures(user),
        "missions": public.running_missions(user),
        "themes": public.themes(user),
        "families": public.families(user),
        "hero_lines": hero.lines(),
        "hero": hero,
    }
    return render(request, "home/front.html", context)


def desk(request):
    """Next steps, numbers with their records, what every app keeps ready; never empty."""
    user = request.user
    context = {
        "steps": todo.next_steps(user),
        "parts": answering.parts_for(user),
        "missions": public.running_missions(user),
        "roles": todo.roles_of(user),
        "panels": panels_for("home.dashboard", user, user),
    }
    return render(request, "home/desk.html", context)
