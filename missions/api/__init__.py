"""The API's viewsets of missions: (prefix, viewset, basename)."""

from missions.api.challenges import ChallengeViewSet, StanceViewSet
from missions.api.foresight import IntentionViewSet, ScenarioViewSet, SignalViewSet
from missions.api.governance import BodyViewSet, DecisionViewSet, MeetingViewSet, SeatViewSet
from missions.api.missions import AssessmentViewSet, MissionViewSet
from missions.api.objectives import IndicatorViewSet, MeasurementViewSet, ObjectiveViewSet
from missions.api.promising import CommitmentViewSet, ProcedureViewSet

ROUTES = [
    ("challenges", ChallengeViewSet, "challenge"),
    ("stances", StanceViewSet, "stance"),
    ("missions", MissionViewSet, "mission"),
    ("assessments", AssessmentViewSet, "assessment"),
    ("objectives", ObjectiveViewSet, "objective"),
    ("indicators", IndicatorViewSet, "indicator"),
    ("measurements", MeasurementViewSet, "measurement"),
    ("intentions", IntentionViewSet, "intention"),
    ("signals", SignalViewSet, "signal"),
    ("scenarios", ScenarioViewSet, "scenario"),
    ("bodies", BodyViewSet, "body"),
    ("seats", SeatViewSet, "seat"),
    ("meetings", MeetingViewSet, "meeting"),
    ("decisions", DecisionViewSet, "decision"),
    ("commitments", CommitmentViewSet, "commitment"),
    ("procedures", ProcedureViewSet, "procedure"),
]
