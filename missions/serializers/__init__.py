"""What the API says of records, and reads."""

from missions.serializers.framing import (
    AnswersSerializer,
    AssessmentSerializer,
    ChallengeMergeSerializer,
    ChallengeSerializer,
    ChecklistSerializer,
    IndicatorSerializer,
    MeasurementSerializer,
    MissionSerializer,
    ObjectiveSerializer,
    ScoresSerializer,
    StanceSerializer,
)

__all__ = [
    "AnswersSerializer",
    "AssessmentSerializer",
    "ChallengeMergeSerializer",
    "ChallengeSerializer",
    "ChecklistSerializer",
    "IndicatorSerializer",
    "MeasurementSerializer",
    "MissionSerializer",
    "ObjectiveSerializer",
    "ScoresSerializer",
    "StanceSerializer",
]
