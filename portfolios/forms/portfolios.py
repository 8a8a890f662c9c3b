"""Forms of portfolios: the record, its positions, its places, and pulling actions in."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from convergenze.core.picking import PickField
from convergenze.history.forms import RecordedForm
from missions.models import Mission, Objective
from missions.rules import works_on
from portfolios.choices import Depth, Horizon, Stage
from portfolios.models import Portfolio, Position

MIXES = {"horizon": (_("horizon"), Horizon), "stage": (_("stage"), Stage), "depth": (_("depth"), Depth)}


class PortfolioForm(RecordedForm):
    """A version of a mission's portfolio; the target mix is asked as percentages by horizon."""

    mission = PickField(Mission.objects.none(), search=("title",), label=_("mission"))

    class Meta:
        model = Portfolio
        fields = ["title", "mission", "intent", "language", "visibility"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["mission"].queryset = Mission.objects.visible_to(user)
        if self.instance.pk:
            # Contributions and positions speak of the mission: another mission needs another portfolio.
            self.fields["mission"].disabled = True
        shares = (self.instance.target_mix or {}).get("horizon", {})
        for value, label in Horizon.choices:
            self.fields[f"mix_{value}"] = forms.DecimalField(
                label=_("Wanted share of %(horizon)s (%%)") % {"horizon": label},
                required=False, min_value=0, max_value=100, decimal_places=1,
                initial=None if value not in shares else round(Decimal(str(shares[value])) * 100, 1).normalize() + 0,
            )  # fmt: skip

    def clean_mission(self):
        """Officers fill any mission's portfolio; stewards and teams their own."""
        mission = self.cleaned_data["mission"]
        if mission and not (
            self.user.has_perm("portfolios.change_fundingprogramme") or works_on(self.user, mission.pk)
        ):
            raise ValidationError(_("You do not work on this mission: choose one of yours."))
        return mission

    def clean(self):
        """Shares are given all together and make 100."""
        cleaned = super().clean()
        given = {value: cleaned.get(f"mix_{value}") for value in Horizon.values}
        said = {value: share for value, share in given.items() if share is not None}
        if said and sum(said.values()) != 100:
            raise ValidationError(
                _("The wanted shares make %(total)s%%: bring them to 100, or leave them all empty.")
                % {"total": sum(said.values())}
            )
        mix = {name: shares for name, shares in (self.instance.target_mix or {}).items() if name != "horizon"}
        if said:
            mix["horizon"] = {value: float((given[value] or 0) / 100) for value in Horizon.values}
        self.instance.target_mix = mix
        return cleaned


class PositionForm(forms.ModelForm):
    """A group of actions that test one hypothesis."""

    class Meta:
        model = Position
        fields = ["code", "title", "hypothesis"]
        widgets = {"hypothesis": forms.Textarea(attrs={"rows": 2})}


PositionFormSet = forms.inlineformset_factory(Portfolio, Position, form=PositionForm, extra=2, can_delete=True)


class PlaceForm(forms.Form):
    """Where ticked actions go: a portfolio, and if wanted a position and an objective with a weight."""

    portfolio = forms.ModelChoiceField(Portfolio.objects.none(), label=_("portfolio"))
    position = forms.ModelChoiceField(
        Position.objects.none(), label=_("position"), required=False, empty_label=_("None yet")
    )
    objective = forms.ModelChoiceField(
        Objective.objects.none(), label=_("contributing to"), required=False, empty_label=_("No objective yet")
    )
    weight = forms.TypedChoiceField(
        label=_("weight"), coerce=int, choices=[(n, n) for n in (1, 2, 3)], initial=1, required=False, empty_value=1
    )

    def __init__(self, *args, portfolios, portfolio=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["portfolio"].queryset = portfolios
        if portfolio:
            self.initial["portfolio"] = portfolio.pk
            self.fields["position"].queryset = portfolio.positions.all()
            self.fields["objective"].queryset = portfolio.mission.objectives.all()


class PlacementsForm(forms.Form):
    """The position of every action of a portfolio, in one save."""

    def __init__(self, *args, placements, positions, **kwargs):
        super().__init__(*args, **kwargs)
        self.placements = {f"place_{row.pk}": row for row in placements}
        choices = [("", _("No position")), *((position.pk, str(position)) for position in positions)]
        self.positions = {str(position.pk): position for position in positions}
        for name, row in self.placements.items():
            label = _("Position of %(action)s") % {"action": row.action.title}
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=False,
                initial=row.position_id or "",
                # The table is full of small forms, and forms cannot stand in forms.
                widget=forms.Select(attrs={"form": "places", "aria-label": label}),
            )

    def rows(self):
        """[(placement, bound field)] for the table."""
        return [(row, self[name]) for name, row in self.placements.items()]

    def wanted(self):
        """{position or None: [placements]} of what was chosen."""
        found = {}
        for name, row in self.placements.items():
            found.setdefault(self.positions.get(self.cleaned_data[name]), []).append(row)
        return found
