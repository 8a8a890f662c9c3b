"""How far missions are: rows of the database as plain data, read by the pure formulas of ``missions.analysis``."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Prefetch, Subquery
from django.utils import timezone

from missions.analysis import indicators as formulas
from missions.analysis import plan
from missions.choices import MeasurementStatus
from missions.models import Indicator, Measurement, Objective
from missions.pictures.path import draw_path


@dataclass(frozen=True)
class IndicatorReading:
    """An indicator with its latest approved value, what today asks, and the verdict of the formulas."""

    indicator: Indicator
    reading: formulas.Reading
    value: float | None
    measured_on: date | None
    due: float | None  # progress expected today, 0 to 1
    due_value: float | None  # the same as a value of the indicator

    @property
    def now(self):
        """The latest value; the baseline until somebody measured."""
        return self.indicator.baseline if self.value is None else self.value


@dataclass(frozen=True)
class ObjectiveReading:
    """An objective with its indicators; ``reading`` is the mean of the measured ones."""

    objective: Objective
    indicators: tuple[IndicatorReading, ...]
    reading: formulas.Reading


def with_latest(rows, as_of=None):
    """Indicators with ``latest_value`` and ``latest_on``: the approved measurement known on ``as_of``.

    Values of a part of the people (``breakdown``) describe that part, not the indicator.
    """
    known = Measurement.objects.approved().filter(
        indicator=OuterRef("pk"), value__isnull=False, measured_on__lte=_day(as_of), breakdown=""
    )
    newest = known.order_by("-measured_on", "-pk")
    return rows.annotate(
        latest_value=Subquery(newest.values("value")[:1]), latest_on=Subquery(newest.values("measured_on")[:1])
    )


def plain_indicator(indicator):
    """The formulas' view of an indicator that went through ``with_latest``."""
    return plan.Indicator(
        key=indicator.pk,
        baseline=_number(indicator.baseline),
        baseline_on=indicator.baseline_on,
        target=_number(indicator.target),
        target_on=indicator.target_on,
        milestones=tuple((date.fromisoformat(day), float(value)) for day, value in indicator.milestones),
        value=_number(indicator.latest_value),
        measured_on=indicator.latest_on,
        frequency_days=indicator.frequency_days,
    )


def plain_objective(objective):
    """The formulas' view of an objective whose indicators were prefetched by ``objectives_of``."""
    return plan.Objective(
        key=objective.pk,
        title=objective.title,
        weight=objective.weight,
        required_levers=frozenset(objective.required_levers),
        indicators=tuple(plain_indicator(indicator) for indicator in objective.indicators.all()),
    )


def objectives_of(missions, as_of):
    """Objectives of these missions with indicators and latest values; two queries."""
    indicators = with_latest(Indicator.objects.all(), as_of)
    return Objective.objects.filter(mission__in=missions).prefetch_related(Prefetch("indicators", indicators))


def plan_of(mission, as_of=None):
    """The objectives of ``mission`` as the analyses read them, in order."""
    return tuple(plain_objective(objective) for objective in objectives_of([mission], _day(as_of)))


def objective_readings(mission, as_of=None):
    """An ``ObjectiveReading`` for each objective of ``mission``, in order; two queries."""
    day = _day(as_of)
    return [_objective_reading(objective, day) for objective in objectives_of([mission], day)]


def _objective_reading(objective, day):
    return ObjectiveReading(
        objective=objective,
        indicators=tuple(read(indicator, day) for indicator in objective.indicators.all()),
        reading=formulas.read_objective(plain_objective(objective), day),
    )


def read(indicator, as_of=None):
    """The reading of one indicator that went through ``with_latest``."""
    day, known = _day(as_of), plain_indicator(indicator)
    due = formulas.expected_progress(known, day)
    return IndicatorReading(
        indicator=indicator,
        reading=formulas.read_indicator(known, day),
        value=known.value,
        measured_on=known.measured_on,
        due=due,
        due_value=None if due is None else known.baseline + due * (known.target - known.baseline),
    )


def progress_of(readings, as_of=None):
    """The mission's progress from its ``objective_readings``; no query."""
    return formulas.progress_of([plain_objective(one.objective) for one in readings], _day(as_of))


def progress_by_mission(missions, as_of=None):
    """{mission id: MissionProgress} for the missions of a list; two queries, whatever their number."""
    day, found = _day(as_of), defaultdict(list)
    missions = list(missions)
    for objective in objectives_of(missions, day):
        found[objective.mission_id].append(plain_objective(objective))
    return {mission.pk: formulas.progress_of(found[mission.pk], day) for mission in missions}


def path_drawing(indicator, measurements):
    """The drawing of an indicator's path with its approved values; None where there is nothing to draw."""
    path = [(date.fromisoformat(day), float(value)) for day, value in indicator.milestones]
    for day, value in [(indicator.baseline_on, indicator.baseline), (indicator.target_on, indicator.target)]:
        if day is not None and value is not None:
            path.append((day, float(value)))
    points = [
        (one.measured_on, float(one.value))
        for one in measurements
        if one.value is not None and not one.breakdown and one.status == MeasurementStatus.APPROVED
    ]
    return draw_path(path, points, timezone.localdate())


def _day(as_of):
    return as_of or timezone.localdate()


def _number(value):
    return None if value is None else float(value)
