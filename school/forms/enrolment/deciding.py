"""What the staff of an edition decide: on requests, seats, and whether it goes ahead."""

from django import forms
from django.utils.translation import gettext_lazy as _

from school.models import SeatPool

MOST_CHOSEN = 500
HIGHEST = 100


class BulkForm(forms.Form):
    """One act on the ticked enrolments. Reasons that are missing are told by the service."""

    chosen = forms.TypedMultipleChoiceField(coerce=int, error_messages={"required": _("Tick at least one person.")})
    reason = forms.CharField(label=_("Reason"), required=False, max_length=300)
    priority = forms.IntegerField(label=_("Priority"), required=False, min_value=0, max_value=HIGHEST)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(pk, pk) for pk in rows.values_list("pk", flat=True)]


class CapacityForm(forms.ModelForm):
    """How many seats a pool has."""

    class Meta:
        model = SeatPool
        fields = ["capacity"]
        help_texts = {"capacity": _("Empty: no limit.")}

    def _post_clean(self):
        """The service asks whether so few are enough, under the lock; the pool is not touched here."""


class DecisionForm(forms.Form):
    """Whether the edition goes ahead, and why."""

    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=_("Everybody enrolled reads it."))
