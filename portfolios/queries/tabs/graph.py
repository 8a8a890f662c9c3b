"""The graph of confirmed links: who is linked with whom, the anchors, the actions on their own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.choices import Family
from portfolios.analysis.synergy import link_graph
from portfolios.analysis.world import Key
from portfolios.pictures.ring import Ring, Spot, ring
from portfolios.queries.tabs.desk import Desk, Named


@dataclass(frozen=True)
class Mark:
    """A linked action on the picture."""

    spot: Spot
    action: Named
    family: str
    title: str


@dataclass(frozen=True)
class Linked:
    """A row of the table beside the picture."""

    action: Named
    lead: Named | None
    others: list[Named]
    is_anchor: bool


@dataclass(frozen=True)
class Graph:
    """The picture (None without links), its table, and the actions that nothing is linked with."""

    picture: Ring | None
    marks: list[Mark]
    rows: list[Linked]
    isolated: list[Named]
    families: list[tuple]


def graph(desk: Desk) -> Graph:
    """The confirmed links of ``desk`` that the reader may see."""
    found = link_graph(desk.world, desk.parameters)
    near: defaultdict[Key, set[Key]] = defaultdict(set)
    for a, b in (tuple(link) for link in desk.world.confirmed_links if len(link) == 2):
        if a in desk.actions and b in desk.actions:
            near[a].add(b)
            near[b].add(a)
    keys = [key for key in desk.actions if near[key]]
    isolated = desk.listed(found.isolated)
    if not keys:
        return Graph(None, [], [], isolated, [])
    place = {key: number for number, key in enumerate(desk.actions)}
    links = [(a, b) for a in keys for b in sorted(near[a], key=place.__getitem__) if place[a] < place[b]]
    picture = ring({key: str(desk.actions[key]) for key in keys}, links)
    leads = {action.key: action.lead for action in desk.world.actions}
    family = {key: desk.world.family_of(leads[key]) or "" for key in keys}
    marks = [_mark(spot, desk, family, len(near[spot.key]), spot.key in found.anchors) for spot in picture.spots]
    rows = [
        Linked(
            desk.actions[key], desk.actors.get(leads[key]), desk.listed(sorted(near[key], key=place.__getitem__)),
            key in found.anchors,
        )
        for key in sorted(keys, key=lambda key: (-len(near[key]), place[key]))
    ]  # fmt: skip
    shown = set(family.values())
    return Graph(picture, marks, rows, isolated, [row for row in Family.choices if row[0] in shown])


def _mark(spot, desk, family, degree, is_anchor):
    action = desk.actions[spot.key]
    title = ngettext("%(action)s: %(n)s link", "%(action)s: %(n)s links", degree) % {"action": action, "n": degree}
    return Mark(spot, action, family[spot.key], f"{title} · {_('anchor')}" if is_anchor else title)
