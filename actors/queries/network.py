"""The ego network of an actor: its ties, and what higher apps know it shares with others."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from actors.models import Actor, Tie
from convergenze.core.visibility import is_among

WIDTH, HEIGHT, RADIUS = 800, 460, 165
MOST = 24  # more neighbours than this cannot be told apart on a page; the table has them all


@dataclass(frozen=True)
class Relation:
    """``label`` says how ``other`` is related ("3 shared actions"); ``strength``: width of the line, 1–4."""

    other: Actor
    label: str
    kind: str = "tie"
    strength: int = 1


@dataclass
class Neighbour:
    """One neighbour with its place in the drawing (``anchor``: which side of the dot its name stands)."""

    actor: Actor
    relations: list[Relation] = field(default_factory=list)
    x: float = 0
    y: float = 0
    label_x: float = 0
    label_y: float = 0
    anchor: str = "middle"

    @property
    def strength(self) -> int:
        return max(relation.strength for relation in self.relations)

    @property
    def words(self) -> str:
        return "; ".join(relation.label for relation in self.relations)


@dataclass(frozen=True)
class Network:
    """``neighbours``: all of them, the strongest first; ``drawn``: those with a place in the drawing."""

    actor: Actor
    neighbours: list[Neighbour]
    drawn: list[Neighbour]
    width: int = WIDTH
    height: int = HEIGHT
    x: float = WIDTH / 2
    y: float = HEIGHT / 2
    label_y: float = HEIGHT / 2 + 30


_providers: list[Callable] = []


def register_relations(provider):
    """Decorator: ``provider(actor, user)`` yields ``Relation`` rows; each runs a constant number of queries."""
    _providers.append(provider)
    return provider


def ego_network(actor, user):
    """The network around ``actor`` of others that ``user`` may see."""
    found: dict[int, Neighbour] = {}
    for relation in [*ties_of(actor, user), *(row for provider in _providers for row in provider(actor, user))]:
        if relation.other.pk != actor.pk:
            found.setdefault(relation.other.pk, Neighbour(relation.other)).relations.append(relation)
    ranked = sorted(found.values(), key=lambda one: (-one.strength, one.actor.name))
    return Network(actor, ranked, _placed(ranked[:MOST]))


def ties_of(actor, user) -> Iterable[Relation]:
    """The ties in force of ``actor`` as relations, seen from it."""
    today = timezone.localdate()
    seen = Actor.objects.visible_to(user).current()
    ties = Tie.objects.filter(Q(until=None) | Q(until__gte=today)).select_related("one", "other")
    ties = ties.filter(Q(is_among(seen, "other"), one=actor) | Q(is_among(seen, "one"), other=actor))
    for tie in ties.order_by("pk"):
        if tie.one_id == actor.pk:
            yield Relation(tie.other, tie.get_kind_display(), strength=2)
        else:
            label = _("%(name)s %(tie)s it") % {"name": tie.one, "tie": tie.get_kind_display()}
            yield Relation(tie.one, label, strength=2)


def _placed(neighbours):
    """On an ellipse, families side by side, so that colours form arcs."""
    ordered = sorted(neighbours, key=lambda one: (one.actor.family, -one.strength, one.actor.name))
    for index, one in enumerate(ordered):
        angle = 2 * math.pi * index / len(ordered) - math.pi / 2
        cosine, sine = math.cos(angle), math.sin(angle)
        one.x, one.y = round(WIDTH / 2 + RADIUS * 1.15 * cosine, 1), round(HEIGHT / 2 + RADIUS * sine, 1)
        one.anchor = "middle" if abs(cosine) < 0.25 else ("start" if cosine > 0 else "end")
        one.label_x = round(one.x + (0 if one.anchor == "middle" else 12 * math.copysign(1, cosine)), 1)
        one.label_y = round(one.y + (4 if one.anchor != "middle" else (-14 if sine < 0 else 24)), 1)
    return ordered
