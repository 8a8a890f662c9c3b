"""Forms of enrolments."""

from school.forms.enrolment.deciding import BulkForm, CapacityForm, DecisionForm
from school.forms.enrolment.enrolling import EnrolForm, ParticularsForm
from school.forms.enrolment.inviting import InviteForm
from school.forms.enrolment.nominating import ColleagueForm, ColleagueRows, NominationForm, UploadForm
from school.forms.enrolment.reminders import ReminderForm

__all__ = [
    "BulkForm",
    "CapacityForm",
    "ColleagueForm",
    "ColleagueRows",
    "DecisionForm",
    "EnrolForm",
    "InviteForm",
    "NominationForm",
    "ParticularsForm",
    "ReminderForm",
    "UploadForm",
]
