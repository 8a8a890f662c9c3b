"""Forms of snapshots and share links."""

from datetime import timedelta

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


class ShareForm(forms.Form):
    """A new share link."""

    LASTS = (("30", _("30 days")), ("90", _("90 days")), ("365", _("One year")), ("", _("Until it is revoked")))

    name = forms.CharField(
        label=_("for whom"), max_length=120, help_text=_("Somebody or some group, so that you can tell links apart.")
    )
    sections = forms.MultipleChoiceField(
        label=_("pages it opens"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Governance is told as it is today: a link to a snapshot leaves it out."),
    )  # fmt: skip
    snapshot = forms.ModelChoiceField(
        Snapshot.objects.none(), label=_("what it shows"), required=False, empty_label=_("The portfolio as it is, live")
    )
    lasts = forms.ChoiceField(label=_("how long it works"), choices=LASTS, required=False, initial="90")
    password = forms.CharField(
        label=_("password"), required=False, min_length=6, max_length=128, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("If you want one: tell it apart from the link."),
    )  # fmt: skip

    def __init__(self, *args, sections, snapshots, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sections"].choices = sections
        self.fields["sections"].initial = [section for section, _label in sections]
        self.fields["snapshot"].queryset = snapshots

    def expires_at(self):
        """The instant the link ends, None for never."""
        days = self.cleaned_data["lasts"]
        return timezone.now() + timedelta(days=int(days)) if days else None
