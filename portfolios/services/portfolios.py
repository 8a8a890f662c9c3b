"""Writes on portfolios: versions, places, agreements."""

from dataclasses import dataclass

from django.db import transaction

from convergenze.history import services as history
from portfolios.choices import ContributionStatus
from portfolios.models import Action, Contribution, Placement, Portfolio
from portfolios.workflow import contribution_workflow


@dataclass(frozen=True)
class Placed:
    """What ``place_actions`` did: actions newly placed, those already there, contributions that were added."""

    placed: list
    already: list
    contributions: list


@transaction.atomic
def create_portfolio(*, portfolio, by):
    """Save a new version of a mission's portfolio, numbered after the last; it is seen by whom the mission is."""
    last = Portfolio.objects.for_mission(portfolio.mission).order_by("-number").first()
    portfolio.number = last.number + 1 if last else 1
    return history.save(portfolio, by=by)


@transaction.atomic
def place_actions(*, portfolio, actions, by, position=None, objective=None, weight=1):
    """Pull ``actions`` into ``portfolio``, in ``position`` and contributing to ``objective`` if given.

    Those already placed stay where they are; contributions are claimed, never overwritten. Twice does no harm.
    Returns ``Placed``.
    """
    actions = list(actions)
    portfolio = Portfolio.objects.select_for_update().get(pk=portfolio.pk)
    there = set(portfolio.placements.filter(action__in=actions).values_list("action_id", flat=True))
    new = [action for action in actions if action.pk not in there]
    Placement.objects.bulk_create(
        [Placement(portfolio=portfolio, action=action, position=position, created_by=_known(by)) for action in new]
    )
    claimed = _claim(actions, objective, weight, by) if objective else []
    if new or claimed:
        ids = [action.pk for action in new]
        history.record(
            portfolio, "place", by=by, changes={"actions": [None, ids]}, position=getattr(position, "pk", None)
        )
        history.record_many(new, "place", by=by, changes={pk: {"portfolios": [None, [portfolio.pk]]} for pk in ids})
    return Placed(new, [action for action in actions if action.pk in there], claimed)


def _claim(actions, objective, weight, by):
    there = set(objective.contributions.filter(action__in=actions).values_list("action_id", flat=True))
    rows = [
        Contribution(action=action, objective=objective, weight=weight, created_by=_known(by))
        for action in actions
        if action.pk not in there
    ]
    for row in rows:
        row.clean_fields(exclude=["action", "objective", "created_by"])
    return Contribution.objects.bulk_create(rows)


@transaction.atomic
def remove_placement(*, placement, by, reason=""):
    """Take an action out of a portfolio; the action and its contributions stay."""
    action, portfolio = placement.action, placement.portfolio
    history.record(portfolio, "remove", by=by, reason=reason, changes={"actions": [[action.pk], None]})
    history.record(action, "remove", by=by, reason=reason, changes={"portfolios": [[portfolio.pk], None]})
    placement.delete()


@transaction.atomic
def move_placements(*, placements, position, by):
    """Put placements of one portfolio under ``position`` (None: under none); return those that moved."""
    moved = [placement for placement in placements if placement.position != position]
    for placement in moved:
        placement.position = position
        history.save(placement, by=by)
    return moved


@transaction.atomic
def agree_contributions(*, portfolio, by):
    """Agree at once to every claimed contribution of the portfolio's actions to its mission; return them."""
    rows = Contribution.objects.filter(
        action__in=Action.objects.visible_to(by).filter(placements__portfolio=portfolio),
        objective__mission=portfolio.mission_id,
        status=ContributionStatus.CLAIMED,
    ).select_related("objective", "action")
    return [contribution_workflow.perform(row, "agree", by=by) for row in rows]


def _known(by):
    return by if getattr(by, "pk", None) else None
