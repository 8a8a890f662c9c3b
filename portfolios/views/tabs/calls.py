"""The page of calls of a portfolio, and its answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from portfolios.forms.answers import CallAnswerForm
from portfolios.models import CallPick
from portfolios.queries.tabs.calls import calls_page
from portfolios.services import calls as services
from portfolios.views.tabs.frame import desk_at, find, show

EACH_PAGE = 12


def portfolio_calls(request, slug):
    """Calls that fit the gaps and the open money of the portfolio, with the reasons, and what was answered."""
    desk = desk_at(request, slug)
    found = calls_page(desk)
    context = {
        "found": found,
        "page": page_of(request, found.suggested, size=EACH_PAGE),
        "may_answer": request.user.has_perm("portfolios.answer_portfolio", desk.portfolio),
    }
    return show(request, desk, "calls", context)


@login_required
@require_POST
def call_answer(request, slug):
    """Follow a call up, or say that it is not for us; back to where the answer was given."""
    portfolio = find(request, slug)
    require(request.user, "portfolios.answer_portfolio", portfolio)
    form = CallAnswerForm(request.POST, portfolio=portfolio, user=request.user)
    if not form.is_valid():
        messages.error(request, _("This call or what it was for is no longer there: look at the list again."))
        return redirect(_way_back(request, slug))
    try:
        pick = services.answer_call(portfolio=portfolio, by=request.user, **form.cleaned_data)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        said = {"call": pick.call, "answer": pick.get_status_display()}
        messages.success(request, _("“%(call)s”: %(answer)s.") % said)
    return redirect(_way_back(request, slug))


@login_required
@require_POST
def call_answer_forget(request, slug, pk):
    """Take an answer back."""
    portfolio = find(request, slug)
    pick = get_object_or_404(CallPick.objects.visible_to(request.user).filter(portfolio=portfolio), pk=pk)
    services.forget_answer(pick=pick, by=request.user)
    messages.success(request, _("The answer is taken back: the call is suggested again while it fits."))
    return redirect(_way_back(request, slug))


def _way_back(request, slug):
    """Where the form says it was, if that is a page of this site."""
    back = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if here else reverse("portfolios:calls", args=[slug])
