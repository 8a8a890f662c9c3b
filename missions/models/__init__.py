"""Challenges, missions, how we know whether they are getting there, and how a coalition governs them."""

from missions.models.challenge import Challenge, ChallengeStance
from missions.models.commitment import Commitment
from missions.models.criteria import CriterionAssessment
from missions.models.decision import Decision, DecisionOption, DecisionSubject
from missions.models.foresight import Intention, Scenario, Signal
from missions.models.governance import Body, Seat
from missions.models.indicator import Indicator
from missions.models.measurement import Measurement
from missions.models.meeting import Attendance, Meeting
from missions.models.mission import Mission
from missions.models.objective import Objective
from missions.models.procedure import Procedure, ProcedureStep

__all__ = [
    "Attendance",
    "Body",
    "Challenge",
    "ChallengeStance",
    "Commitment",
    "CriterionAssessment",
    "Decision",
    "DecisionOption",
    "DecisionSubject",
    "Indicator",
    "Intention",
    "Measurement",
    "Meeting",
    "Mission",
    "Objective",
    "Procedure",
    "ProcedureStep",
    "Scenario",
    "Seat",
    "Signal",
]
