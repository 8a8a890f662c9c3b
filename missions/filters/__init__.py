"""Filters shared by pages and API."""

from missions.filters.framing import (
    AssessmentFilter,
    ChallengeFilter,
    IndicatorFilter,
    MeasurementFilter,
    MissionFilter,
    ObjectiveFilter,
    StanceFilter,
    contains,
)

__all__ = [
    "AssessmentFilter",
    "ChallengeFilter",
    "IndicatorFilter",
    "MeasurementFilter",
    "MissionFilter",
    "ObjectiveFilter",
    "StanceFilter",
    "contains",
]
