"""The front page."""

from django.shortcuts import render

from convergenze.home import hero
from convergenze.home.queries import public, todo


def home(request):
    """The programme in one page, with live figures; for who is signed in, also what to do next."""
    user = request.user
    context = {
        "figures": public.figures(user),
        "missions": public.running_missions(user),
        "themes": public.themes(user),
        "families": public.families(user),
        "steps": todo.next_steps(user) if user.is_authenticated else [],
        "hero_lines": hero.lines(),
        "hero": hero,
    }
    return render(request, "home/front.html", context)
