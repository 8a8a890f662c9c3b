"""The pages of a portfolio in groups: the row of tabs on top of each of them, offered by whoever has a page.

To add a page, in a module of ``portfolios/registrations``::

    pages.register("calls", _("Calls"), group="money", order=30)
    pages.register("decisions", _("Decisions"), group="governance", order=20,
                   count=waiting_decisions,            # f(desk) -> number that wants an answer, or None
                   may=lambda user: user.is_authenticated)  # whom the page exists for; everybody without it
    pages.register("levers", _("Levers"), group="balance", of_desk=True)  # made of the desk alone: opens in snapshots
    pages.register("bodies", _("Bodies"), group="governance", href=lambda portfolio: bodies_address(portfolio.mission))

The address is ``portfolios:<key>`` with the portfolio's slug unless ``href`` says otherwise; a name that does not
resolve (yet) is left out. The page's view ends with ``show(request, desk, key, context)`` of ``views.tabs.frame`` and
its template ``portfolios/tabs/<key>.html`` extends ``portfolios/tabs/_frame.html``; a page without a desk includes
``portfolios/tabs/_pages.html`` with ``pages=page_tabs(portfolio, current=key, user=request.user)``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

GROUPS = {
    "overview": _("Overview"),
    "convergence": pgettext_lazy("group of pages", "Convergence"),
    "balance": _("Balance"),
    "money": _("Money"),
    "time": pgettext_lazy("portfolio pages", "Time"),
    "results": _("Results"),
    "learning": _("Learning"),
    "governance": _("Governance"),
}
_pages: dict[str, _Registered] = {}


@dataclass(frozen=True)
class _Registered:
    key: str
    label: Any
    group: str
    order: int
    href: Callable[[Any], str]
    count: Callable[[Any], int | None] | None
    may: Callable[[Any], bool] | None
    of_desk: bool


@dataclass(frozen=True)
class Page:
    """One page as the row prints it; ``count``: how many things on it want an answer."""

    key: str
    label: Any
    href: str
    count: int | None = None


@dataclass(frozen=True)
class Group:
    """Pages that answer one kind of question; the group's own link is its first page."""

    key: str
    label: Any
    pages: list[Page]

    @property
    def href(self) -> str:
        """Where the group leads."""
        return self.pages[0].href

    @property
    def count(self) -> int:
        """What waits on any page of the group."""
        return sum(page.count or 0 for page in self.pages)


@dataclass(frozen=True)
class Row:
    """All groups, and the one that holds the page on screen."""

    groups: list[Group]
    current: str

    @property
    def open(self) -> Group | None:
        """The group of the page on screen."""
        return next((group for group in self.groups if any(p.key == self.current for p in group.pages)), None)


def register(
    key: str, label: Any, *, group: str, order: int = 50, href=None, count=None, may=None, of_desk: bool = False
) -> None:
    """Offer a page (see above); registering a key again replaces it.

    ``of_desk``: its view and template read nothing but the desk, so it also shows a portfolio as it was.
    """
    if group not in GROUPS:
        raise ValueError(f"{group} is no group of pages: {', '.join(GROUPS)}")
    _pages[key] = _Registered(key, label, group, order, href or _by_name(key), count, may, of_desk)


def row(portfolio, *, current: str, user, desk=None, query: str = "") -> Row:
    """The row of tabs of ``portfolio`` for ``user``; counts need a ``desk``; ``query`` goes on to every page.

    Behind another door than the portfolio's own, the pages that the door of the ``desk`` opens.
    """
    found: dict[str, list[Page]] = {group: [] for group in GROUPS}
    for page in sorted(_pages.values(), key=lambda page: page.order):
        if (page.may is None or page.may(user)) and (href := _address(page, portfolio, desk)):
            waiting = page.count(desk) if page.count and desk else None
            found[page.group].append(Page(page.key, page.label, href + query, waiting))
    return Row([Group(key, GROUPS[key], pages) for key, pages in found.items() if pages], current)


def of_the_desk() -> list[str]:
    """Keys of the pages that are made of the desk alone, in the order of their groups."""
    places = {group: place for place, group in enumerate(GROUPS)}
    found = sorted((page for page in _pages.values() if page.of_desk), key=lambda p: (places[p.group], p.order))
    return [page.key for page in found]


def label_of(key: str) -> Any:
    """How the page ``key`` is called."""
    return _pages[key].label


def _address(page: _Registered, portfolio, desk) -> str:
    if desk is None or desk.door.is_own:
        return page.href(portfolio)
    return desk.door.page(page.key) if desk.door.opens(page.key) else ""


def _by_name(key: str) -> Callable[[Any], str]:
    def href(portfolio) -> str:
        try:
            return reverse(f"portfolios:{key}", args=[portfolio.slug])
        except NoReverseMatch:
            return ""

    return href
