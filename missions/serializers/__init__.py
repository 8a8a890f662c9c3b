"""What the API says of records, and reads."""

from missions.serializers.framing import (
    AssessmentSerializer,
    ChallengeMergeSerializer,
    ChallengeSerializer,
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
    DecisionRowSerializer,
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
    "AssessmentSerializer",
    "AttendanceSerializer",
    "BodySerializer",
    "ChallengeMergeSerializer",
    "ChallengeSerializer",
    "CommitmentSerializer",
    "DeadlineSerializer",
    "DecisionRowSerializer",
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
