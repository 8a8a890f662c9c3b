"""Proposing recorded actions for their actors."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from missions.choices import Lever
from missions.models import Objective
from portfolios.models import Action


class ActionBoxes(forms.ModelMultipleChoiceField):
    """Actions with whoever leads them, to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, action):
        return f"{action.title} · {action.lead or _('no lead')}"


class EnlistForm(forms.Form):
    """Which actions, and what their source does not say; given values never replace what an action says."""

    actions = ActionBoxes(Action.objects.none(), label=_("Actions to propose"))
    objective = forms.ModelChoiceField(
        Objective.objects.none(),
        label=_("contributing to"),
        required=False,
        empty_label=_("No objective yet"),
        help_text=_("For the actions that do not contribute to it yet."),
    )
    levers = forms.MultipleChoiceField(
        label=_("Levers they pull"),
        choices=Lever.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only for the actions that name none. The coverage matrix counts by lever."),
    )
    starts_on = forms.DateField(
        label=_("Start"),
        required=False,
        help_text=_("Only for the actions without one: two actions can overlap only when their dates are known."),
    )
    ends_on = forms.DateField(label=_("End"), required=False, help_text=_("Only for the actions without one."))
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, help_text=_("It stays in the history of each action."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args, portfolio, actions, **kwargs):
        super().__init__(*args, **kwargs)
        rows = self.fields["actions"].queryset = actions
        self.initial.setdefault("actions", [action.pk for action in rows])
        self.fields["objective"].queryset = portfolio.mission.objectives.all()

    def clean(self):
        """The end is not before the start."""
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", ValidationError(_("The end comes before the start.")))
        return cleaned
