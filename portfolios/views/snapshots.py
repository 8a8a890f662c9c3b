"""Versions and snapshots of a portfolio: taking one, opening it as the portfolio it was, comparing two days."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from convergenze.core.rules_glue import require
from portfolios import services
from portfolios.forms.time import SnapshotForm, TakeForm
from portfolios.models import Snapshot
from portfolios.queries import versions
from portfolios.queries.changes import KINDS, alluvial, changes
from portfolios.queries.frozen import digest_of, open_snapshot
from portfolios.queries.tabs.desk import open_desk
from portfolios.queries.tabs.doors import LIST
from portfolios.queries.tabs.listing import listing
from portfolios.views.exports import changes_file
from portfolios.views.tabs.frame import find, page_tabs, show


def portfolio_versions(request, slug):
    """Versions of the mission's portfolio and their snapshots; who fills it takes one or opens the next version."""
    portfolio = find(request, slug)
    may = {
        f"may_{move}": request.user.has_perm(f"portfolios.{move}_portfolio", portfolio) for move in ("freeze", "renew")
    }
    form = TakeForm(request.POST or None)
    if request.method == "POST":
        require(request.user, "portfolios.freeze_portfolio", portfolio)
        if form.is_valid():
            return _take(request, portfolio, form.cleaned_data)
    snapshots = list(versions.snapshots_of(portfolio, request.user))
    context = {
        "portfolio": portfolio, "mission": portfolio.mission, "form": form, "snapshots": snapshots,
        "versions": versions.versions_of(portfolio, request.user),
        "pages": page_tabs(portfolio, current="versions", user=request.user),
    }  # fmt: skip
    return render(request, "portfolios/snapshots/versions.html", context | may)


def _take(request, portfolio, wanted):
    snapshot = services.take_snapshot(
        portfolio=portfolio, title=wanted["title"], as_of=wanted["as_of"], by=request.user
    )
    messages.success(request, _("The portfolio is kept as it is now."))
    return redirect(snapshot)


@login_required
@require_POST
def version_new(request, slug):
    """Open the next version, with the positions and places of this one."""
    portfolio = find(request, slug)
    require(request.user, "portfolios.renew_portfolio", portfolio)
    try:
        new = services.open_next_version(portfolio=portfolio, by=request.user)
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
        return redirect("portfolios:versions", portfolio.slug)
    messages.success(request, _("Version %(number)s is open: it starts from this one.") % {"number": new.number})
    return redirect("portfolios:detail", new.slug)


def _find(request, slug, **which):
    rows = Snapshot.objects.visible_to(request.user).select_related("portfolio__mission")
    return get_object_or_404(rows, slug=slug, **which)


@require_safe
def snapshot_detail(request, slug):
    """What a snapshot is, its seal, and the ways in."""
    snapshot = _find(request, slug)
    desk = open_snapshot(snapshot, request.user)
    others = versions.snapshots_of(snapshot.portfolio, request.user).exclude(pk=snapshot.pk)
    context = {
        "snapshot": snapshot, "others": others, "is_intact": digest_of(snapshot.content) == snapshot.digest,
        # Not "may_": nothing of the past can be changed, but its label and level are of today.
        "edits_label": request.user.has_perm("portfolios.change_snapshot", snapshot),
        "live": snapshot.portfolio,
    }  # fmt: skip
    return show(request, desk, "about", context)


@require_safe
def snapshot_page(request, slug, tab):
    """A page of the portfolio as it was: the same view as today's, on the desk of the snapshot."""
    snapshot = _find(request, slug)
    request.desk = open_snapshot(snapshot, request.user)
    return page_behind(request, request.desk, tab, snapshot.portfolio.slug)


def page_behind(request, desk, tab, slug):
    """The page ``tab`` behind the door of ``desk``, which the request already carries; 404 when it is not there."""
    if tab == "detail" or not desk.door.opens(tab):
        raise Http404
    if tab == LIST:
        return show(request, desk, LIST, {"listing": listing(desk)}, part_of="detail")
    view = resolve(reverse(f"portfolios:{tab}", args=[slug])).func
    return view(request, slug)


@login_required
def snapshot_edit(request, slug):
    """Change the label of a snapshot and who sees it."""
    snapshot = _find(request, slug)
    require(request.user, "portfolios.change_snapshot", snapshot)
    form = SnapshotForm(request.POST or None, instance=snapshot)
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, _("Saved."))
        return redirect(snapshot)
    context = {"form": form, "snapshot": snapshot}
    return render(request, "portfolios/snapshots/form.html", context, status=409 if form.stale else 200)


@require_safe
def snapshot_compare(request, slug):
    """What changed from this snapshot to ``?to=`` another one, or to today; ``?by=`` what the picture sorts by."""
    before = _find(request, slug)
    after, name = _other_side(request, before)
    found = changes(open_snapshot(before, request.user), after)
    if request.GET.get("format") == "csv":
        return changes_file(found)
    by = request.GET.get("by") if request.GET.get("by") in KINDS else "position"
    picture, streams = alluvial(found.before, after, by)
    context = {
        "snapshot": before, "portfolio": before.portfolio, "mission": before.portfolio.mission, "found": found,
        "after_name": name, "after": after, "picture": picture, "streams": streams, "by": by, "kinds": KINDS.items(),
        "others": versions.snapshots_of(before.portfolio, request.user).exclude(pk=before.pk),
        "chosen": request.GET.get("to", ""),
        "pages": page_tabs(before.portfolio, current="versions", user=request.user),
    }  # fmt: skip
    return render(request, "portfolios/snapshots/compare.html", context)


def _other_side(request, before):
    """(desk, its name) of the later day."""
    if slug := request.GET.get("to", ""):
        other = _find(request, slug, portfolio__mission=before.portfolio.mission_id)
        return open_snapshot(other, request.user), other.title
    portfolio = before.portfolio
    return open_desk(portfolio, timezone.localdate(), request.user), _("Today")


PATHS = [
    path("portfolios/<slug:slug>/versions/", portfolio_versions, name="versions"),
    path("portfolios/<slug:slug>/versions/new/", version_new, name="version_new"),
    path("snapshots/<slug:slug>/", snapshot_detail, name="snapshot_detail"),
    path("snapshots/<slug:slug>/edit/", snapshot_edit, name="snapshot_edit"),
    path("snapshots/<slug:slug>/compare/", snapshot_compare, name="snapshot_compare"),
    path("snapshots/<slug:slug>/<str:tab>/", snapshot_page, name="snapshot_page"),
]
