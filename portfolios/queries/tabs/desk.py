"""What every page of a portfolio starts from: the world at a date, and how its records are called and reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from actors.choices import Family
from missions.models import Mission
from portfolios.analysis.coverage import Coverage, coverage
from portfolios.analysis.money import Money, money
from portfolios.analysis.overlap import Overlap
from portfolios.analysis.parameters import Parameters
from portfolios.analysis.synergy import Synergy
from portfolios.analysis.world import Key, World
from portfolios.choices import ActionStatus
from portfolios.models import ActionLink, Portfolio, Snapshot
from portfolios.queries.loading import load_world
from portfolios.queries.parameters import parameters_in_use
from portfolios.queries.tabs import kept
from portfolios.queries.tabs.doors import OwnDoor
from portfolios.queries.tabs.records import LiveRecords


@dataclass(frozen=True, slots=True)
class Named:
    """A record as a page shows it: short ``code`` if any, name, link; family or state with its words."""

    key: Key
    code: str
    name: str
    href: str
    family: str = ""
    family_label: Any = ""
    status: str = ""
    status_label: Any = ""
    lead: str = ""  # who leads it, for an action: public projects often share their titles
    uid: str = ""  # what the API calls it: the public id of a record, the id of an objective

    def __str__(self):
        return f"{self.code} {self.name}".strip()

    @property
    def id(self) -> str:
        """The key as forms and addresses write it: as text, a template does not group its thousands."""
        return str(self.key)


@dataclass(frozen=True)
class Desk:
    """A portfolio as ``user`` sees it at ``world.as_of``. ``hidden``: actions placed there that they may not see.

    A page is made of the desk alone (its world, its ``records``, the addresses of its ``door``): so the same page
    shows the portfolio as it is, or as it was in ``snapshot``, to people of the house or to who holds a share link.
    """

    portfolio: Portfolio
    user: Any
    world: World
    parameters: Parameters
    hidden: int
    records: Any
    door: Any
    snapshot: Snapshot | None = None
    guest: bool = False  # opened with a share link: nothing leads back into the house

    @property
    def mission(self) -> Mission:
        return self.portfolio.mission

    @property
    def as_of(self) -> date:
        return self.world.as_of

    @cached_property
    def actions(self) -> Mapping[Key, Named]:
        """The portfolio's actions by key, in its order."""
        found = self.records.actions([action.key for action in self.world.actions])
        labels = {code: str(label) for code, label in ActionStatus.choices}
        page = self.door.action
        return {
            action.key: Named(
                action.key, called.code, action.title, page(called.slug, action.key),
                status=action.status, status_label=labels.get(action.status, action.status), uid=called.uid,
                lead=self.world.actors[action.lead].name if action.lead in self.world.actors else "",
            )
            for action in self.world.actions
            for called in [found[action.key]]
        }  # fmt: skip

    @cached_property
    def actors(self) -> Mapping[Key, Named]:
        """Everybody who leads or joins and exists for the user, by key."""
        seen = self.records.actors(list(self.world.actors))
        labels = {code: str(label) for code, label in Family.choices}
        page = self.door.actor
        return {
            key: Named(
                key, "", actor.name, page(seen[key].slug, key) if key in seen else "",
                family=actor.family, family_label=labels.get(actor.family, actor.family),
                uid=seen[key].uid if key in seen else "",
            )
            for key, actor in self.world.actors.items()
        }  # fmt: skip

    @cached_property
    def objectives(self) -> Mapping[Key, Named]:
        """The mission's objectives by key; each links to its row of the coverage page."""
        codes = self.records.objective_codes()
        page = self.page("coverage")
        return {
            o.key: Named(o.key, codes.get(o.key, ""), o.title, f"{page}#objective-{o.key}", uid=str(o.key))
            for o in self.world.objectives
        }

    def page(self, tab: str) -> str:
        """The address of a page of this portfolio, behind the same door."""
        return self.door.page(tab)

    def listed(self, keys: Iterable[Key]) -> list[Named]:
        """Actions by key, in the given order."""
        return [self.actions[key] for key in keys if key in self.actions]

    @cached_property
    def coverage(self) -> Coverage:
        """How the levers that the objectives require are covered."""
        return coverage(self.world, "lever", self.parameters)

    @cached_property
    def money(self) -> Money:
        """The sums of money over all actions."""
        return money(self.world, self.parameters)

    def links_of(self, kind: str) -> list[ActionLink]:
        """Links of ``kind`` that start from an action of the portfolio and that the user may see."""
        return [link for link in self._links.values() if link.kind == kind]

    def link(self, kind: str, one: Key, other: Key) -> ActionLink | None:
        """The link of ``kind`` between two actions, if the user may see it."""
        return self._links.get((kind, one, other))

    @cached_property
    def _links(self) -> Mapping[tuple[str, Key, Key], ActionLink]:
        rows = self.records.links([action.key for action in self.world.actions])
        return {(link.kind, link.one_id, link.other_id): link for link in rows}

    @cached_property
    def overlaps(self) -> list[Overlap]:
        """Every candidate pair, whoever may see it (see ``pairs``)."""
        return kept.overlaps_of(self.world, self.parameters, self._digest)

    @cached_property
    def synergies(self) -> list[Synergy]:
        """Every candidate pair, whoever may see it."""
        return kept.synergies_of(self.world, self.parameters, self._digest)

    @cached_property
    def _digest(self) -> str:
        return kept.digest(self.world, self.parameters)


def open_desk(portfolio: Portfolio, as_of: date, user) -> Desk:
    """The desk of ``portfolio`` at ``as_of``, made of what ``user`` may see."""
    world = load_world(portfolio, as_of, user, unaligned=False)
    placed = portfolio.placements.filter(action__deleted_at=None).count()
    return Desk(
        portfolio, user, world, parameters_in_use(), placed - len(world.actions),
        records=LiveRecords(portfolio, user), door=OwnDoor(portfolio),
    )  # fmt: skip
