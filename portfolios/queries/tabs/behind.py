"""The records behind a figure: every figure of a page can be asked for the actions it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from portfolios.analysis.money import secured_of
from portfolios.analysis.world import Key
from portfolios.queries.tabs.desk import Desk
from portfolios.queries.tabs.tables import Column, Table

Groups = Mapping[str, tuple[Any, Iterable[Key]]]


@dataclass(frozen=True)
class Behind:
    """The list that a figure opens."""

    title: Any
    table: Table


def opening(desk: Desk, key: str, **kept: str) -> str:
    """The address, from the page itself, that opens the records behind the figure ``key``."""
    return f"?{urlencode({'as_of': desk.as_of.isoformat(), **kept, 'show': key})}#records"


def behind(desk: Desk, groups: Groups, asked: str) -> Behind | None:
    """The records behind the figure ``asked``; None when the page has no such figure."""
    if asked not in groups:
        return None
    title, keys = groups[asked]
    return Behind(title, actions_table(desk, keys, title=title))


def actions_table(desk: Desk, keys: Iterable[Key], *, title: Any = "", key: str = "actions") -> Table:
    """Actions with lead, state and money."""
    wanted = set(keys)
    rows = [
        (
            desk.actions[a.key], desk.actors.get(a.lead), desk.actions[a.key].status_label, a.starts_on, a.ends_on,
            a.cost, secured_of(a, desk.parameters),
        )
        for a in desk.world.actions if a.key in wanted
    ]  # fmt: skip
    columns = [
        Column(_("Action"), "record"), Column(_("Lead"), "record"), Column(_("State")), Column(_("Starts on"), "day"),
        Column(_("Ends on"), "day"), Column(_("Cost"), "euro"), Column(_("Secured"), "euro"),
    ]  # fmt: skip
    return Table(key, title or _("Actions"), columns, rows)
