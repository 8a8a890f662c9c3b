"""Forms of commitments."""

from django import forms
from django.utils.translation import gettext_lazy as _

from convergenze.history.forms import RecordedForm
from missions import services
from missions.forms.picks import narrow, pick_actor
from missions.models import Commitment, Decision


class CommitmentForm(RecordedForm):
    """Who promises what, how much and by when."""

    actor = pick_actor(label=_("Signatory"), help_text=_("Type some letters of the name and choose."))

    class Meta:
        model = Commitment
        fields = [
            "actor",
            "title",
            "kind",
            "quantity",
            "unit",
            "due_on",
            "text",
            "decision",
            "language",
            "visibility",
        ]
        localized_fields = ["quantity"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "quantity": _("Where it can be counted: euro, hours, flats, assemblies."),
            "visibility": _("Others read it once it is accepted."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        narrow(self, user)
        decisions = Decision.objects.visible_to(user).filter(mission=self.instance.mission)
        self.fields["decision"].queryset = decisions
        known = self.initial.get("quantity")
        if known is not None and known == int(known):
            self.initial["quantity"] = int(known)

    def write(self, **how):
        """Through the service, which asks who may promise for whom."""
        return services.save_commitment(
            commitment=self.instance, by=how["by"], expected_version=how["expected_version"]
        )


class ReportForm(forms.Form):
    """How much of a commitment is done."""

    quantity_done = forms.DecimalField(
        label=_("Done so far"), min_value=0, max_digits=16, decimal_places=2, localize=True
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500)
