"""Forms of snapshots and share links."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convergenze.history.forms import RecordedForm
from portfolios.models import Snapshot


class TakeForm(forms.Form):
    """What a snapshot is called and the day of its figures."""

    title = forms.CharField(
        label=_("label"), max_length=200, help_text=_("What it is taken for, such as “Before the June assembly”.")
    )
    as_of = forms.DateField(
        label=_("figures at"), required=False, help_text=_("Records are kept as they are now; today when left empty.")
    )

    def clean_as_of(self):
        """Records of the future are not known."""
        day = self.cleaned_data["as_of"]
        if day and day > timezone.localdate():
            raise ValidationError(_("Choose today or a day that has passed."))
        return day


class SnapshotForm(RecordedForm):
    """The label and who sees it; what it keeps never changes."""

    class Meta:
        model = Snapshot
        fields = ["title", "visibility"]
