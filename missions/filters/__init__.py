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
from missions.filters.governance import (
    BodyFilter,
    CommitmentFilter,
    DecisionFilter,
    MeetingFilter,
    ProcedureFilter,
    SeatFilter,
)

__all__ = [
    "AssessmentFilter",
    "BodyFilter",
    "ChallengeFilter",
    "CommitmentFilter",
    "DecisionFilter",
    "IndicatorFilter",
    "MeasurementFilter",
    "MeetingFilter",
    "MissionFilter",
    "ObjectiveFilter",
    "ProcedureFilter",
    "SeatFilter",
    "StanceFilter",
    "contains",
]
