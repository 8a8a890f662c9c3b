"""Lists of actions and portfolios: order, money and places of the rows of one page, each in one query."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Case, Count, DecimalField, F, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce

from actors.models import Actor
from convergenze.core.visibility import beside, is_among
from portfolios.choices import ActionStatus, MoneyStage
from portfolios.models import Action, Contribution, FundingLine, Placement, Portfolio

# ``?sort=`` names and the columns they mean; a minus sign turns them round.
SORTS = {
    "title": "title",
    "lead": "lead__name",
    "cost": "cost",
    "starts_on": "starts_on",
    "ends_on": "ends_on",
    "status": "status",
    "newest": "pk",
}


def sorted_actions(rows, sort, user):
    """``rows`` in the order ``sort`` asks ("cost", "-cost"…); unknown values last; newest first by default.

    A lead that ``user`` may not see counts as unknown: the order would tell its name.
    """
    name, down = sort.removeprefix("-"), sort.startswith("-")
    if name not in SORTS:
        return rows.order_by("-pk")
    column: F | Case = F(SORTS[name])
    if name == "lead" and not (user.is_authenticated and user.reads_everything):
        column = Case(When(is_among(Actor.objects.visible_to(user), "lead"), then=column))
    # Rows with no value stay at the end in both directions: nobody looks for them first.
    return rows.order_by(column.desc(nulls_last=True) if down else column.asc(nulls_last=True), "-pk")


def secured_by_action(actions):
    """{action id: euro awarded, committed or paid} for the actions of one page."""
    rows = FundingLine.objects.secured().filter(action__in=[action.pk for action in actions])
    return dict(rows.values("action").annotate(total=Sum("amount")).values_list("action", "total"))


def money_of(action):
    """What an action's lines add up to: {"stages": {stage: euro}, "secured", "gap"}; the gap is None without a cost."""
    stages: defaultdict[str, Decimal] = defaultdict(Decimal)
    for line in action.funding_lines.all():
        stages[line.stage] += line.amount
    counted = sum((amount for stage, amount in stages.items() if stage not in MoneyStage.lost()), 0)
    secured = sum((amount for stage, amount in stages.items() if stage in MoneyStage.secured()), 0)
    labels = dict(MoneyStage.choices)
    return {
        "stages": [(labels[stage], stages[stage]) for stage in MoneyStage.values if stage in stages],
        "counted": counted,
        "secured": secured,
        "gap": None if action.cost is None else max(0, action.cost - counted),
    }


def contributions_of(action, user):
    """The contributions of ``action`` to missions that exist for ``user``, with objective and mission."""
    rows = Contribution.objects.visible_to(user).filter(action=action)
    return rows.select_related("objective__mission").order_by("objective__mission", "objective__order")


def links_of(action, user):
    """Links of ``action`` that ``user`` may see, with both actions, highest score first."""
    model = action.links_out.model
    rows = model.objects.visible_to(user).filter(Q(one=action) | Q(other=action))
    return rows.select_related("one", "other").order_by("-score", "pk")


def portfolio_cards(rows, user):
    """``rows`` of portfolios with their missions, ``n_actions`` and ``total_cost``: of the actions ``user`` sees."""
    placed = placed_per_portfolio(user)
    count = Coalesce(Subquery(placed.annotate(n=Count("pk")).values("n")), 0)
    cost = Subquery(placed.annotate(cost=Sum("action__cost")).values("cost"), output_field=DecimalField())
    rows = rows.select_related("mission__territory").defer("mission__territory__boundary")
    return rows.annotate(n_actions=count, total_cost=cost).order_by("-pk")


def placed_per_portfolio(user):
    """Placements of the outer portfolio whose action exists for ``user``, as one group: for a subquery."""
    seen = is_among(Action.objects.visible_to(user), "action")
    return Placement.objects.filter(seen, portfolio=OuterRef("pk")).order_by().values("portfolio")


def placed_actions(portfolio, user):
    """Placements of ``portfolio`` whose action exists for ``user``, with action, lead and position."""
    seen = is_among(Action.objects.visible_to(user), "action")
    rows = beside(portfolio.placements.filter(seen), *PLACED).prefetch_related("position")
    return rows.read_by(user).order_by(F("position__order").asc(nulls_last=True), "action__code", "pk")


# What the page of a portfolio says of each action in it.
PLACED = (
    "action__code", "action__title", "action__slug", "action__status", "action__cost", "action__lead__name",
    "action__lead__family",
)  # fmt: skip


def recorded_only(portfolio, user):
    """Actions of ``portfolio`` that ``user`` sees and that nobody has proposed yet: the figures leave them out."""
    rows = Action.objects.visible_to(user).filter(placements__portfolio=portfolio, status=ActionStatus.MAPPED)
    return rows.select_related("lead").order_by("title", "pk")


def portfolios_of(action, user):
    """Placements of ``action`` in portfolios that exist for ``user``."""
    seen = Portfolio.objects.visible_to(user).values("pk")
    return action.placements.filter(portfolio__in=seen).select_related("portfolio", "position")
