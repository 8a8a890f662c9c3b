"""The form of the gate: five scores with their reasons."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from actors.rules import actor_roles
from missions.choices import Criterion
from missions.choices.anchors import anchors_of
from missions.forms.picks import narrow, pick_actor


class ScoresForm(forms.Form):
    """One assessor's scores; ``on_behalf``: of somebody absent, whose name and actor are asked.

    ``given``: {criterion: assessment} given before in this round. ``scores()`` keeps the criteria that were scored.
    """

    def __init__(self, *args, user, given=None, on_behalf=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.on_behalf = on_behalf
        self._add_people(user, given or {})
        for criterion in Criterion:
            self._add_criterion(criterion, (given or {}).get(criterion.value))
        narrow(self, user)

    def _add_people(self, user, given):
        if self.on_behalf:
            self.fields["assessor_name"] = forms.CharField(label=_("Assessor"), max_length=150)
            self.fields["actor"] = pick_actor(label=_("On behalf of"))
            return
        mine = Actor.objects.filter(pk__in=actor_roles(user), merged_into=None)
        before = next(iter(given.values()), None)
        self.fields["actor"] = forms.ModelChoiceField(
            mine,
            label=_("On behalf of"),
            required=False,
            initial=before.actor_id if before else mine.first(),
            empty_label=_("Nobody: I speak for myself"),
            help_text=_("The family of the actor counts for the gate."),
        )

    def _add_criterion(self, criterion, before):
        self.fields[criterion.value] = forms.TypedChoiceField(
            label=criterion.label,
            choices=[(score, f"{score} · {anchor}") for score, anchor in anchors_of(criterion)],
            coerce=int,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            initial=before.score if before else None,
        )
        self.fields[f"{criterion.value}_reason"] = forms.CharField(
            label=_("Reason"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=before.reason if before else "",
        )

    def scores(self):
        """{criterion: (score, reason)} of the criteria that were scored."""
        data = self.cleaned_data
        return {
            criterion.value: (data[criterion.value], data[f"{criterion.value}_reason"])
            for criterion in Criterion
            if data[criterion.value] is not None
        }

    def clean(self):
        """At least one score; a reason needs its score."""
        data = super().clean()
        for criterion in Criterion:
            if data.get(f"{criterion.value}_reason") and data.get(criterion.value) is None:
                self.add_error(criterion.value, _("Choose the score this reason belongs to."))
        if not self.errors and not self.scores():
            raise forms.ValidationError(_("Give at least one score."))
        return data

    def pairs(self):
        """[(criterion's field, its reason's field)] for the page."""
        return [(self[criterion.value], self[f"{criterion.value}_reason"]) for criterion in Criterion]
