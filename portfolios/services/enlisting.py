"""Recorded actions of a portfolio proposed for their actors, many at once."""

from dataclasses import dataclass

from django.db import transaction

from convergenze.core.errors import MoveRefused
from convergenze.history import services as history
from portfolios.choices import ActionStatus
from portfolios.services.portfolios import place_actions
from portfolios.workflow import action_workflow


@dataclass(frozen=True)
class Enlisted:
    """What ``enlist_actions`` did: actions now proposed, and [(action, sentences)] of those that still wait."""

    proposed: list
    waiting: list


@transaction.atomic
def enlist_actions(*, portfolio, actions, by, reason, objective=None, weight=1, **missing):
    """Propose ``actions``, recorded from a source, for their actors; figures count them from then on.

    ``missing``: values for ``levers``, ``starts_on``, ``ends_on``, written only where an action says nothing, as
    sources of public projects rarely say them. ``objective``: what those without a contribution to it claim. An action
    that still lacks something stays as it was and is told. Raises ``PermissionDenied``; ``ValidationError`` without a
    reason.
    """
    actions = [action for action in actions if action.status == ActionStatus.MAPPED]
    proposed, waiting = [], []
    if objective:
        place_actions(portfolio=portfolio, actions=actions, objective=objective, weight=weight, by=by)
    for action in actions:
        try:
            proposed.append(_enlist(action, missing, by, reason))
        except MoveRefused as refused:
            waiting.append((action, refused.messages))
    return Enlisted(proposed, waiting)


@transaction.atomic
def _enlist(action, missing, by, reason):
    filled = {name: value for name, value in missing.items() if value and not getattr(action, name)}
    if filled:
        for name, value in filled.items():
            setattr(action, name, value)
        history.save(action, by=by, reason=reason)
    return action_workflow.perform(action, "enlist", by=by, answers={"reason": reason})
