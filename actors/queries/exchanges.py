"""Who offers what others need: lines of actors and of whatever apps above register, put together by kind and tag."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from actors.choices import IntroductionStatus, MembershipRole, Resource, tag_label
from actors.models import Actor, ActorResource, Introduction, Membership
from actors.models.offer import Direction
from actors.rules import actor_roles

_sources: list[Callable] = []


@dataclass(frozen=True)
class Line:
    """Somebody offers or needs something. ``where``, ``href``: the record that says so, "" for the actor itself."""

    actor: int
    direction: str
    resource: str
    tag: str
    where: str = ""
    href: str = ""


@dataclass
class Side:
    """An actor on one side of an exchange, with the records that say so."""

    actor: Actor
    lines: list[Line] = field(default_factory=list)

    @property
    def places(self) -> list[Line]:
        """The records to link to; none when the actor itself says it."""
        return [line for line in self.lines if line.href]


@dataclass
class Exchange:
    """What some offer and others need."""

    resource: str
    tag: str
    offers: list[Side]
    needs: list[Side]

    @property
    def label(self) -> str:
        """ "Data: vacant homes"."""
        return f"{Resource(self.resource).label}: {tag_label(self.tag)}"

    @property
    def code(self) -> str:
        """ "data:vacant_homes"."""
        return f"{self.resource}:{self.tag}"


@dataclass(frozen=True)
class Match:
    """``mine`` could be introduced to ``other``; ``direction``: whether mine offers or needs it."""

    exchange: Exchange
    direction: str
    mine: Side
    other: Side
    known: Introduction | None = None

    @property
    def crosses_families(self) -> bool:
        """Whether the two are of different families: the meetings that happen least by themselves."""
        return self.mine.actor.family != self.other.actor.family


def register_lines(source: Callable) -> Callable:
    """Let ``source(user)`` yield ``Line`` for the records that ``user`` may see; decorator."""
    _sources.append(source)
    return source


def exchanges(user) -> list[Exchange]:
    """What at least one actor offers and another needs, both visible to ``user``; a constant number of queries."""
    found: defaultdict[tuple[str, str], dict[str, dict[int, Side]]] = defaultdict(lambda: {"offer": {}, "need": {}})
    lines = [*_own_lines(user), *(line for source in _sources for line in source(user))]
    seen = Actor.objects.visible_to(user).current().in_bulk({line.actor for line in lines})
    for line in lines:
        if actor := seen.get(line.actor):
            side = found[line.resource, line.tag][line.direction].setdefault(line.actor, Side(actor))
            side.lines.append(line)
    made = [
        Exchange(resource, tag, _sorted(sides["offer"]), _sorted(sides["need"]))
        for (resource, tag), sides in found.items()
    ]
    return sorted((one for one in made if _is_between_two(one)), key=lambda one: one.label)


def _own_lines(user) -> Iterable[Line]:
    rows = ActorResource.objects.filter(actor__in=Actor.objects.visible_to(user).current().values("pk"))
    for row in rows.values_list("actor", "direction", "resource", "tag"):
        yield Line(*row)


def _sorted(sides):
    return sorted(sides.values(), key=lambda side: (side.actor.name, side.actor.pk))


def _is_between_two(exchange):
    people = {side.actor.pk for side in exchange.offers}, {side.actor.pk for side in exchange.needs}
    return bool(people[0] and people[1]) and len(people[0] | people[1]) > 1


def matches_of(actors: Iterable[int], found: Iterable[Exchange], user) -> list[Match]:
    """Whom ``actors`` could meet, those of another family first; with the introduction that is there already."""
    actors = set(actors)
    known = {
        (row.one_id, row.other_id, row.direction, row.code): row
        for row in Introduction.objects.visible_to(user).filter(one__in=actors).order_by("pk")
        if row.status in (IntroductionStatus.ASKED, IntroductionStatus.ACCEPTED)
    }
    made = [
        Match(one, direction, mine, other, known.get((mine.actor.pk, other.actor.pk, direction, one.code)))
        for one in found
        for direction, ours, theirs in (
            (Direction.OFFER, one.offers, one.needs),
            (Direction.NEED, one.needs, one.offers),
        )
        for mine in ours
        if mine.actor.pk in actors
        for other in theirs
        if other.actor.pk != mine.actor.pk
    ]
    return sorted(made, key=lambda match: not match.crosses_families)


def actors_of(user) -> list[int]:
    """Ids of the actors that ``user`` belongs to."""
    return list(actor_roles(user))


def can_be_reached(actor: Actor) -> bool:
    """Whether somebody with an account writes for ``actor`` and can answer."""
    writers = Membership.objects.valid().filter(actor=actor, role__in=MembershipRole.writers())
    return writers.filter(person__account__is_active=True).exists()
