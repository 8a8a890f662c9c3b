"""Declaring the target mix of a portfolio, and the page of weights and thresholds."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from convergenze.core.rules_glue import require
from portfolios.forms.mix import MixForm
from portfolios.queries.tabs.weights import weights
from portfolios.views.tabs.frame import find


@login_required
def portfolio_mix(request, slug):
    """Declare the mix that the balance compares with."""
    portfolio = find(request, slug)
    require(request.user, "portfolios.change_portfolio", portfolio)
    form = MixForm(request.POST or None, instance=portfolio)
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, _("The target mix is declared."))
        return redirect("portfolios:balance", portfolio.slug)
    context = {"form": form, "portfolio": portfolio}
    return render(request, "portfolios/portfolio_mix.html", context, status=409 if form.stale else 200)


def parameters(request):
    """Every weight and threshold in use, for everybody."""
    return render(request, "portfolios/parameters.html", {"groups": weights()})
