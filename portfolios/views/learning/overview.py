"""The page of learning: from signal to change, what waits for an answer, how old the notes are."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from missions.models import Mission
from missions.rules import works_on
from portfolios.models import Insight, Portfolio
from portfolios.pictures.funnel import funnel
from portfolios.queries.learning import learning_of
from portfolios.views.learning.frame import of_portfolio
from portfolios.views.tabs.frame import find


def portfolio_learning(request, slug):
    """What a portfolio's mission learns."""
    portfolio = find(request, slug)
    context = of_portfolio(portfolio, request.user, "learning") | _everything(portfolio.mission, request.user)
    return render(request, "portfolios/learning/overview.html", context)


def mission_learning(request, slug):
    """The same for a mission; where there is a portfolio, among its pages."""
    mission = get_object_or_404(Mission.objects.visible_to(request.user), slug=slug)
    portfolio = Portfolio.objects.visible_to(request.user).current_of(mission)
    if portfolio:
        return redirect("portfolios:learning", portfolio.slug)
    context = {"mission": mission} | _everything(mission, request.user)
    return render(request, "portfolios/learning/overview.html", context)


def _everything(mission, user):
    learning = learning_of(mission, user)
    told = learning.funnel
    named = f"?mission={mission.slug}"
    steps = [
        (_("Signals"), told.signals, reverse("missions:signal_list") + named),
        (_("Insights"), told.insights, reverse("portfolios:insight_list") + named),
        (_("Decisions that answer them"), told.decisions, "#answered"),
        (_("Changes carried out"), told.changes, "#answered"),
    ]
    return {
        "learning": learning,
        "picture": funnel(steps),
        "named": named,
        "works_on": user.is_authenticated and works_on(user, mission.pk),
        "may_tell": user.is_authenticated and user.has_perm("portfolios.tell_insight", Insight(mission=mission)),
    }
