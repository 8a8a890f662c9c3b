"""The form of the wind-tunnel: a score and a reason per action, in one scenario."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portfolios.choices.futures import WORDS
from portfolios.models import ScenarioTrial

SCORES = [("", WORDS[None]), *((str(n), format_lazy("{:+d} · {}", n, WORDS[n])) for n in range(2, -3, -1))]


class TrialsForm(forms.Form):
    """One row per action of ``actions``; what was said before is filled in. An empty score takes a trial away."""

    def __init__(self, *args, scenario, actions, **kwargs):
        super().__init__(*args, **kwargs)
        self.actions = actions
        there = {row.action_id: row for row in ScenarioTrial.objects.filter(scenario=scenario, action__in=actions)}
        for action in actions:
            self._add(action, there.get(action.pk))

    def _add(self, action, before):
        self.fields[f"score_{action.pk}"] = forms.TypedChoiceField(
            label=_("How it fares"), choices=SCORES, coerce=int, empty_value=None, required=False,
            initial=before.score if before else None,
        )  # fmt: skip
        self.fields[f"reason_{action.pk}"] = forms.CharField(
            label=_("Why"), max_length=300, required=False, initial=before.reason if before else ""
        )

    def rows(self):
        """[(action, its score, its reason)] for the page."""
        return [(action, self[f"score_{action.pk}"], self[f"reason_{action.pk}"]) for action in self.actions]

    def trials(self):
        """[(action, score, reason)] as said."""
        data = self.cleaned_data
        return [(action, data[f"score_{action.pk}"], data[f"reason_{action.pk}"]) for action in self.actions]
