"""The wind-tunnel of a mission as one reader sees it: its actions in its scenarios."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef

from missions.models import Scenario
from portfolios.analysis.wind_tunnel import FRAGILE, ROBUST, Tried, WindTunnel, wind_tunnel
from portfolios.choices import ActionStatus
from portfolios.choices.futures import VERDICTS, WORDS
from portfolios.models import Action, ScenarioTrial
from portfolios.queries.lists import secured_by_action

GONE = (ActionStatus.MERGED, ActionStatus.DISCONTINUED, ActionStatus.CLOSED)


@dataclass(frozen=True)
class Cell:
    """One trial: number, word, the CSS word of its pattern, the reason; ``score`` None: not tried."""

    score: int | None
    shown: str
    word: Any
    look: str
    reason: str
    scenario: Scenario


@dataclass(frozen=True)
class Line:
    """One action with its trials; ``verdict`` is empty while nobody tried it."""

    action: Action
    cells: list[Cell]
    money: Decimal | None
    lowest: int | None
    verdict: str
    word: Any


@dataclass(frozen=True)
class Tunnel:
    """The whole matrix; ``result`` has the verdicts."""

    scenarios: list[Scenario]
    lines: list[Line]
    result: WindTunnel

    @property
    def robust(self) -> int:
        """How many actions hold in every future."""
        return len(self.result.of(ROBUST))

    @property
    def fragile(self) -> list[Line]:
        """Actions with much money that break in some future."""
        return [line for line in self.lines if line.verdict == FRAGILE]


def tunnel_of(mission, user) -> Tunnel:
    """The living actions of the mission's portfolios against its scenarios, with the money each has secured."""
    scenarios = list(Scenario.objects.visible_to(user).filter(mission=mission).order_by("year", "pk"))
    actions = list(actions_to_try(mission, user))
    trials = ScenarioTrial.objects.filter(scenario__in=scenarios, action__in=actions)
    found = {(row.action_id, row.scenario_id): row for row in trials}
    secured = secured_by_action(actions)
    money = {action.pk: secured.get(action.pk, Decimal(0)) for action in actions}
    scores = {key: row.score for key, row in found.items()}
    result = wind_tunnel([action.pk for action in actions], [one.pk for one in scenarios], scores, money)
    tried = {one.action: one for one in result.tried}
    lines = [_line(action, scenarios, found, money[action.pk], tried.get(action.pk)) for action in actions]
    return Tunnel(scenarios, lines, result)


def actions_to_try(mission, user):
    """Actions placed in a portfolio of ``mission`` that ``user`` sees and that are not over."""
    placed = Action.portfolios.through.objects.filter(
        action=OuterRef("pk"), portfolio__mission=mission, portfolio__deleted_at=None
    )
    rows = Action.objects.visible_to(user).filter(Exists(placed)).exclude(status__in=GONE)
    return rows.order_by("code", "pk")


def _line(action, scenarios, found, money, tried: Tried | None) -> Line:
    cells = [_cell(found.get((action.pk, scenario.pk)), scenario) for scenario in scenarios]
    verdict = tried.verdict if tried else ""
    return Line(action, cells, money, tried.lowest if tried else None, verdict, VERDICTS.get(verdict, ""))


def _cell(trial, scenario) -> Cell:
    if trial is None:
        return Cell(None, "–", WORDS[None], "none", "", scenario)
    return Cell(trial.score, signed(trial.score), WORDS[trial.score], look_of(trial.score), trial.reason, scenario)


def signed(score: int) -> str:
    """A score as people write it: +2, 0, −1."""
    return f"+{score}" if score > 0 else str(score).replace("-", "−")


def look_of(score: int) -> str:
    """The CSS word of a score: m2, m1, z, p1, p2."""
    return f"{'p' if score > 0 else 'm'}{abs(score)}" if score else "z"
