"""How much of what happens in the mission's territory serves it, and what could be pulled in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import QuerySet

from portfolios.analysis.alignment import Alignment, alignment, is_aligned
from portfolios.queries.loading import unaligned_actions
from portfolios.queries.tabs.desk import Desk, Named


@dataclass(frozen=True)
class Territory:
    """Shares by count and cost of ``place`` ("" where the mission has none).

    ``waiting`` are actions of the portfolio whose contribution nobody agreed to yet.
    """

    place: str
    alignment: Alignment
    waiting: list[Named]


def around(desk: Desk) -> Territory:
    """The alignment of the territory. What lies outside the portfolio is counted by the database, never loaded."""
    count, cost = desk.records.around()
    world = replace(desk.world, unlisted_count=count, unlisted_cost=cost)
    waiting = [action.key for action in world.actions if not is_aligned(action)]
    return Territory(desk.records.place(), alignment(world, desk.parameters), desk.listed(waiting))


def candidates(desk: Desk) -> QuerySet:
    """Actions of the territory outside the portfolio that the user may see, the most expensive first."""
    return unaligned_actions(desk.portfolio, desk.user).with_people().dearest_first()
