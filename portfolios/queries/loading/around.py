"""What is recorded in a mission's territory and not in its portfolio."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from portfolios.choices import ActionStatus
from portfolios.models import Action
from portfolios.queries.loading.fields import FIELDS

LARGEST = 10


@dataclass(frozen=True)
class Recorded:
    """Actions recorded in a mission's territory outside its portfolio: how many, their cost, the largest as rows."""

    count: int
    cost: Decimal
    largest: tuple


def recorded_around(portfolio, user=None, *, size=LARGEST):
    """``Recorded``: what is recorded in the mission's territory and not in ``portfolio``, without loading all of it."""
    territory = portfolio.mission.territory
    if territory is None:
        return Recorded(0, Decimal(0), ())
    rows = unaligned_actions(portfolio, user)
    sums = rows.order_by().aggregate(count=Count("pk"), cost=Sum("cost"))
    largest = rows.dearest_first().values(*FIELDS)[:size]
    return Recorded(sums["count"], sums["cost"] or Decimal(0), tuple(largest))


def unaligned_actions(portfolio, user=None):
    """Actions of the mission's territory that ``user`` may see and that are not in ``portfolio``: the candidates."""
    rows = Action.objects.alive() if user is None else Action.objects.visible_to(user)
    if portfolio.mission.territory is None:
        return rows.none()
    placed = portfolio.placements.values("action")
    return rows.in_territory(portfolio.mission.territory).exclude(pk__in=placed).exclude(status=ActionStatus.MERGED)
