"""Every action and every actor of a desk in words: the page on which the marks of a snapshot's pictures land."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from missions.choices import Lever
from portfolios.analysis.money import secured_of
from portfolios.analysis.world import Action, Key
from portfolios.queries.tabs.desk import Desk, Named


@dataclass(frozen=True)
class Listed:
    """An action as a card tells it."""

    action: Named
    summary: str
    lead: Named | None
    partners: list[Named]
    objectives: list[Named]
    levers: list[Any]
    places: list[str]
    starts_on: date | None
    ends_on: date | None
    cost: Decimal | None
    secured: Decimal

    @property
    def anchor(self) -> str:
        """What links to it ask for."""
        return f"action-{self.action.id}"


@dataclass(frozen=True)
class Group:
    """A position (or none) with its actions."""

    title: Any
    rows: list[Listed]


@dataclass(frozen=True)
class Listing:
    """Actions by position, and the actors with what they lead and join."""

    groups: list[Group]
    actors: list[tuple[Named, list[Named], list[Named]]]


def listing(desk: Desk) -> Listing:
    """Everything of ``desk`` in rows."""
    places = desk.records.places(set().union(*(action.munis for action in desk.world.actions)))
    return Listing(list(_groups(desk, places)), _actors(desk))


def _groups(desk: Desk, places) -> Iterator[Group]:
    for key, title in [*desk.world.positions.items(), (None, _("No position yet"))]:
        rows = [_listed(desk, action, places) for action in desk.world.actions if action.position == key]
        if rows:
            yield Group(title, rows)


def _listed(desk: Desk, action: Action, places) -> Listed:
    labels = dict(Lever.choices)
    return Listed(
        action=desk.actions[action.key],
        summary=action.summary,
        lead=desk.actors.get(action.lead),
        partners=[desk.actors[p.actor] for p in action.partners if p.actor in desk.actors],
        objectives=[objective for key, objective in desk.objectives.items() if key in action.objectives],
        levers=[label for code, label in labels.items() if code in action.levers],
        places=[name for key, name in places.items() if key in action.munis],
        starts_on=action.starts_on,
        ends_on=action.ends_on,
        cost=action.cost,
        secured=secured_of(action, desk.parameters),
    )


def _actors(desk: Desk) -> list[tuple[Named, list[Named], list[Named]]]:
    leads: dict[Key, list[Key]] = {}
    joins: dict[Key, list[Key]] = {}
    for action in desk.world.actions:
        leads.setdefault(action.lead, []).append(action.key)
        for partner in dict.fromkeys(p.actor for p in action.partners):
            joins.setdefault(partner, []).append(action.key)
    rows = [(a, desk.listed(leads.get(key, ())), desk.listed(joins.get(key, ()))) for key, a in desk.actors.items()]
    return sorted(rows, key=lambda row: row[0].name)
