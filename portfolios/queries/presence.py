"""Where actions show elsewhere: with an actor, in a territory, for a mission."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q, Sum

from portfolios.choices import ActionStatus, MoneyStage
from portfolios.models import Action, ActionRole, FundingLine

SHOWN = 10


def families_acting_for(mission):
    """Families of whoever leads or joins the actions placed in the mission's portfolios."""
    placed = Action.objects.alive().filter(portfolios__mission=mission, portfolios__deleted_at=None)
    leads = set(placed.exclude(lead=None).values_list("lead__family", flat=True))
    partners = ActionRole.objects.filter(action__in=placed.values("pk")).values_list("actor__family", flat=True)
    return leads | set(partners)


def actions_with(actor, user):
    """(first actions ``actor`` leads or joins, how many there are), as ``user`` may see them; the largest first."""
    joined = Exists(ActionRole.objects.filter(action=OuterRef("pk"), actor=actor))
    rows = Action.objects.visible_to(user).filter(Q(lead=actor) | joined).exclude(status=ActionStatus.MERGED)
    return list(rows.select_related("lead").order_by(F("cost").desc(nulls_last=True), "-pk")[:SHOWN]), rows.count()


@dataclass(frozen=True)
class Activity:
    """Actions in a territory: how many, their cost, money by stage as (code, label, euro), the largest ones."""

    count: int
    cost: Decimal
    stages: tuple
    largest: tuple


def activity_in(territory, user):
    """``Activity`` of ``territory`` as ``user`` may see it, in three queries."""
    rows = Action.objects.visible_to(user).in_territory(territory).exclude(status=ActionStatus.MERGED)
    sums = rows.order_by().aggregate(count=Count("pk"), cost=Sum("cost"))
    if not sums["count"]:
        return Activity(0, Decimal(0), (), ())
    stages = FundingLine.objects.filter(action__in=rows.order_by().values("pk")).order_by()
    found = dict(stages.values_list("stage").annotate(total=Sum("amount")))
    labels = dict(MoneyStage.choices)
    return Activity(
        count=sums["count"],
        cost=sums["cost"] or Decimal(0),
        stages=tuple((stage, labels[stage], found[stage]) for stage in MoneyStage.values if stage in found),
        largest=tuple(rows.select_related("lead").order_by(F("cost").desc(nulls_last=True), "-pk")[:SHOWN]),
    )
