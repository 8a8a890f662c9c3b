"""Answers to calls that were suggested to a portfolio."""

from django import forms

from missions.choices import Lever
from missions.models import Objective
from portfolios.choices.acting import PickStatus
from portfolios.models import Action, FundingCall


class CallAnswerForm(forms.Form):
    """Which call, for what, and the answer; the choices are what the reader sees."""

    call = forms.ModelChoiceField(FundingCall.objects.none(), to_field_name="public_id")
    status = forms.ChoiceField(choices=PickStatus.choices)
    action = forms.ModelChoiceField(Action.objects.none(), required=False)
    objective = forms.ModelChoiceField(Objective.objects.none(), required=False)
    lever = forms.ChoiceField(choices=[("", ""), *Lever.choices], required=False)
    note = forms.CharField(max_length=300, required=False)

    def __init__(self, *args, portfolio, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["call"].queryset = FundingCall.objects.visible_to(user)
        self.fields["action"].queryset = Action.objects.visible_to(user).filter(placements__portfolio=portfolio)
        self.fields["objective"].queryset = portfolio.mission.objectives.all()
