"""The convergence map of a portfolio: who, through what, towards which objective."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.choices import Family
from missions.choices import Lever
from portfolios.analysis.world import Action, Key, World
from portfolios.pictures.convergence import ConvergenceMap, Link, Node, draw_convergence
from portfolios.queries.tabs.desk import Desk, Named

GROUPED_FROM = 40  # actions drawn one by one below this number, by position from it on
MOST_ACTORS = 60  # above this, the least connected stand together by family


@dataclass(frozen=True)
class Row:
    """A row of the table twin."""

    action: Named
    lead: Named | None
    partners: list[Named]
    objectives: list[tuple[Named, str]]


@dataclass(frozen=True)
class Network:
    """The drawing, its legend (family code, label), and the same content as rows; ``opened`` is a group's title."""

    desk: Desk
    picture: ConvergenceMap
    families: list[tuple[str, Any]]
    grouped: bool
    opened: str

    @cached_property
    def rows(self) -> list[Row]:
        """All actions of the portfolio, also those drawn in groups."""
        return _rows(self.desk)


def network(desk: Desk, opened: str = "") -> Network:
    """The map of ``desk``; ``opened`` is the key of a group whose actions are drawn one by one, and alone."""
    grouped = len(desk.world.actions) >= GROUPED_FROM
    drawn = [a for a in desk.world.actions if grouped and group_of(a, desk.world) == opened]
    bundles = {a.key: f"g{group_of(a, desk.world)}" for a in desk.world.actions} if grouped and not drawn else {}
    title = _title_of(opened, desk) if drawn else ""
    drawn = drawn or list(desk.world.actions)
    standing = _standing_for(desk, drawn)
    actors, families = _actors(desk, standing)
    picture = draw_convergence(
        actors=actors,
        actions=_action_nodes(desk, drawn, bundles),
        objectives=[
            Node(f"o{o.key}", o.name, o.href, f"{_('Objective')}: {o}") for o in desk.objectives.values()
        ],
        mission=Node("m", desk.mission.title, desk.door.mission(desk.mission), f"{_('Mission')}: {desk.mission.title}"),
        links=_links(desk, drawn, bundles, standing),
    )  # fmt: skip
    return Network(desk, picture, families, bool(bundles), title)


def _people(action: Action) -> list[Key]:
    """Lead and partners, each once; who only funds has its line in the page of money."""
    keys = [action.lead, *(partner.actor for partner in action.partners if partner.role != "funder")]
    return [key for key in dict.fromkeys(keys) if key is not None]


def _standing_for(desk: Desk, drawn: Sequence[Action]) -> Mapping[Key, str]:
    """Node of each actor: its own, or its family's when there are too many to draw."""
    busy = Counter(key for action in drawn for key in _people(action) if key in desk.actors)
    shown = {key for key, _count in busy.most_common(MOST_ACTORS)}
    return {key: f"a{key}" if key in shown else f"f{desk.actors[key].family}" for key in busy}


def _actors(desk: Desk, standing: Mapping[Key, str]) -> tuple[list[Node], list[tuple[str, Any]]]:
    """Actor nodes by family and name, with the families they are of."""
    order = {family: place for place, family in enumerate(Family.values)}
    bundled: Counter[str] = Counter()
    nodes: list[Node] = []
    for key in sorted(standing, key=lambda k: (order.get(desk.actors[k].family, 99), desk.actors[k].name)):
        actor = desk.actors[key]
        if standing[key] == f"a{key}":
            nodes.append(Node(f"a{key}", actor.name, actor.href, f"{actor.name} · {actor.family_label}", actor.family))
        else:
            bundled[actor.family] += 1
    labels = {code: str(label) for code, label in Family.choices}
    nodes += [
        Node(f"f{family}", _others(labels[family], count), "", _others(labels[family], count), family, "is-group")
        for family, count in bundled.items()
    ]
    seen = {node.family for node in nodes}
    return nodes, [(code, label) for code, label in Family.choices if code in seen]


def _others(family: str, count: int) -> str:
    return ngettext("%(count)s other · %(family)s", "%(count)s others · %(family)s", count) % {
        "count": count,
        "family": family,
    }


def group_of(action: Action, world: World) -> str:
    """Key of the group an action is drawn in: its position, or its main lever in a portfolio without positions."""
    if world.positions:
        return f"p{action.position or 0}"
    return f"l{action.primary_lever or next(iter(sorted(action.levers)), '')}"


def _title_of(group: str, desk: Desk) -> str:
    if group.startswith("p"):
        titles = {f"p{key}": title for key, title in desk.world.positions.items()}
        return titles.get(group) or (_("Without a position") if group == "p0" else "")
    levers = {f"l{code}": str(label) for code, label in Lever.choices}
    return levers.get(group) or (_("Without a lever") if group == "l" else "")


def _action_nodes(desk: Desk, drawn: Sequence[Action], bundles: Mapping[Key, str]) -> list[Node]:
    sizes = Counter(bundles.values())
    single = [
        Node(f"z{a.key}", a.name, a.href, f"{a} · {a.status_label}", kind=f"is-{a.status}")
        for a in desk.listed(action.key for action in drawn if action.key not in bundles)
    ]
    page = desk.page("map")
    return single + [_bundle_node(node, count, page, desk) for node, count in sizes.items()]


def _bundle_node(node: str, count: int, page: str, desk: Desk) -> Node:
    words = ngettext("%(count)s action", "%(count)s actions", count) % {"count": count}
    label = f"{_title_of(node[1:], desk)} · {words}"
    link = f"{page}?{urlencode({'group': node[1:], 'as_of': desk.as_of.isoformat()})}"
    return Node(node, label, link, _("%(group)s: show them one by one") % {"group": label}, kind="is-group")


def _links(
    desk: Desk, drawn: Sequence[Action], bundles: Mapping[Key, str], standing: Mapping[Key, str]
) -> Iterable[Link]:
    """Curves with the number of actions they stand for; into an objective, the colour of the most frequent lead."""
    joins: Counter[tuple[str, str, str]] = Counter()
    serves: defaultdict[tuple[str, str], Counter] = defaultdict(Counter)
    for action in drawn:
        node = bundles.get(action.key, f"z{action.key}")
        for key in _people(action):
            if key in standing:
                joins[standing[key], node, desk.world.family_of(key) or ""] += 1
        for objective in action.objectives:
            serves[node, f"o{objective}"][desk.world.family_of(action.lead) or ""] += 1
    for (source, target, family), count in joins.items():
        yield Link(source, target, family, count)
    for (source, target), families in serves.items():
        yield Link(source, target, families.most_common(1)[0][0], families.total())


def _rows(desk: Desk) -> list[Row]:
    return [
        Row(
            action=desk.actions[action.key],
            lead=desk.actors.get(action.lead),
            partners=[desk.actors[key] for key in _people(action) if key != action.lead and key in desk.actors],
            objectives=[
                (desk.objectives[key], str(c.weight)) for key, c in action.objectives.items() if key in desk.objectives
            ],
        )
        for action in desk.world.actions
        if action.key in desk.actions
    ]
