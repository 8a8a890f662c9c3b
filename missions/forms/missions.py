"""Forms of missions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from convergenze.accounts.roles import Role
from convergenze.history.forms import RecordedForm
from missions import queries, services
from missions.forms.picks import narrow, pick_actor, pick_challenge, pick_territory
from missions.models import Mission


class MissionForm(RecordedForm):
    """One sentence, a date, a measure, an owner, four answers."""

    challenge = pick_challenge(
        label=_("Challenge"), required=False, help_text=_("The adopted challenge this mission answers.")
    )
    territory = pick_territory(label=_("Territory"), required=False)
    owner = pick_actor(
        label=_("Owner"), required=False, help_text=_("The actor that answers for the mission until the end.")
    )

    class Meta:
        model = Mission
        fields = [
            "title",
            "statement",
            "headline_target",
            "challenge",
            "territory",
            "owner",
            "lead",
            "kind",
            "starts_on",
            "ends_on",
            "review_on",
            "litmus_direction",
            "litmus_measure",
            "litmus_many",
            "litmus_care",
            "language",
            "visibility",
        ]
        widgets = {
            "statement": forms.Textarea(attrs={"rows": 3, "data-count": "280"}),
            **{name: forms.Textarea(attrs={"rows": 3}) for name in Mission.LITMUS},
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        narrow(self, user)
        self.fields["lead"].queryset = queries.lead_candidates(self.instance, user)

    def write(self, **how):
        """A new mission is opened, so that whoever opens it becomes its steward."""
        if self.instance._state.adding:
            return services.open_mission(mission=self.instance, by=how["by"])
        return super().write(**how)


class TeamForm(forms.Form):
    """Somebody who joins, by the e-mail of their account."""

    email = forms.EmailField(label=_("E-mail of the account"))
    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, role.label) for role in Role.scoped()])
