"""Share and export: links for people without an account, files, the report and the code to embed."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from convergenze.core.rules_glue import require
from portfolios import services
from portfolios.forms.time import ShareForm
from portfolios.models import Portfolio, ShareLink
from portfolios.queries import versions
from portfolios.queries.sharing import sections_on_offer
from portfolios.views.embeds import frame_code
from portfolios.views.tabs.frame import find, page_tabs


@never_cache
def portfolio_sharing(request, slug):
    """Everything that takes the portfolio out of the platform; a new link is shown here once."""
    portfolio, key = find(request, slug), None
    may_share = request.user.has_perm("portfolios.share_portfolio", portfolio)
    form = _form(request, portfolio, request.POST or None)
    if request.method == "POST":
        require(request.user, "portfolios.share_portfolio", portfolio)
        if form.is_valid() and (key := _shared(request, portfolio, form)):
            form = _form(request, portfolio)
    links = ShareLink.objects.visible_to(request.user).filter(portfolio=portfolio)
    context = {
        "portfolio": portfolio, "mission": portfolio.mission, "form": form, "may_share": may_share,
        "links": links.select_related("created_by", "snapshot").defer("snapshot__content"),
        "address": key and settings.SITE_URL.rstrip("/") + reverse("portfolios:shared", args=[key]),
        "snapshots": versions.snapshots_of(portfolio, request.user).filter(portfolio=portfolio),
        "frames": _frames(portfolio),
        "pages": page_tabs(portfolio, current="sharing", user=request.user),
    }  # fmt: skip
    return render(request, "portfolios/shared/manage.html", context)


def _frames(portfolio):
    """[(what, code to paste)] of the pictures of a public portfolio; [] for any other."""
    if not Portfolio.objects.visible_to(AnonymousUser()).filter(pk=portfolio.pk).exists():
        return []
    site = settings.SITE_URL.rstrip("/")
    rows = (("map", _("Convergence map")), ("matrix", _("Coverage matrix")))
    return [
        (label, frame_code(site + reverse("portfolios:embed", args=[portfolio.slug, picture]), portfolio.mission.title))
        for picture, label in rows
    ]


def _form(request, portfolio, data=None):
    snapshots = versions.snapshots_of(portfolio, request.user).filter(portfolio=portfolio)
    return ShareForm(data, sections=sections_on_offer(), snapshots=snapshots)


def _shared(request, portfolio, form):
    """The key of the new link, or None: what was refused is told in the form."""
    told = form.cleaned_data
    try:
        _link, key = services.share_portfolio(
            portfolio=portfolio, name=told["name"], sections=told["sections"], snapshot=told["snapshot"],
            password=told["password"], expires_at=form.expires_at(), by=request.user,
        )  # fmt: skip
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return None
    return key


@login_required
@require_POST
def share_revoke(request, pk):
    """End a link."""
    link = get_object_or_404(ShareLink.objects.visible_to(request.user).select_related("portfolio"), pk=pk)
    require(request.user, "portfolios.delete_sharelink", link)
    services.revoke_share_link(link=link, by=request.user)
    messages.success(request, _("The link no longer works."))
    return redirect("portfolios:sharing", link.portfolio.slug)


PATHS = [
    path("portfolios/<slug:slug>/share/", portfolio_sharing, name="sharing"),
    path("share-links/<int:pk>/revoke/", share_revoke, name="share_revoke"),
]
