"""The page where recorded actions of a portfolio are proposed for their actors."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convergenze.core.rules_glue import require
from convergenze.core.tasks import start
from portfolios import services
from portfolios.forms import EnlistForm
from portfolios.queries import lists
from portfolios.tasks import look_for_overlaps
from portfolios.views.tabs.frame import find


@login_required
def enlist(request, slug):
    """Tick the actions, say once what their source leaves out; the answer is how many count now and why others wait."""
    portfolio = find(request, slug)
    require(request.user, "portfolios.enlist_portfolio", portfolio)
    form = EnlistForm(request.POST or None, portfolio=portfolio, actions=lists.recorded_only(portfolio, request.user))
    if request.method == "POST" and form.is_valid() and (done := _enlisted(form, portfolio, request.user)):
        start(look_for_overlaps, portfolio.pk)
        _tell(request, done)
        return redirect("portfolios:detail", portfolio.slug)
    context = {"portfolio": portfolio, "mission": portfolio.mission, "form": form}
    return render(request, "portfolios/portfolio_enlist.html", context, status=422 if form.errors else 200)


def _enlisted(form, portfolio, by):
    try:
        return services.enlist_actions(portfolio=portfolio, by=by, **form.cleaned_data)
    except PermissionDenied:
        form.add_error(None, _("Only the programme proposes actions for their actors: ask one of its officers."))
    except ValidationError as refused:
        form.add_error(None, refused.messages)
    return None


def _tell(request, done):
    if done.proposed:
        told = ngettext(
            "%(count)s action is proposed: the figures count it now.",
            "%(count)s actions are proposed: the figures count them now.",
            len(done.proposed),
        ) % {"count": len(done.proposed)}
        messages.success(request, told)
    for action, sentences in done.waiting:
        messages.warning(request, f"{action.title}: {' '.join(sentences)}")
