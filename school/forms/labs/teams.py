"""Forms of labs with their phases, of teams, and of who is in which team."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from actors.models import Territory
from convergenze.core.picking import PickField
from convergenze.history.forms import RecordedForm
from missions.models import Challenge
from school.models import Lab, LabPhase, Team
from school.services import labs

EMPTY_ROWS = 3


class LabForm(RecordedForm):
    """What the lab works on, what its teams fill and how they are formed."""

    challenge = PickField(
        Challenge.objects.none(), search=("title",), suggest="missions:suggest_challenges", required=False,
        label=_("challenge"), help_text=_("When the lab works on a challenge of the platform: a part of its title."),
    )  # fmt: skip

    class Meta:
        model = Lab
        fields = ["title", "brief", "challenge", "canvases", "formation", "team_min", "team_max"]
        widgets = {"brief": forms.Textarea(attrs={"rows": 4}), "formation": forms.RadioSelect}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["challenge"].queryset = Challenge.objects.visible_to(user).current()
        self.phases = PhaseForms(self.data if self.is_bound else None, instance=self.instance, prefix="phases")

    def is_valid(self):
        """The lab and its phases."""
        fine = super().is_valid()
        return self.phases.is_valid() and fine

    def write(self, **how):
        """Through the service, with the phases in the order of the page."""
        phases = [
            form.instance for form in self.phases if form.cleaned_data and not self.phases._should_delete_form(form)
        ]
        return labs.save_lab(lab=self.instance, phases=phases, by=how["by"], expected_version=how["expected_version"])


PhaseForms = forms.inlineformset_factory(
    Lab, LabPhase, fields=["title", "minutes", "brief"], extra=EMPTY_ROWS, can_delete=True, max_num=20,
    widgets={"brief": forms.Textarea(attrs={"rows": 2})}, labels={"minutes": _("how many minutes")},
)  # fmt: skip


class TeamForm(RecordedForm):
    """A team's name, its question and its place."""

    territory = PickField(
        Territory.objects.none(), search=("name", "istat_code"), suggest="actors:suggest_territories", required=False,
        label=_("territory"),
    )  # fmt: skip

    class Meta:
        model = Team
        fields = ["name", "question", "territory"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["territory"].queryset = Territory.objects.visible_to(user).defer("boundary")

    def _get_validation_exclusions(self):
        # The lab is not in the form, but names are unique within it.
        return super()._get_validation_exclusions() - {"lab"}

    def write(self, **how):
        """Through the service."""
        return labs.save_team(team=self.instance, by=how["by"], expected_version=how["expected_version"])


class PlacesForm(forms.Form):
    """A team, or none, for each participant: ``people`` are (enrolment, id of the team)."""

    def __init__(self, *args, people, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.people, self.teams = [enrolment for enrolment, _team in people], {str(team.pk): team for team in teams}
        choices = [("", capfirst(_("no team"))), *((pk, str(team)) for pk, team in self.teams.items())]
        for enrolment, team in people:
            self.fields[f"person-{enrolment.pk}"] = forms.ChoiceField(
                choices=choices, required=False, initial=str(team or ""), label=str(enrolment)
            )

    @property
    def rows(self):
        """(enrolment, its field) for the table."""
        return [(enrolment, self[f"person-{enrolment.pk}"]) for enrolment in self.people]

    @property
    def places(self):
        """{enrolment: team or None}."""
        chosen = ((enrolment, self.cleaned_data[f"person-{enrolment.pk}"]) for enrolment in self.people)
        return {enrolment: self.teams.get(team) for enrolment, team in chosen}
