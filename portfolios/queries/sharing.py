"""What a share link shows: which pages it can open, and the desk of who holds it."""

from dataclasses import replace

from django.urls import reverse
from django.utils import timezone

from convergenze.accounts.guests import LinkGuest
from portfolios.choices.acting import SharedSection
from portfolios.queries.frozen import open_snapshot
from portfolios.queries.tabs import pages
from portfolios.queries.tabs.desk import open_desk
from portfolios.queries.tabs.doors import LIST, SideDoor


def sections_on_offer(snapshot=None):
    """[(section, label)] of the pages a link can open; what is decided and promised is told live only."""
    there = {LIST, *pages.of_the_desk()} | (set() if snapshot else {SharedSection.GOVERNANCE.value})
    return [(section.value, section.label) for section in SharedSection if section.value in there]


def sections_of(link):
    """[(section, label)] of the pages that ``link`` opens, in the order of the list."""
    return [(section, label) for section, label in sections_on_offer(link.snapshot_id) if section in link.sections]


def shared_desk(link, key):
    """The desk of ``link`` for whoever holds ``key``: live, or as it was in its snapshot."""
    guest = LinkGuest()
    door = SideDoor(reverse("portfolios:shared", args=[key]), [section for section, _label in sections_of(link)])
    if link.snapshot:
        desk = open_snapshot(link.snapshot, guest, door)
    else:
        desk = replace(open_desk(link.portfolio, timezone.localdate(), guest), door=door)
    return replace(desk, guest=True)
