"""The page of calls of a portfolio: what fits its gaps and its actions with money still open, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from missions.choices import Lever
from portfolios.analysis.calls import Need
from portfolios.analysis.coverage import coverage
from portfolios.analysis.money import gap_of
from portfolios.analysis.world import Key
from portfolios.choices.acting import PickStatus
from portfolios.models import CallPick
from portfolios.queries.calls import Standing, standing
from portfolios.queries.fitting import Fit, calls_ahead, municipalities_in, themes_of_missions
from portfolios.queries.tabs.desk import Desk, Named

IN_A_CELL = 3


@dataclass(frozen=True)
class Purpose:
    """What a call would serve: an action, or an objective with its missing lever; neither: the whole portfolio."""

    action: Named | None = None
    objective: Named | None = None
    lever: str = ""

    @property
    def lever_label(self) -> Any:
        return dict(Lever.choices).get(self.lever, self.lever)


@dataclass(frozen=True)
class Offer:
    """A fit with what it would serve."""

    purpose: Purpose
    fit: Fit


@dataclass
class Suggested:
    """A call with everything it fits and that nobody has answered, the best first."""

    standing: Standing
    offers: list[Offer] = field(default_factory=list)

    @property
    def best(self) -> int:
        """The score of the best fit, in percent."""
        return self.offers[0].fit.percent


@dataclass(frozen=True)
class Answered:
    """An answer that was given."""

    pick: CallPick
    standing: Standing
    purpose: Purpose


@dataclass(frozen=True)
class CallsPage:
    """``gaps`` and ``open_actions``: how many needs were looked at; ``ahead``: how many calls."""

    suggested: list[Suggested]
    followed: list[Answered]
    dismissed: list[Answered]
    gaps: int
    open_actions: int
    ahead: int


def calls_page(desk: Desk) -> CallsPage:
    """Everything on the page of calls of ``desk``."""
    needs, offers, answers = needs_of(desk), calls_ahead(desk.user, desk.as_of), answers_of(desk)
    given = {(one.pick.call_id, _spot(one.purpose)) for one in answers}
    found: dict[int, Suggested] = {}
    for fit in offers.fits(needs, desk.parameters):
        purpose = _purpose(desk, fit.need)
        if (fit.call.pk, _spot(purpose)) not in given:
            kept = found.setdefault(fit.call.pk, Suggested(standing(fit.call, desk.as_of)))
            kept.offers.append(Offer(purpose, fit))
    return CallsPage(
        suggested=sorted(found.values(), key=lambda one: -one.best),
        followed=[one for one in answers if one.pick.status == PickStatus.CHOSEN],
        dismissed=[one for one in answers if one.pick.status == PickStatus.DISMISSED],
        gaps=sum(need.is_gap for need in needs),
        open_actions=sum(not need.is_gap for need in needs),
        ahead=len(offers.plain),
    )


def suggestion_count(desk: Desk) -> int:
    """How many calls wait for an answer."""
    return len(calls_page(desk).suggested)


def fits_of_cell(desk: Desk, objective: Key, lever: str) -> list[Fit]:
    """The calls that could fill one gap of the matrix, at most three."""
    need = next((need for need in needs_of(desk) if need.key == (objective, lever)), None)
    return calls_ahead(desk.user, desk.as_of).fits([need], desk.parameters)[:IN_A_CELL] if need else []


def needs_of(desk: Desk) -> list[Need]:
    """Required levers that nobody pulls, then live actions whose cost no line asks for in full."""
    mission, world = desk.mission, desk.world
    themes = themes_of_missions([mission.pk], desk.user)
    around = municipalities_in(mission.territory)
    coalition = frozenset(actor.family for actor in world.actors.values())
    gaps = [
        Need((o, lever), themes, frozenset({lever}), coalition, around, mission.ends_on, is_gap=True)
        for (o, lever), cell in coverage(world, "lever", desk.parameters).cells.items()
        if cell.label == "gap"
    ]
    actions = [
        Need(
            action.key, themes, action.levers, frozenset(filter(None, [world.family_of(action.lead)])),
            action.munis, action.ends_on, missing,
        )
        for action in world.actions
        if action.status in desk.parameters.live_statuses and (missing := gap_of(action, desk.parameters))
    ]  # fmt: skip
    return gaps + actions


def answers_of(desk: Desk) -> list[Answered]:
    """Answers to calls that the reader sees, the latest first."""
    rows = CallPick.objects.visible_to(desk.user).filter(portfolio=desk.portfolio).select_related("call__programme")
    return [
        Answered(
            pick,
            standing(pick.call, desk.as_of),
            Purpose(desk.actions.get(pick.action_id), desk.objectives.get(pick.objective_id), pick.lever),
        )
        for pick in rows.defer("call__raw").order_by("-pk")
    ]


def _purpose(desk: Desk, need: Need) -> Purpose:
    if need.is_gap:
        objective, lever = need.key
        return Purpose(objective=desk.objectives[objective], lever=lever)
    return Purpose(action=desk.actions[need.key])


def _spot(purpose: Purpose) -> tuple:
    return (
        purpose.action.key if purpose.action else None,
        purpose.objective.key if purpose.objective else None,
        purpose.lever,
    )
