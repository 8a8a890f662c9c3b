"""The page of alignment: how much of the territory serves the mission, and pulling more in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from portfolios import services
from portfolios.filters import ORIGIN_LABELS, CandidateFilter
from portfolios.forms.portfolios import PlaceForm
from portfolios.models import Portfolio
from portfolios.queries.tabs.territory import around, candidates
from portfolios.views.tabs.frame import desk_at, show
from portfolios.views.tabs.made import context_of

MOST_AT_ONCE = 500


def portfolio_alignment(request, slug):
    """Shares by count and cost, and the candidates by cost; POST places the ticked ones."""
    desk = desk_at(request, slug)
    if not desk.door.is_own:
        return show(request, desk, "alignment", context_of(desk, "alignment", request))
    if request.method == "POST":
        return _place(request, desk)
    found = CandidateFilter(request.GET, candidates(desk), request=request)
    page = page_of(request, found.qs)
    for action in page:
        action.source_label = ORIGIN_LABELS.get(action.origin, action.origin)
    context = {
        "territory": around(desk),
        "filter": found,
        "page": page,
        "may_place": request.user.has_perm("portfolios.place_portfolio", desk.portfolio),
        "form": _form(desk.portfolio),
    }
    return show(request, desk, "alignment", context)


def _form(portfolio, data=None):
    itself = Portfolio.objects.filter(pk=portfolio.pk)
    data = data and {**data.dict(), "portfolio": portfolio.pk}
    return PlaceForm(data, portfolios=itself, portfolio=portfolio)


def _place(request, desk):
    """Place the ticked candidates, say how many, and come back to the same page of the list."""
    require(request.user, "portfolios.place_portfolio", desk.portfolio)
    form = _form(desk.portfolio, request.POST)
    chosen = _chosen(request, desk)
    if not form.is_valid() or not chosen:
        choose = _("Choose position, objective and weight from the lists.")
        messages.error(request, _("Tick at least one action of the list.") if form.is_valid() else choose)
    else:
        _tell(request, _placed(request, desk, chosen, form.cleaned_data))
    return redirect(request.get_full_path())


def _chosen(request, desk):
    """The ticked actions that are candidates for who asks; anything else in the form is not theirs to place."""
    keys = [key for key in request.POST.getlist("chosen")[:MOST_AT_ONCE] if key.isdecimal() and len(key) < 19]
    return list(candidates(desk).filter(pk__in=keys)) if keys else []


def _placed(request, desk, chosen, wanted):
    try:
        return services.place_actions(
            portfolio=desk.portfolio, actions=chosen, by=request.user,
            position=wanted["position"], objective=wanted["objective"], weight=wanted["weight"],
        )  # fmt: skip
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return None


def _tell(request, placed):
    if placed is None:
        return
    count = len(placed.placed)
    messages.success(
        request,
        ngettext("%(count)s action is now in the portfolio.", "%(count)s actions are now in the portfolio.", count)
        % {"count": count},
    )
