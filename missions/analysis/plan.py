"""The plain data the formulas read. Keys are any hashable value; missing data is None, never zero."""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

Key: TypeAlias = Any  # any hashable value; mappings of the standard library are invariant in their keys


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measured promise: ``value`` is the latest approved measurement, taken on ``measured_on``."""

    key: Key
    baseline: float | None = None
    baseline_on: date | None = None
    target: float | None = None
    target_on: date | None = None
    milestones: tuple[tuple[date, float], ...] = ()
    value: float | None = None
    measured_on: date | None = None
    frequency_days: int | None = None


@dataclass(frozen=True, slots=True)
class Objective:
    """What the mission wants, how much it weighs, and which levers it cannot do without."""

    key: Key
    title: str = ""
    weight: float = 1
    required_levers: frozenset[str] = frozenset()
    indicators: tuple[Indicator, ...] = ()
