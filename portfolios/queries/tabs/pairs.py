"""Pairs of actions that may be the same or may help each other, with what people decided about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portfolios.analysis.overlap import Overlap, OverlapIndex, compare
from portfolios.analysis.parameters import Parameters
from portfolios.analysis.synergy import Synergy
from portfolios.analysis.world import Key
from portfolios.choices import LinkKind, LinkStatus
from portfolios.models import ActionLink
from portfolios.queries.tabs.desk import Desk, Named

PARTS = {
    "text": _("Title and summary"),
    "objectives": _("Objectives"),
    "targets": _("Target groups"),
    "levers": _("Levers"),
    "geo": _("Places"),
    "time": pgettext_lazy("overlap", "Time"),
    "other_levers": _("Different levers"),
    "other_family": _("Leads of different families"),
    "exchange": _("One offers what the other needs"),
}
SYNERGY_WEIGHTS = {"other_levers": "levers", "other_family": "families"}


@dataclass(frozen=True)
class Part:
    """One bar: a likeness 0 to 1 (None: an action does not say) and how much it weighs in the score."""

    label: Any
    value: float | None
    weight: float


@dataclass(frozen=True)
class Pair:
    """Two actions with their score in parts; ``link`` is the stored proposal, None while nobody has touched it."""

    kind: str
    one: Named
    other: Named
    score: float
    parts: list[Part]
    at_stake: Decimal | None
    internal: bool
    link: ActionLink | None

    @property
    def is_open(self) -> bool:
        return self.link is None or self.link.status in LinkStatus.awaiting()

    @property
    def state_label(self) -> Any:
        """The state of the proposal in words."""
        return self.link.get_status_display() if self.link else _("suggested")

    @property
    def address(self) -> str:
        """What its page is called: "12-40"."""
        return f"{self.one.key}-{self.other.key}"


def duplications(desk: Desk) -> list[Pair]:
    """Overlap candidates the user may see: open ones first, then by score."""
    pairs = [_duplication(desk, found) for found in _seen(desk, lambda: desk.overlaps)]
    return sorted(pairs, key=lambda pair: not pair.is_open)


def synergies(desk: Desk) -> list[Pair]:
    """Synergy candidates the user may see: open ones first, then by score."""
    pairs = [_synergy(desk, found) for found in _seen(desk, lambda: desk.synergies)]
    return sorted(pairs, key=lambda pair: not pair.is_open)


def _seen(desk: Desk, find: Callable[[], Sequence]) -> Sequence:
    """Of what ``find`` finds, the pairs that concern the user: all for the programme, else those of their actions."""
    found = find() if desk.user.is_authenticated else ()
    if not found or desk.user.reads_everything:
        return found
    mine = desk.records.own_actions({key for pair in found for key in (pair.a, pair.b)})
    return [pair for pair in found if pair.a in mine or pair.b in mine]


@dataclass(frozen=True)
class Settled:
    """A decision on two actions that are no candidate pair any more."""

    one: Named
    other: Named
    link: ActionLink


def settled(desk: Desk, shown: Iterable[Pair]) -> list[Settled]:
    """Decisions on pairs that are no candidates any more: the record of what was answered stays in sight."""
    current = {(pair.one.key, pair.other.key) for pair in shown}
    rows = [link for link in desk.links_of(LinkKind.DUPLICATION) if link.status in LinkStatus.decided()]
    gone = [link for link in rows if (link.one_id, link.other_id) not in current]
    return [Settled(_named(desk, link.one), _named(desk, link.other), link) for link in gone]


def _named(desk: Desk, action) -> Named:
    """An action of a link, which may have left the portfolio."""
    return desk.actions.get(action.pk) or Named(action.pk, "", action.title, desk.door.action(action.slug, action.pk))


def open_count(desk: Desk) -> int:
    """Overlaps that wait for an answer and that the user may see."""
    return sum(pair.pair not in desk.world.decided_overlaps for pair in _seen(desk, lambda: desk.overlaps))


def one_pair(desk: Desk, one: Key, other: Key) -> Pair | None:
    """Any two actions of the portfolio compared, candidate or not; None when the user may not see the pair."""
    world = {action.key: action for action in desk.world.actions}
    if one == other or one not in world or other not in world:
        return None
    index = OverlapIndex(desk.world, desk.parameters)
    found = compare(world[one], world[other], index.corpus, desk.parameters)
    return _duplication(desk, found) if _seen(desk, lambda: [found]) else None


def _duplication(desk: Desk, found: Overlap) -> Pair:
    return Pair(
        LinkKind.DUPLICATION, desk.actions[found.a], desk.actions[found.b], found.score,
        overlap_parts(found, desk.parameters), found.at_stake, found.internal,
        desk.link(LinkKind.DUPLICATION, found.a, found.b),
    )  # fmt: skip


def _synergy(desk: Desk, found: Synergy) -> Pair:
    names = found.parts.__slots__
    weights = desk.parameters.synergy
    parts = [
        Part(PARTS[name], getattr(found.parts, name), getattr(weights, SYNERGY_WEIGHTS.get(name, name)))
        for name in names
    ]
    return Pair(
        LinkKind.SYNERGY, desk.actions[found.a], desk.actions[found.b], found.score, parts, None, False,
        desk.link(LinkKind.SYNERGY, found.a, found.b),
    )  # fmt: skip


def overlap_parts(found: Overlap, parameters: Parameters) -> list[Part]:
    """The six bars of an overlap with their weights."""
    return [
        Part(PARTS[name], getattr(found.parts, name), getattr(parameters.overlap, name))
        for name in found.parts.__slots__
    ]
