"""Forms of evidence."""

from django import forms

from convergenze.core.errors import StaleRecord
from convergenze.history.forms import RecordedForm
from convergenze.notes import services
from convergenze.notes.models import Evidence


class EvidenceForm(RecordedForm):
    """A claim, where it comes from and how strong it is."""

    class Meta:
        model = Evidence
        fields = [
            "claim",
            "contradicts",
            "kind",
            "strength",
            "applies_here",
            "source",
            "url",
            "dated_on",
            "licence",
        ]
        widgets = {"claim": forms.Textarea(attrs={"rows": 3}), "dated_on": forms.DateInput()}

    def save(self, *, by):
        """The saved evidence, or None when somebody else saved it first."""
        expected = self.cleaned_data.get("opened_version") if self.instance.pk else None
        try:
            return services.save_evidence(evidence=self.instance, by=by, expected_version=expected)
        except StaleRecord as stale:
            self._tell(stale)
            return None
