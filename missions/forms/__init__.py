"""Forms of challenges, missions and their measures: they translate, services decide."""

from missions.forms.challenges import ChallengeForm, MergeForm, StanceForm
from missions.forms.gate import ScoresForm
from missions.forms.missions import MissionForm, TeamForm
from missions.forms.plans import IndicatorForm, MeasurementForm, ObjectiveForm

__all__ = [
    "ChallengeForm",
    "IndicatorForm",
    "MeasurementForm",
    "MergeForm",
    "MissionForm",
    "ObjectiveForm",
    "ScoresForm",
    "StanceForm",
    "TeamForm",
]
