"""What is in a portfolio: actions by position with their contributions, and pulling more in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from convergenze.core.moving import perform
from convergenze.core.rules_glue import require
from convergenze.core.tasks import start
from portfolios import services
from portfolios.choices import ActionStatus
from portfolios.forms import PlaceForm
from portfolios.models import Action, Contribution, Portfolio
from portfolios.queries import lists
from portfolios.tasks import look_for_overlaps
from portfolios.views.tabs.frame import find, page_tabs
from portfolios.workflow import contribution_workflow, portfolio_workflow

MOST_CHOSEN = 500


def placements(request, slug):
    """The actions of a portfolio by position, with what they contribute, to be agreed to here."""
    portfolio = find(request, slug)
    rows = list(lists.placed_actions(portfolio, request.user))
    context = {
        "portfolio": portfolio,
        "mission": portfolio.mission,
        "pages": page_tabs(portfolio, current="detail", user=request.user),
        "groups": _by_position(rows, _contributions(portfolio, rows, request.user)),
        "may_fill": request.user.has_perm("portfolios.place_portfolio", portfolio),
        "may_enlist": request.user.has_perm("portfolios.enlist_portfolio", portfolio),
        "recorded_only": sum(row.action.status == ActionStatus.MAPPED for row in rows),
        "may_agree": request.user.has_perm("portfolios.agree_portfolio", portfolio),
        "checklist": portfolio_workflow.checklist(portfolio, request.user) if request.user.is_authenticated else [],
    }
    return render(request, "portfolios/portfolio_placements.html", context)


def _contributions(portfolio, rows, user):
    """{action id: [(contribution, moves the user may make)]} of the mission, whatever their number in three queries."""
    found, moves = {}, {}
    wanted = Contribution.objects.visible_to(user).filter(
        action__in=[row.action_id for row in rows], objective__mission=portfolio.mission_id
    )
    for one in wanted.order_by("objective__order").prefetch_related("objective__mission"):
        # Who may agree is asked of the mission, which all of them share: once per state is enough.
        if one.status not in moves:
            may = contribution_workflow.moves_for(one, user) if user.is_authenticated else []
            moves[one.status] = {move.name for move in may}
        found.setdefault(one.action_id, []).append((one, moves[one.status]))
    return found


def _by_position(rows, contributions):
    """[(position or None, [(placement, contributions)])] in the order of the positions."""
    groups = {}
    for row in rows:
        groups.setdefault(row.position, []).append((row, contributions.get(row.action_id, [])))
    return list(groups.items())


@login_required
@require_POST
def contribution_move(request, pk, name):
    """Agree to a contribution or dispute it."""
    rows = Contribution.objects.visible_to(request.user).select_related("objective__mission", "action")
    contribution = get_object_or_404(rows, pk=pk)
    perform(request, contribution_workflow, contribution, name)
    portfolio = Portfolio.objects.visible_to(request.user).filter(slug=request.POST.get("portfolio", "")).first()
    return redirect("portfolios:detail", portfolio.slug) if portfolio else redirect(contribution.action)


@login_required
@require_POST
def contributions_agree(request, slug):
    """Agree at once to everything the portfolio's actions claim."""
    portfolio = find(request, slug)
    agreed = services.agree_contributions(portfolio=portfolio, by=request.user)
    told = ngettext("%(count)s contribution agreed.", "%(count)s contributions agreed.", len(agreed)) % {
        "count": len(agreed)
    }
    messages.success(request, told)
    return redirect("portfolios:detail", portfolio.slug)


@login_required
@require_POST
def place(request):
    """Pull ticked actions into a portfolio: first what to place, then where and for which objective."""
    chosen = _chosen(request)
    portfolio = Portfolio.objects.visible_to(request.user).filter(pk=_number(request.POST.get("portfolio"))).first()
    if portfolio is None or not chosen:
        messages.error(request, _("Tick at least one action and choose the portfolio it goes into."))
        return redirect("portfolios:action_list")
    require(request.user, "portfolios.place_portfolio", portfolio)
    is_answer = "confirmed" in request.POST
    fillable = Portfolio.objects.filter(pk=portfolio.pk)
    form = PlaceForm(request.POST if is_answer else None, portfolios=fillable, portfolio=portfolio)
    if not is_answer or not form.is_valid():
        context = {"form": form, "chosen": chosen, "portfolio": portfolio}
        return render(request, "portfolios/action_place.html", context)
    done = services.place_actions(actions=chosen, by=request.user, **form.cleaned_data)
    start(look_for_overlaps, portfolio.pk)
    told = ngettext("%(count)s action placed.", "%(count)s actions placed.", len(done.placed)) % {
        "count": len(done.placed)
    }
    if done.already:
        told += " " + _("Already there: %(count)s.") % {"count": len(done.already)}
    messages.success(request, told)
    return redirect("portfolios:detail", portfolio.slug)


def _chosen(request):
    ids = [pk for pk in map(_number, request.POST.getlist("chosen")[:MOST_CHOSEN]) if pk]
    return list(
        Action.objects.visible_to(request.user).filter(pk__in=ids).exclude(status="merged").select_related("lead")
    )


def _number(text):
    return int(text) if str(text or "").isdecimal() and len(str(text)) < 19 else None
