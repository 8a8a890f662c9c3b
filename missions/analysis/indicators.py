"""How far the mission is from its targets (Convergenze analyses, 10. Indicators)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import fmean
from typing import Literal

from missions.analysis.plan import Indicator, Objective
from missions.analysis.thresholds import DEFAULTS, Thresholds, reaches

Status = Literal["ahead", "on_track", "at_risk", "off_track", "no_data"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One indicator (or the mean of an objective's) at a date; None is what cannot be said.

    ``ratio`` is None where nothing was expected yet; then the status compares progress with what was expected.
    """

    status: Status
    progress: float | None = None
    expected: float | None = None
    ratio: float | None = None
    age_days: int | None = None
    stale: bool | None = None


@dataclass(frozen=True, slots=True)
class MissionProgress:
    """Weighted mean of capped progress over measured objectives; always print it with the two weights."""

    value: float | None
    measured_weight: float
    total_weight: float
    fresh_weight: float


NO_DATA = Reading(status="no_data")


def read_indicator(indicator: Indicator, as_of: date, thresholds: Thresholds = DEFAULTS) -> Reading:
    """Progress, expectation and freshness of an indicator (10. Indicators).

    A measurement taken after ``as_of`` is not known yet; without a usable target there is no progress to speak of.
    """
    day = indicator.measured_on
    progress = _along(indicator, indicator.value)
    if progress is None or day is None or day > as_of:
        return NO_DATA
    age = (as_of - day).days
    expected = expected_progress(indicator, day)
    return Reading(
        status=_status(progress, expected, thresholds),
        progress=progress,
        expected=expected,
        ratio=_ratio(progress, expected),
        age_days=age,
        stale=age > stale_after(indicator, thresholds),
    )


def expected_progress(indicator: Indicator, day: date) -> float | None:
    """Progress on the straight lines baseline → milestones → target at a day; None without both dates.

    0 before the baseline and 1 after the target; milestones may come in any order, those outside the period are not
    on the path.
    """
    start, end, baseline, target = indicator.baseline_on, indicator.target_on, indicator.baseline, indicator.target
    if start is None or end is None or baseline is None or target is None or baseline == target:
        return None
    if day <= start or end <= start:
        return 0.0 if day <= start else 1.0
    inside = sorted(milestone for milestone in indicator.milestones if start < milestone[0] < end)
    path = [(start, baseline), *inside, (end, target)]
    for (first, low), (last, high) in pairwise(path):
        if first <= day < last:
            return _along(indicator, low + (high - low) * (day - first).days / (last - first).days)
    return 1.0


def stale_after(indicator: Indicator, thresholds: Thresholds = DEFAULTS) -> float:
    """Days after which a measurement is stale: 1.5 × the declared frequency, 180 when none is declared."""
    if indicator.frequency_days:
        return thresholds.stale_factor * indicator.frequency_days
    return thresholds.stale_days


def read_objective(objective: Objective, as_of: date, thresholds: Thresholds = DEFAULTS) -> Reading:
    """The reading of an objective: of its one indicator, or the mean of those that are measured (10. Indicators)."""
    readings = [read_indicator(indicator, as_of, thresholds) for indicator in objective.indicators]
    known = [reading for reading in readings if reading.progress is not None]
    if len(known) < 2:
        return known[0] if known else NO_DATA
    progress = fmean(reading.progress for reading in known if reading.progress is not None)
    paths = [reading.expected for reading in known if reading.expected is not None]
    expected = fmean(paths) if len(paths) == len(known) else None
    return Reading(
        status=_status(progress, expected, thresholds),
        progress=progress,
        expected=expected,
        ratio=_ratio(progress, expected),
        age_days=max(reading.age_days or 0 for reading in known),
        stale=any(reading.stale for reading in known),
    )


def progress_of(objectives: Iterable[Objective], as_of: date, thresholds: Thresholds = DEFAULTS) -> MissionProgress:
    """Weighted mean of min(1, progress) over measured objectives (10. Indicators)."""
    objectives = list(objectives)
    found = {objective.key: read_objective(objective, as_of, thresholds) for objective in objectives}
    measured = [objective for objective in objectives if found[objective.key].progress is not None]
    weight = sum(objective.weight for objective in measured)
    score = sum(objective.weight * _capped(objective, as_of, thresholds) for objective in measured)
    return MissionProgress(
        value=score / weight if weight else None,
        measured_weight=weight,
        total_weight=sum(objective.weight for objective in objectives),
        fresh_weight=sum(objective.weight for objective in measured if not found[objective.key].stale),
    )


def _capped(objective: Objective, as_of: date, thresholds: Thresholds) -> float:
    """Mean of the measured indicators, each at most 1: one surplus must not hide a deficit."""
    found = [read_indicator(indicator, as_of, thresholds).progress for indicator in objective.indicators]
    return fmean(min(1.0, progress) for progress in found if progress is not None)


def _along(indicator: Indicator, value: float | None) -> float | None:
    """Where a value stands between baseline (0) and target (1), rising or falling; None when they are equal."""
    baseline, target = indicator.baseline, indicator.target
    if value is None or baseline is None or target is None or target == baseline:
        return None
    return (value - baseline) / (target - baseline)


def _ratio(progress: float, expected: float | None) -> float | None:
    return progress / expected if expected is not None and expected > 0 else None


def _status(progress: float, expected: float | None, thresholds: Thresholds) -> Status:
    if expected is None:
        return "no_data"
    ratio = _ratio(progress, expected)
    if ratio is None:  # nothing was due yet: any gain is ahead, any loss is off track
        return "on_track" if progress == expected else "ahead" if progress > expected else "off_track"
    if reaches(ratio, thresholds.ahead_from):
        return "ahead"
    if reaches(ratio, thresholds.on_track_from):
        return "on_track"
    return "at_risk" if reaches(ratio, thresholds.at_risk_from) else "off_track"
