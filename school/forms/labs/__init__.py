"""Forms of labs, teams, canvases, reviews and promotions."""

from school.forms.labs.canvases import FieldForm, FreezeForm, OutputForm
from school.forms.labs.promoting import AdoptForm, PromoteForm
from school.forms.labs.reviewing import ReviewForm
from school.forms.labs.teams import LabForm, PhaseForms, PlacesForm, TeamForm

__all__ = [
    "AdoptForm",
    "FieldForm",
    "FreezeForm",
    "LabForm",
    "OutputForm",
    "PhaseForms",
    "PlacesForm",
    "PromoteForm",
    "ReviewForm",
    "TeamForm",
]
