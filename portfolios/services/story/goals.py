"""Objectives, indicators and latest measurements of a story."""

from decimal import Decimal

from missions.choices import Lever, MeasurementStatus
from missions.models import Indicator, Measurement, Objective

SOURCE = "story"


def write_goals(telling, mission):
    """{code: Objective}: exactly those of the file, each with its indicator and latest approved measurement."""
    mission.objectives.exclude(code__in=[objective.key for objective in telling.world.objectives]).delete()
    found = {objective.code: objective for objective in mission.objectives.all()}
    for order, given in enumerate(telling.world.objectives):
        objective = found.setdefault(given.key, Objective(mission=mission, code=given.key))
        objective.title, objective.weight, objective.order = given.title, given.weight, order
        objective.required_levers = [lever for lever in Lever.values if lever in given.required_levers]
        objective.save()
        _write_indicators(objective, given.indicators)
    return found


def _write_indicators(objective, given):
    if not given:
        objective.indicators.all().delete()
    for one in given:
        indicator = objective.indicators.first() or Indicator(objective=objective)
        indicator.name = objective.title
        indicator.baseline, indicator.baseline_on = _exact(one.baseline), one.baseline_on
        indicator.target, indicator.target_on = _exact(one.target), one.target_on
        indicator.milestones = [[day.isoformat(), value] for day, value in sorted(one.milestones)]
        indicator.frequency_days = one.frequency_days and min(one.frequency_days, 3650)
        indicator.save()
        _write_measurement(indicator, one)


def _write_measurement(indicator, given):
    """The latest approved value; earlier loadings of another value of the same file give way to it."""
    measured = indicator.measurements.filter(source=SOURCE)
    if given.value is None:
        measured.delete()
        return
    values = {"value": _exact(given.value), "measured_on": given.measured_on, "status": MeasurementStatus.APPROVED}
    latest = measured.first() or Measurement(indicator=indicator, source=SOURCE)
    for name, value in values.items():
        setattr(latest, name, value)
    latest.save()


def _exact(number):
    return Decimal(str(number))
