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
from missions.serializers.governance import (
    AttendanceSerializer,
    BodySerializer,
    DecisionSerializer,
    MeetingSerializer,
    NewSubjectSerializer,
    PresenceSerializer,
    SeatSerializer,
    SubjectSerializer,
)
from missions.serializers.promising import (
    AdvanceSerializer,
    CommitmentSerializer,
    DeadlineSerializer,
    ProcedureSerializer,
    ReportSerializer,
)

__all__ = [
    "AdvanceSerializer",
    "AnswersSerializer",
    "AssessmentSerializer",
    "AttendanceSerializer",
    "BodySerializer",
    "ChallengeMergeSerializer",
    "ChallengeSerializer",
    "ChecklistSerializer",
    "CommitmentSerializer",
    "DeadlineSerializer",
    "DecisionSerializer",
    "IndicatorSerializer",
    "MeasurementSerializer",
    "MeetingSerializer",
    "MissionSerializer",
    "NewSubjectSerializer",
    "ObjectiveSerializer",
    "PresenceSerializer",
    "ProcedureSerializer",
    "ReportSerializer",
    "ScoresSerializer",
    "SeatSerializer",
    "StanceSerializer",
    "SubjectSerializer",
]
