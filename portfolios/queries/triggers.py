"""Triggers as others read them: their windows on a time line, and what an action waits for."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from convergenze.core.visibility import is_among
from portfolios.choices import ActionStatus
from portfolios.choices.acting import TriggerStatus
from portfolios.models import Action, Trigger
from portfolios.workflow import action_workflow

# The way on for an action whose trigger has fired.
NEXT_MOVES = {
    ActionStatus.MAPPED: "claim",
    ActionStatus.IDEA: "propose",
    ActionStatus.PROPOSED: "commit",
    ActionStatus.COMMITTED: "start",
    ActionStatus.SUSPENDED: "resume",
}


@dataclass(frozen=True)
class TriggerWindow:
    """A trigger on a time line. Dates and probability are None when nobody said them; ``actions``: ids it unlocks."""

    key: int
    reference: str
    title: str
    kind: str
    kind_label: str
    status: str
    status_label: str
    opens_on: date | None
    closes_on: date | None
    fired_on: date | None
    probability: int | None
    href: str
    actions: tuple[int, ...] = ()


def windows_of(portfolio, user) -> list[TriggerWindow]:
    """The triggers of the portfolio's mission that ``user`` sees, by the day they open; the undated last.

    ``actions`` are those of the portfolio that the user sees too. Two queries.
    """
    rows = list(Trigger.objects.visible_to(user).filter(mission=portfolio.mission_id).in_order())
    unlocked = _placed_actions(rows, portfolio, user)
    return [_window(row, tuple(unlocked[row.pk])) for row in rows]


@dataclass(frozen=True)
class Waiting:
    """What an action waits for, what has come, and the move it suggests: (move, what that still waits for)."""

    pending: list[Trigger]
    fired: list[Trigger]
    missed: list[Trigger]
    next_move: tuple | None


def waiting_of(action, user) -> Waiting | None:
    """The triggers of ``action`` that ``user`` sees; None without any."""
    rows = list(Trigger.objects.visible_to(user).filter(unlocks=action).select_related("mission").in_order())
    if not rows:
        return None
    fired = [one for one in rows if one.status == TriggerStatus.FIRED]
    return Waiting(
        pending=[one for one in rows if one.status in TriggerStatus.pending()],
        fired=fired,
        missed=[one for one in rows if one.status == TriggerStatus.MISSED],
        next_move=_next_move(action, user) if fired else None,
    )


def _next_move(action, user):
    name = NEXT_MOVES.get(action.status)
    return (action_workflow.moves[name], action_workflow.reasons_to_wait(action, name, user)) if name else None


def _window(row, actions):
    return TriggerWindow(
        row.pk, row.reference, row.title, row.kind, str(row.get_kind_display()), row.status,
        str(row.get_status_display()), row.window_from, row.window_until, row.fired_on, row.probability,
        row.get_absolute_url(), actions,
    )  # fmt: skip


def _placed_actions(triggers, portfolio, user):
    links = Trigger.unlocks.through.objects.filter(
        is_among(Action.objects.visible_to(user).filter(placements__portfolio=portfolio), "action"),
        trigger__in=[one.pk for one in triggers],
    )
    found = defaultdict(list)
    for trigger, action in links.order_by("action").values_list("trigger", "action"):
        found[trigger].append(action)
    return found
