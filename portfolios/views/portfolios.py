"""Pages of portfolios: cards, the record with its positions, moves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core.htmx import render_part
from convergenze.core.moving import perform
from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from convergenze.history import services as history
from missions.models import Mission
from portfolios import services
from portfolios.filters import PortfolioFilter
from portfolios.forms import PortfolioForm, PositionFormSet
from portfolios.models import Portfolio
from portfolios.queries import lists
from portfolios.views.tabs.frame import find
from portfolios.workflow import portfolio_workflow


def portfolio_list(request):
    """Every portfolio the reader may see, as cards."""
    found = PortfolioFilter(request.GET, Portfolio.objects.visible_to(request.user), request=request)
    page = page_of(request, lists.portfolio_cards(found.qs, request.user))
    may_add = request.user.has_perm("portfolios.add_portfolio")
    context = {"filter": found, "page": page, "may_add": may_add}
    return render_part(request, "portfolios/portfolio_list.html", context, part="results")


@login_required
def portfolio_new(request):
    """Open a version of a mission's portfolio; ``?mission=`` fills the mission in."""
    require(request.user, "portfolios.add_portfolio")
    mission = Mission.objects.visible_to(request.user).filter(slug=request.GET.get("mission", "")).first()
    # Who sees the mission sees its portfolio, unless somebody decides otherwise.
    initial = {"mission": mission, "title": mission.title, "visibility": mission.visibility} if mission else None
    form = PortfolioForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        portfolio = services.create_portfolio(portfolio=form.instance, by=request.user)
        messages.success(request, _("The portfolio is there: now pull actions into it."))
        return redirect("portfolios:detail", portfolio.slug)
    return render(request, "portfolios/portfolio_form.html", {"form": form, "title": _("New portfolio")})


@login_required
def portfolio_edit(request, slug):
    """Change a portfolio and its positions, in one page."""
    portfolio = find(request, slug)
    require(request.user, "portfolios.change_portfolio", portfolio)
    form = PortfolioForm(request.POST or None, instance=portfolio, user=request.user)
    positions = PositionFormSet(request.POST or None, instance=portfolio, prefix="positions")
    if (
        request.method == "POST"
        and all([form.is_valid(), positions.is_valid()])
        and _save(form, positions, request.user)
    ):
        messages.success(request, _("Saved."))
        return redirect("portfolios:detail", portfolio.slug)
    context = {"form": form, "positions": positions, "title": portfolio.title, "portfolio": portfolio}
    return render(request, "portfolios/portfolio_form.html", context, status=409 if form.stale else 200)


@transaction.atomic
def _save(form, positions, by):
    portfolio = form.save(by=by)
    if portfolio:
        rows = positions.save(commit=False)
        for row in positions.deleted_objects:
            history.record(portfolio, "remove", by=by, changes={"position": [str(row), None]})
            row.delete()
        for order, row in enumerate(rows):
            row.order = row.order or portfolio.positions.count() + order
            history.save(row, by=by)
    return portfolio


@login_required
@require_POST
def portfolio_move(request, slug, name):
    """Make a move of the portfolio's workflow."""
    portfolio = find(request, slug)
    perform(request, portfolio_workflow, portfolio, name)
    return redirect("portfolios:detail", portfolio.slug)
