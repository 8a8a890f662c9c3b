"""Links of header, user menu and footer: apps offer them, the layout shows those that exist.

In an app's ``registrations.py``::

    navigation.register(_("Missions"), "missions:list", order=30)
    navigation.register(_("Imports"), "exchange:list", order=90, permission="exchange.import_data")
    navigation.register(_("Access keys"), "accounts:tokens", place="account", order=40)
    navigation.register(_("To review"), "portfolios:link_list", place="account", count=waiting_for)  # f(user) -> number
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

PLACES = ("main", "account", "programme", "notes")
_links: dict[str, list["Link"]] = {place: [] for place in PLACES}


@dataclass(frozen=True)
class Link:
    """One registered link; ``permission`` (a rule without object) or ``staff_only`` hide it from others."""

    label: str
    url_name: str
    order: int
    staff_only: bool = False
    permission: str = ""
    count: Callable | None = None

    def is_for(self, user):
        """Whether ``user`` (None: nobody) is shown this link."""
        if self.staff_only and not getattr(user, "is_programme_staff", False):
            return False
        return not self.permission or (user is not None and user.has_perm(self.permission))


@dataclass(frozen=True)
class Shown:
    """A link as the page prints it."""

    label: str
    href: str
    current: bool
    count: int = 0


def register(label, url_name, *, order=50, place="main", staff_only=False, permission="", count=None):
    """Offer a link; ``place`` is main (navbar), account (user menu), programme or notes (footer columns).

    ``count(user)``: how many things wait behind it. Registering a URL name again replaces the link. A name that does
    not resolve (yet) is left out of the page.
    """
    kept = [link for link in _links[place] if link.url_name != url_name]
    _links[place] = sorted(
        [*kept, Link(label, url_name, order, staff_only, permission, count)], key=lambda link: link.order
    )


def links_for(request, place="main"):
    """The links of ``place`` for who asks, in order; the one whose address is nearest to the page is current."""
    user, path = getattr(request, "user", None), getattr(request, "path", "")
    found = [(link, _address(link)) for link in _links[place] if link.is_for(user)]
    found = [(link, href) for link, href in found if href]
    here = max((href for _link, href in found if path.startswith(href)), key=len, default=None)
    return [Shown(link.label, href, href == here, link.count(user) if link.count else 0) for link, href in found]


def _address(link):
    try:
        return reverse(link.url_name)
    except NoReverseMatch:
        return ""
