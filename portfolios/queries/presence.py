"""Where actions show elsewhere: with an actor, in a territory, for a mission."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q, Sum

from convergenze.core.visibility import Visibility
from convergenze.history.queries import kept
from portfolios.choices import ActionStatus, MoneyStage
from portfolios.models import Action, ActionRole, FundingLine
from portfolios.models.action import WIDE

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
    """``Activity`` of ``territory`` as ``user`` may see it, in three queries.

    The sums of a region read every action of it: they are kept until something is written.
    """
    rows = Action.objects.visible_to(user).in_territory(territory).exclude(status=ActionStatus.MERGED)
    if territory.level in WIDE:
        newest = Action.objects.order_by("-pk").values_list("pk", flat=True).first()
        readers = user.pk if user.is_authenticated and not user.reads_everything else Visibility.for_user(user)
        count, cost, found = kept(f"activity:{territory.public_id}:{readers}:{newest}", lambda: _sums(rows))
    else:
        count, cost, found = _sums(rows)
    if not count:
        return Activity(0, Decimal(0), (), ())
    labels = dict(MoneyStage.choices)
    return Activity(
        count=count,
        cost=cost or Decimal(0),
        stages=tuple((stage, labels[stage], found[stage]) for stage in MoneyStage.values if stage in found),
        largest=tuple(rows.as_lines().order_by(F("cost").desc(nulls_last=True), "-pk")[:SHOWN]),
    )


def _sums(rows):
    """(how many actions, their cost, {stage: euro})."""
    sums = rows.order_by().aggregate(count=Count("pk"), cost=Sum("cost"))
    stages = FundingLine.objects.filter(action__in=rows.order_by().values("pk")).order_by()
    found = dict(stages.values_list("stage").annotate(total=Sum("amount"))) if sums["count"] else {}
    return sums["count"], sums["cost"], found
