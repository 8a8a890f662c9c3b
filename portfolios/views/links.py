"""Links between actions: the list of what is to be reviewed, and the page of one pair."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from actors.models import Actor
from convergenze.core.htmx import render_part
from convergenze.core.pages import page_of
from convergenze.core.panels import panels_for
from convergenze.history import queries as reading
from missions.models import Commitment
from portfolios import services
from portfolios.choices import LinkStatus
from portfolios.filters import LinkFilter
from portfolios.models import ActionLink
from portfolios.queries import links as queries
from portfolios.queries.tabs.comparison import side_by_side
from portfolios.queries.tabs.two import desk_of_two, parts_of
from portfolios.workflow import link_workflow

MOST_CHOSEN = 200
# Moves with a page or a form of their own.
ELSEWHERE = ("resolve", "unresolve")


def find(request, pk):
    """The link of a page, if both its actions exist for who asks and one concerns them."""
    rows = ActionLink.objects.visible_to(request.user).with_stake()
    return get_object_or_404(rows.select_related("one__lead", "other__lead", "decided_by", "decision"), pk=pk)


@login_required
def link_list(request):
    """Pairs that wait for who asks; ``?view=all`` shows every pair that they may see."""
    user = request.user
    seen = ActionLink.objects.visible_to(user).with_stake()
    waiting = queries.for_deciding(user)
    shows_all = request.GET.get("view") == "all"
    rows = seen if shows_all else seen.filter(pk__in=waiting.values("pk"))
    found = LinkFilter(request.GET, rows, request=request)
    page = page_of(request, queries.sorted_links(found.qs, request.GET.get("sort", "")))
    context = {
        "filter": found,
        "page": page,
        "rows": queries.rows_of(page.object_list, user),
        "shows_all": shows_all,
        "waiting_count": waiting.count(),
        "precision": queries.precision_of(seen),
        "portfolios": queries.precision_by_portfolio(user),
        "may_start": any(link.status == LinkStatus.SUGGESTED for link in page.object_list),
    }
    return render_part(request, "portfolios/link_list.html", context, part="results")


@login_required
@require_POST
def links_review(request):
    """Start the review of the ticked pairs."""
    ids = [int(text) for text in request.POST.getlist("chosen")[:MOST_CHOSEN] if text.isdecimal() and len(text) < 19]
    chosen = ActionLink.objects.visible_to(request.user).filter(pk__in=ids, status=LinkStatus.SUGGESTED)
    count = sum(_started(link, request.user) for link in chosen.select_related("one", "other"))
    if count:
        told = ngettext("%(n)s pair is under review.", "%(n)s pairs are under review.", count) % {"n": count}
        messages.success(request, told)
    else:
        messages.warning(request, _("Tick at least one pair that is only suggested."))
    return redirect("portfolios:link_list")


def _started(link, user):
    try:
        services.decide_link(link=link, decision="review", by=user)
    except (PermissionDenied, ValidationError):
        return False
    return True


@login_required
def link_detail(request, pk):
    """The two actions side by side, what their leads say, what was decided, and what happened to the pair."""
    link = find(request, pk)
    user = request.user
    desk = desk_of_two(link, user)
    context = {
        "link": link,
        "one": desk.actions[link.one_id],
        "other": desk.actions[link.other_id],
        "internal": link.one.lead_id is not None and link.one.lead_id == link.other.lead_id,
        "parts": parts_of(link),
        "fields": side_by_side(desk, link.one_id, link.other_id),
        "portfolios": queries.shared_portfolios(link, user),
        "history": reading.lines(queries.history_of_link(link).select_related("subject_type")[:30], user),
        "promises": Commitment.objects.visible_to(user).filter(**queries.about(link)).select_related("actor"),
        "terms": [(action, link.terms.get(str(action.pk), "")) for action in link.ends if link.terms],
        "panels": panels_for("links.detail", link, user),
        "waits_for_me": queries.for_deciding(user).filter(pk=link.pk).exists(),
    }
    return render(request, "portfolios/link_detail.html", context | _agreement(link, user) | _offers(link, user))


def _agreement(link, user):
    """What the two leads have said; a lead that the reader may not see is told without its name."""
    seen = {actor.pk: actor for actor in Actor.objects.visible_to(user).filter(pk__in=link.lead_ids)}
    answers = {row.actor_id: row for row in link.answers.all()}
    consents = {row.actor_id: row for row in link.consents.all()}
    request = getattr(link, "merge_request", None)
    people = queries.people_writing_for(link, user)
    leads = [
        {"actor": seen.get(pk), "pk": pk, "answer": answers.get(pk), "consent": consents.get(pk), **people[pk]}
        for pk in link.lead_ids
    ]
    return {"leads": leads, "merge_request": request, "merge": queries.merge_of(link)}


def _offers(link, user):
    """What the page offers to whoever reads it."""
    checklist = [row for row in link_workflow.checklist(link, user) if row[0].name not in ELSEWHERE]
    may_resolve = any(move.name == "resolve" for move, _reasons in link_workflow.checklist(link, user))
    awaiting = link.status in LinkStatus.awaiting()
    merge = queries.merge_of(link)
    return {
        "checklist": checklist,
        "may_resolve": user.has_perm("portfolios.resolve_actionlink", link) and queries.is_resolvable(link),
        "resolve_now": may_resolve,
        "may_answer": awaiting and user.has_perm("portfolios.answer_actionlink", link),
        "may_request": queries.is_mergeable(link) and user.has_perm("portfolios.request_merge", link),
        "may_undo": merge is not None and user.has_perm("portfolios.undo_actionmerge", merge)
        and not services.why_not_undone(merge, merge.keep),
    }  # fmt: skip
