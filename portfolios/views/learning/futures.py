"""The wind-tunnel of a portfolio: its actions in the scenarios of its mission."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from convergenze.core.rules_glue import require
from convergenze.exchange.downloads import table_answer
from missions.models import Scenario
from portfolios import services
from portfolios.forms.trials import TrialsForm
from portfolios.queries.futures import actions_to_try, tunnel_of
from portfolios.views.learning.frame import of_portfolio
from portfolios.views.tabs.frame import find


def portfolio_futures(request, slug):
    """Action × scenario with number, word and pattern; ``?format=csv`` for a file."""
    portfolio = find(request, slug)
    tunnel = tunnel_of(portfolio.mission, request.user)
    if request.GET.get("format") == "csv":
        return _file(tunnel)
    may_write = request.user.has_perm("missions.write_scenario", Scenario(mission=portfolio.mission))
    context = of_portfolio(portfolio, request.user, "futures") | {"tunnel": tunnel, "may_write": may_write}
    return render(request, "portfolios/learning/futures.html", context)


def _file(tunnel):
    header = [_("Reference"), _("Code"), _("Action"), _("Scenario"), _("Year"), _("Score"), _("Why"), _("Verdict")]
    rows = (
        [
            line.action.reference, line.action.code, line.action.title, cell.scenario.title, cell.scenario.year,
            cell.score, cell.reason, str(line.word),
        ]
        for line in tunnel.lines
        for cell in line.cells
    )  # fmt: skip
    return table_answer(header, rows, "csv", "wind-tunnel")


@login_required
def scenario_try(request, slug):
    """Try every action of the mission in one scenario: a score and a reason each."""
    rows = Scenario.objects.visible_to(request.user).select_related("mission")
    scenario = get_object_or_404(rows, slug=slug)
    require(request.user, "missions.try_scenario", scenario)
    actions = list(actions_to_try(scenario.mission, request.user))
    form = TrialsForm(request.POST or None, scenario=scenario, actions=actions)
    if request.method == "POST" and form.is_valid() and _save(request, scenario, form):
        messages.success(request, _("The trials are written."))
        return redirect(scenario)
    context = {"form": form, "scenario": scenario, "back": reverse("missions:scenario_detail", args=[slug])}
    return render(request, "portfolios/learning/scenario_try.html", context)


def _save(request, scenario, form):
    try:
        services.try_actions(scenario=scenario, trials=form.trials(), by=request.user)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return False
    return True
