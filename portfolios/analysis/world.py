"""The plain data that the analyses read: one frozen snapshot of a portfolio at a date.

Keys are any hashable value: ids when the world comes from the database, codes when it comes from a story.
Missing data is None, never zero.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from missions.analysis.plan import Indicator as Indicator
from missions.analysis.plan import Key as Key
from missions.analysis.plan import Objective as Objective

_DIGITS = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who leads or joins actions; only ``family`` counts, ``also_families`` is for display."""

    key: Key
    name: str
    family: str
    also_families: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Contribution:
    """How an action serves an objective: weight 1 to 3, and whether the portfolio agreed to it."""

    weight: int = 1
    agreed: bool = True


@dataclass(frozen=True, slots=True)
class Partner:
    """An actor beside the lead, in a role of the choice list of action roles."""

    actor: Key
    role: str = "partner"


@dataclass(frozen=True, slots=True)
class FundingLine:
    """An amount of euro from one source at one stage; never add lines without saying their stage."""

    source: str
    amount: Decimal
    stage: str
    instrument: str = ""
    eligibility_end: date | None = None
    share: str = ""  # public, private or in_kind; "" when nobody said whose money it is


@dataclass(frozen=True, slots=True)
class Action:
    """One action of one lead; ``munis`` holds municipalities only (unions are already expanded)."""

    key: Key
    title: str = ""
    summary: str = ""
    lead: Key | None = None
    partners: tuple[Partner, ...] = ()
    position: Key | None = None
    objectives: Mapping[Key, Contribution] = field(default_factory=dict)
    levers: frozenset[str] = frozenset()
    primary_lever: str | None = None
    horizon: str | None = None
    stage: str | None = None
    depth: str | None = None
    status: str = "proposed"
    health: str | None = None
    munis: frozenset[Key] = frozenset()
    starts_on: date | None = None
    ends_on: date | None = None
    cost: Decimal | None = None
    targets: frozenset[str] = frozenset()
    funding: tuple[FundingLine, ...] = ()
    offers: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    cofog: frozenset[str] = frozenset()
    ateco: frozenset[str] = frozenset()
    dynamic: str | None = None

    @property
    def text(self) -> str:
        """What the text comparison reads."""
        return f"{self.title} {self.summary}"

    @property
    def period(self) -> tuple[date, date] | None:
        """First and last day, None when one is missing."""
        return (self.starts_on, self.ends_on) if self.starts_on and self.ends_on else None


@dataclass(frozen=True, slots=True)
class Mission:
    """The mission a portfolio serves."""

    key: Key
    title: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class World:
    """A portfolio with everything the analyses need, evaluated at ``as_of``.

    ``unaligned`` are actions recorded in the same territory that are not in the portfolio; where they are many, the
    largest are listed, ``unlisted_count`` and ``unlisted_cost`` say how many more there are and what they cost. Pairs
    of ``confirmed_links`` and ``decided_overlaps`` are unordered; ``dependencies`` are (provider, dependent).
    """

    as_of: date
    mission: Mission | None = None
    objectives: tuple[Objective, ...] = ()
    positions: Mapping[Key, str] = field(default_factory=dict)
    actors: Mapping[Key, Actor] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    target_mix: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    unaligned: tuple[Action, ...] = ()
    unlisted_count: int = 0
    unlisted_cost: Decimal = Decimal(0)
    confirmed_links: frozenset[frozenset[Key]] = frozenset()
    decided_overlaps: frozenset[frozenset[Key]] = frozenset()
    dependencies: tuple[tuple[Key, Key], ...] = ()

    def family_of(self, actor: Key | None) -> str | None:
        """The (first) family of an actor, None for an unknown one."""
        found = self.actors.get(actor) if actor is not None else None
        return found.family if found else None


def in_order(keys: Iterable[Key]) -> list[Key]:
    """Keys in an order that does not depend on how they arrived: numbers inside codes count as numbers (A2, A10)."""
    return sorted(keys, key=_rank)


def _rank(key: Key) -> tuple:
    if isinstance(key, int):
        return (0, key)
    if isinstance(key, tuple):
        return (1, tuple(map(_rank, key)))
    text = str(key)
    return (2, [(int(p), "") if p.isdecimal() else (-1, p) for p in _DIGITS.split(text)], text)
