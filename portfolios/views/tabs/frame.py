"""What the pages of a portfolio have in common: finding it, the date asked for, the row of tabs."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.core.days import day_or_today
from convergenze.core.htmx import render_part
from convergenze.core.visibility import Visibility
from portfolios.choices import ActionStatus
from portfolios.models import Portfolio
from portfolios.queries.tabs import pages
from portfolios.queries.tabs.desk import open_desk
from portfolios.queries.tabs.made import PAGES
from portfolios.views.tabs.work import work_on

# What the address asks for and another date leaves as it is.
KEPT = ("columns", "group", "by", "stage", "zoom", "from", "open")
# Pages whose tables can be downloaded, with their place on the page of parameters (True: its top).
DOWNLOADS = dict.fromkeys(PAGES, True) | {
    "coverage": "coverage", "overlaps": "overlap-parts", "balance": "balance", "actors": "actors",
    "sectors": "sectors", "alignment": "alignment", "indicators": "indicators",
}  # fmt: skip


def find(request, slug):
    """The portfolio called ``slug``, if it exists for who asks."""
    rows = Portfolio.objects.visible_to(request.user).select_related("mission__territory")
    return get_object_or_404(rows.defer("mission__territory__boundary"), slug=slug)


def day_asked(request):
    """The date of ``?as_of=``; today without it or, with a message, when it is not a date."""
    text = request.GET.get("as_of", "")
    day = day_or_today(text)
    if day is None:
        said = {"text": text.strip()[:40]}
        messages.warning(request, _("“%(text)s” is not a date such as 2026-10-31: figures are of today.") % said)
    return day or timezone.localdate()


def desk_at(request, slug):
    """The desk of the portfolio called ``slug`` at the date asked for.

    Whoever opens the page by another door (a snapshot, a share link) has put its desk into the request already.
    """
    if found := getattr(request, "desk", None):
        return found
    return open_desk(find(request, slug), day_asked(request), request.user)


def page_tabs(portfolio, *, current, user, desk=None, as_of=None):
    """The row of tabs, in groups (``_pages.html``); to add a page to it see ``portfolios.queries.tabs.pages``."""
    query = f"?as_of={as_of.isoformat()}" if as_of and as_of != timezone.localdate() else ""
    return pages.row(portfolio, current=current, user=user, desk=desk, query=query)


def show(request, desk, tab, context, *, part="tab", part_of=""):
    """Render the page ``tab``; htmx gets its ``part``. A page under another one is ``part_of`` that tab."""
    frame = {
        "desk": desk,
        "portfolio": desk.portfolio,
        "mission": desk.mission,
        "tab": tab,
        "pages": page_tabs(desk.portfolio, current=part_of or tab, user=desk.user, desk=desk, as_of=desk.as_of),
        "kept": [(name, request.GET[name]) for name in KEPT if name in request.GET],
        "is_today": desk.as_of == timezone.localdate(),
        "downloads": DOWNLOADS.get(tab),
        "oembed": _oembed(desk, tab),
        "layout": getattr(request, "layout", "layouts/page.html"),
    }
    frame |= _left_out(request, desk) | work_on(request, desk)
    return render_part(request, f"portfolios/tabs/{tab}.html", _behind(desk.door, frame | context), part=part)


def _oembed(desk, tab):
    """Where tools find how to embed the page; "" for one that cannot be embedded."""
    if tab not in ("map", "coverage") or not desk.door.is_own or desk.portfolio.visibility != Visibility.PUBLIC:
        return ""
    address = settings.SITE_URL.rstrip("/") + desk.page(tab)
    return f"{reverse('portfolios:oembed')}?{urlencode({'url': address})}"


def _behind(door, context):
    """What a page may offer: behind another door than the portfolio's own nothing can be changed."""
    if door.is_own:
        return context
    return {name: False if name.startswith("may_") else value for name, value in context.items()}


def _left_out(request, desk):
    """How many actions count for nothing because nobody proposed them, and whether who asks can change that."""
    found = sum(action.status == ActionStatus.MAPPED for action in desk.world.actions)
    return {
        "recorded_only": found,
        "may_enlist": found > 0 and request.user.has_perm("portfolios.enlist_portfolio", desk.portfolio),
    }
