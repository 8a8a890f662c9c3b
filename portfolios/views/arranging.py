"""Putting the actions of a portfolio in order: the position of each, and those that leave it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from convergenze.core.rules_glue import require
from convergenze.core.visibility import is_among
from portfolios import services
from portfolios.forms import PlacementsForm
from portfolios.models import Action, Placement
from portfolios.queries import lists
from portfolios.views.tabs.frame import find


@login_required
def arrange(request, slug):
    """The positions of all actions, in one save."""
    portfolio = _fillable(request, slug)
    rows = list(lists.placed_actions(portfolio, request.user))
    form = PlacementsForm(request.POST or None, placements=rows, positions=portfolio.positions.all())
    if request.method == "POST" and form.is_valid():
        return _moved(request, portfolio, form)
    context = {"portfolio": portfolio, "mission": portfolio.mission, "form": form}
    return render(request, "portfolios/portfolio_arrange.html", context)


@login_required
@require_POST
def placement_remove(request, slug, pk):
    """Take an action out of the portfolio."""
    portfolio = _fillable(request, slug)
    rows = Placement.objects.filter(is_among(Action.objects.visible_to(request.user), "action"), portfolio=portfolio)
    placement = rows.select_related("action", "portfolio").filter(pk=pk).first()
    if placement:  # a second click finds nothing to do
        services.remove_placement(placement=placement, by=request.user)
        messages.success(request, _("“%(action)s” is no longer in the portfolio.") % {"action": placement.action})
    return redirect("portfolios:arrange", portfolio.slug)


def _fillable(request, slug):
    portfolio = find(request, slug)
    require(request.user, "portfolios.place_portfolio", portfolio)
    return portfolio


def _moved(request, portfolio, form):
    moved = [
        row
        for position, chosen in form.wanted().items()
        for row in services.move_placements(placements=chosen, position=position, by=request.user)
    ]
    told = ngettext("%(count)s action moved.", "%(count)s actions moved.", len(moved)) % {"count": len(moved)}
    messages.success(request, told)
    return redirect("portfolios:detail", portfolio.slug)
