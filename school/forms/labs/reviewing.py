"""A review: five scores, words, a verdict."""

from django import forms
from django.utils.translation import gettext_lazy as _

from school.choices.labs import Criterion, Verdict
from school.services.labs.reviewing import BEST

SCALE = [(str(score), str(score)) for score in range(BEST + 1)]


class ReviewForm(forms.Form):
    """Every criterion from 0 (not at all) to 4 (fully); what is missing is told by the service too."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for criterion in Criterion:
            self.fields[criterion.value] = forms.ChoiceField(
                label=criterion.label, choices=SCALE, widget=forms.RadioSelect
            )
        self.fields["text"] = forms.CharField(
            label=_("what works, and what would make it better"), widget=forms.Textarea(attrs={"rows": 6})
        )
        self.fields["verdict"] = forms.ChoiceField(
            label=_("verdict"), choices=Verdict.choices, widget=forms.RadioSelect
        )

    @property
    def answers(self):
        """What the service asks."""
        data = self.cleaned_data
        scores = {criterion.value: data[criterion.value] for criterion in Criterion}
        return {"scores": scores, "text": data["text"], "verdict": data["verdict"]}
