"""Challenges, missions, and how we know whether they are getting there."""

from missions.models.challenge import Challenge, ChallengeStance, Follow
from missions.models.criteria import CriterionAssessment
from missions.models.indicator import Indicator
from missions.models.measurement import Measurement
from missions.models.mission import Mission
from missions.models.objective import Objective

__all__ = [
    "Challenge",
    "ChallengeStance",
    "CriterionAssessment",
    "Follow",
    "Indicator",
    "Measurement",
    "Mission",
    "Objective",
]
