"""Writes on triggers and on what they unlock; intentions that become actions."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.accounts.services import clock
from convergenze.core.days import day_or_today
from convergenze.core.rules_glue import require
from convergenze.core.visibility import with_unseen
from convergenze.history import services as history
from missions.choices.governance import IntentionStatus
from missions.workflow import intention_workflow
from portfolios.models import Action, Trigger
from portfolios.services.portfolios import place_actions
from portfolios.workflow import trigger_workflow


@transaction.atomic
def save_trigger(*, trigger, by, unlocks=None, intentions=None, expected_version=None):
    """Save a trigger of a mission that ``by`` works on, with what it unlocks (None: as it is). Returns it.

    Raises ``PermissionDenied``, ``ValidationError``, ``StaleRecord``.
    """
    if not by.has_perm("portfolios.write_trigger", trigger):
        raise PermissionDenied
    wanted = {"unlocks": unlocks, "intentions": intentions}
    links = {name: with_unseen(trigger, name, rows, by) for name, rows in wanted.items() if rows is not None}
    return history.save(trigger, by=by, links=links, expected_version=expected_version)


@transaction.atomic
def move_trigger(*, trigger, name, by, answers=None):
    """Make a move of a trigger, with what follows from it; return the trigger.

    *fire* takes the day from ``answers["fired_on"]`` (today without it): the intentions it meets are unlocked, the
    actions it unlocks hear of it. *reopen* makes those intentions wait again.
    """
    answers = answers or {}
    day = _day_of_firing(answers.get("fired_on")) if name == "fire" else None
    moved = trigger_workflow.perform(trigger, name, by=by, answers=answers)
    if name == "fire":
        _fire(moved, day, by)
    if name == "reopen":
        _move_intentions(moved, IntentionStatus.UNLOCKED, "relock", _("What had met the condition was taken back."))
    return moved


def fire_trigger(*, trigger, by, fired_on=None):
    """``move_trigger`` for the move *fire*, with the day as a date."""
    return move_trigger(trigger=trigger, name="fire", by=by, answers={"fired_on": fired_on})


def _day_of_firing(said):
    day = said if isinstance(said, dt.date) else day_or_today(str(said or ""))
    if day is None:
        raise ValidationError({"fired_on": _("Write the day as 2026-10-31.")})
    if day > timezone.localdate():
        raise ValidationError({"fired_on": _("A trigger fires on a day that has come: choose today or a day before.")})
    return day


def _fire(trigger, day, by):
    trigger.fired_on = day
    trigger.save(update_fields=["fired_on"])
    _move_intentions(trigger, IntentionStatus.DECLARED, "unlock", _("What it waited for has happened."))
    # By id: who may not see the trigger does not read its name in the history of the action.
    actions = list(trigger.unlocks.filter(deleted_at=None, merged_into=None))
    history.record_many(
        actions, "unlock", by=by, changes={action.pk: {"triggers": [None, [trigger.pk]]} for action in actions}
    )


def _move_intentions(trigger, state, name, reason):
    """Nobody decides that a condition is met when it is: the clock makes the move. The trigger is named by id."""
    rows = trigger.intentions.filter(deleted_at=None, status=state)
    for intention in rows:
        if name == "relock" and intention.triggers.filter(status="fired").exists():
            continue
        intention_workflow.perform(intention, name, by=clock(), answers={"reason": reason})
        history.record(intention, "meet", by=clock(), changes={"triggers": [None, [trigger.pk]]})


def miss_overdue_triggers(*, on=None):
    """Triggers whose window closed before ``on`` (today) without firing are missed; return them. For the clock."""
    overdue = Trigger.objects.alive().pending().filter(window_until__lt=on or timezone.localdate())
    return [move_trigger(trigger=one, name="miss", by=clock()) for one in overdue.order_by("pk")]


@transaction.atomic
def take_up_intention(*, intention, by, title="", summary="", portfolio=None, position=None, objective=None, weight=1):
    """The intention becomes an idea of its actor, contributing to ``objective`` and placed in ``portfolio`` where
    asked; return the action. It keeps the intention as its origin. Raises ``PermissionDenied``, ``ValidationError``,
    ``MoveRefused``.
    """
    require(by, "missions.take_up_intention", intention)
    _require_places(intention, portfolio, objective, by)
    action = Action(
        title=title or intention.title, summary=summary or intention.condition, lead=intention.actor,
        intention=intention, language=intention.language, visibility=intention.visibility,
    )  # fmt: skip
    history.save(action, by=by)
    if portfolio:
        place_actions(
            portfolio=portfolio, actions=[action], position=position, objective=objective, weight=weight, by=by
        )
    elif objective:
        _contribute(action, objective, weight, by)
    _await_its_triggers(action, intention, by)
    intention_workflow.perform(intention, "take_up", by=by)
    return action


def _require_places(intention, portfolio, objective, by):
    if portfolio:
        require(by, "portfolios.place_portfolio", portfolio)
    mission_id = portfolio.mission_id if portfolio else intention.mission_id
    if objective and mission_id and objective.mission_id != mission_id:
        raise ValidationError({"objective": _("This objective belongs to another mission.")})


def _contribute(action, objective, weight, by):
    row = action.contributions.model(action=action, objective=objective, weight=weight)
    history.save(row, by=by)


def _await_its_triggers(action, intention, by):
    """What would meet the condition of the intention unlocks the action it became."""
    for trigger in intention.triggers.filter(deleted_at=None):
        links = {"unlocks": [*trigger.unlocks.all(), action]}
        history.save(trigger, by=by, links=links)
