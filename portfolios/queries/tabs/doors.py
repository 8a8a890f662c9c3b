"""Where the pages of a portfolio lead: to the records, or to the same pages of a snapshot or of a share link."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.urls import reverse

Address = Callable[[str, Any], str]  # of a record, by its slug and its key


class _Pages:
    """For templates: ``desk.door.pages.money``."""

    def __init__(self, door):
        self._door = door

    def __getitem__(self, tab: str) -> str:
        return self._door.page(tab)


class _Door:
    """What both have in common."""

    @property
    def pages(self) -> _Pages:
        """Addresses of pages by name."""
        return _Pages(self)


class OwnDoor(_Door):
    """The portfolio's own pages: every mark leads to its record."""

    is_own = True

    def __init__(self, portfolio):
        self._slug = portfolio.slug

    def page(self, tab: str) -> str:
        """The address of the page ``tab``."""
        return reverse(f"portfolios:{tab}", args=[self._slug])

    @property
    def action(self) -> Address:
        """Address of an action; the pattern is looked up once for many of them."""
        return _pattern("portfolios:action_detail")

    @property
    def actor(self) -> Address:
        """Address of an actor."""
        return _pattern("actors:detail")

    def mission(self, mission) -> str:
        """Address of the mission."""
        return mission.get_absolute_url()

    def opens(self, tab: str) -> bool:
        """Whether the page ``tab`` is behind this door."""
        return True


class SideDoor(_Door):
    """The pages of a snapshot or of a share link: marks lead to the list of actions and actors behind the same door.

    A page that the door does not open is replaced by its first one, so that no mark leads out or nowhere.
    """

    is_own = False

    def __init__(self, home: str, tabs: Collection[str]):
        self.home, self.tabs = home, tabs

    def page(self, tab: str) -> str:
        return f"{self.home}{LIST if tab == 'detail' else tab}/" if self.opens(tab) else self.home

    @property
    def action(self) -> Address:
        page = self.page(LIST)
        return lambda slug, key: f"{page}#action-{key}"

    @property
    def actor(self) -> Address:
        page = self.page(LIST)
        return lambda slug, key: f"{page}#actor-{key}"

    def mission(self, mission) -> str:
        return self.home

    def opens(self, tab: str) -> bool:
        return (LIST if tab == "detail" else tab) in self.tabs


LIST = "actions"  # the page of a side door where every action and actor is told


def _pattern(name: str) -> Address:
    pattern = reverse(name, args=["SLUG"])
    return lambda slug, key: pattern.replace("SLUG", slug)
