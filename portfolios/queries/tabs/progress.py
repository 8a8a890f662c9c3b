"""How far the mission is, objective by objective and indicator by indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from missions.models import Indicator
from portfolios.analysis import indicators as analysis
from portfolios.analysis.world import Indicator as Measured
from portfolios.analysis.world import Key
from portfolios.queries.tabs.desk import Desk, Named

WORDS = {
    "ahead": _("ahead"),
    "on_track": _("on track"),
    "at_risk": _("at risk"),
    "off_track": _("off track"),
    "no_data": _("no data"),
}
TONES = {"ahead": "success", "on_track": "success", "at_risk": "warning", "off_track": "danger", "no_data": "neutral"}


@dataclass(frozen=True)
class Told:
    """A reading with its words and the tone of its badge."""

    reading: analysis.Reading

    @property
    def word(self) -> Any:
        return WORDS[self.reading.status]

    @property
    def tone(self) -> str:
        return TONES[self.reading.status]


@dataclass(frozen=True)
class Measure:
    """An indicator: the record (name, unit, source), the figures of the date, and what they mean."""

    indicator: Indicator
    figures: Measured
    told: Told


@dataclass(frozen=True)
class Step:
    """An objective with its indicators and the actions that serve it."""

    objective: Named
    weight: float
    told: Told
    measures: list[Measure]
    actions: list[Named]


@dataclass(frozen=True)
class Progress:
    """The page of indicators."""

    mission: analysis.MissionProgress
    steps: list[Step]


def progress(desk: Desk) -> Progress:
    """The indicators of ``desk``'s mission at its date."""
    records = desk.records.indicators()
    steps = [
        Step(
            objective=desk.objectives[objective.key],
            weight=objective.weight,
            told=Told(analysis.read_objective(objective, desk.as_of, desk.parameters)),
            measures=[_measure(desk, figures, records) for figures in objective.indicators],
            actions=desk.listed(a.key for a in desk.world.actions if objective.key in a.objectives),
        )
        for objective in desk.world.objectives
    ]
    return Progress(analysis.mission_progress(desk.world, desk.parameters), steps)


def _measure(desk: Desk, figures: Measured, records: Mapping[Key, Indicator]) -> Measure:
    return Measure(records[figures.key], figures, Told(analysis.read_indicator(figures, desk.as_of, desk.parameters)))
