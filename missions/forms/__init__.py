"""Forms of challenges, missions and their measures: they translate, services decide."""

from missions.forms.bodies import AttendanceForm, BodyForm, MeetingForm, SeatForm
from missions.forms.challenges import ChallengeForm, MergeForm, StanceForm
from missions.forms.commitments import CommitmentForm, ReportForm
from missions.forms.decisions import DecisionForm, SubjectForm
from missions.forms.gate import ScoresForm
from missions.forms.missions import MissionForm, TeamForm
from missions.forms.plans import IndicatorForm, MeasurementForm, ObjectiveForm
from missions.forms.procedures import AdvanceForm, DeadlinesForm, ProcedureForm

__all__ = [
    "AdvanceForm",
    "AttendanceForm",
    "BodyForm",
    "ChallengeForm",
    "CommitmentForm",
    "DeadlinesForm",
    "DecisionForm",
    "IndicatorForm",
    "MeasurementForm",
    "MeetingForm",
    "MergeForm",
    "MissionForm",
    "ObjectiveForm",
    "ProcedureForm",
    "ReportForm",
    "ScoresForm",
    "SeatForm",
    "StanceForm",
    "SubjectForm",
    "TeamForm",
]
