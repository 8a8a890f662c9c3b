"""Forms of what a mission measures."""

from decimal import Decimal

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from convergenze.history.forms import RecordedForm
from missions import services
from missions.forms.picks import narrow, pick_territory
from missions.models import Indicator, Measurement, Objective

EMPTY_ROWS = 3
MOST_ROWS = 50


class ObjectiveForm(RecordedForm):
    """What has to be reached, its weight and the levers it cannot do without."""

    class Meta:
        model = Objective
        fields = ["title", "code", "theory", "weight", "required_levers"]
        widgets = {
            "theory": forms.Textarea(attrs={"rows": 4}),
            "weight": forms.RadioSelect(choices=[(1, "1"), (2, "2"), (3, "3")]),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].required = False
        self.fields["code"].help_text = _("Short: O1, O2… Left empty, it takes the next one.")

    def write(self, **how):
        """Through the service, which gives code and place."""
        return services.save_objective(objective=self.instance, by=how["by"], expected_version=how["expected_version"])

    def _get_validation_exclusions(self):
        # The mission is not in the form, but its code is unique within it.
        return super()._get_validation_exclusions() - {"mission"}


class MilestoneForm(forms.Form):
    """A day and the value to have reached; an empty row is left out."""

    day = forms.DateField(label=_("date"), required=False)
    value = forms.DecimalField(label=_("value"), required=False, max_digits=18, decimal_places=4, localize=True)

    def clean(self):
        """Both or neither."""
        data = super().clean()
        if (data.get("day") is None) != (data.get("value") is None) and not self.errors:
            raise forms.ValidationError(_("A milestone needs both its date and its value."))
        return data


class IndicatorForm(RecordedForm):
    """Baseline, path and target. Milestones are rows; three empty ones are always there to write in."""

    class Meta:
        model = Indicator
        fields = [
            "name",
            "unit",
            "measure",
            "level",
            "baseline",
            "baseline_on",
            "target",
            "target_on",
            "frequency_days",
            "aggregation",
            "source",
            "method",
            "external_code",
        ]
        localized_fields = ["baseline", "target"]
        widgets = {"method": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _trim(self, "baseline", "target")
        rows = [{"day": day, "value": formats.localize_input(_short(value))} for day, value in self.instance.milestones]
        factory = forms.formset_factory(MilestoneForm, extra=EMPTY_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 1)
        self.milestones = factory(self.data if self.is_bound else None, initial=rows, prefix="milestones")

    def is_valid(self):
        """The indicator and every milestone."""
        return self.milestones.is_valid() and super().is_valid()

    def _post_clean(self):
        # The milestones are part of what the model checks: inside the period, each day once.
        if self.milestones.is_valid():
            self.instance.milestones = [
                [row["day"].isoformat(), float(row["value"])]
                for row in self.milestones.cleaned_data
                if row.get("day") is not None
            ]
        super()._post_clean()

    def add_error(self, field, error):
        """Errors of the milestones, which are no field of the form, are shown on top."""
        if field is None and hasattr(error, "error_dict") and "milestones" in error.error_dict:
            own = error.error_dict.pop("milestones")
            super().add_error(None, own)
            if not error.error_dict:
                return
        super().add_error(field, error)

    def write(self, **how):
        """Through the service, which gives it its place."""
        return services.save_indicator(indicator=self.instance, by=how["by"], expected_version=how["expected_version"])


class MeasurementForm(RecordedForm):
    """A value on a day, with its source."""

    territory = pick_territory(
        label=_("Territory"), required=False, help_text=_("Only when it speaks of a part of the mission's territory.")
    )

    class Meta:
        model = Measurement
        fields = ["measured_on", "value", "narrative", "source", "territory", "breakdown"]
        localized_fields = ["value"]
        widgets = {"narrative": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        narrow(self, user)
        _trim(self, "value")
        self.fields["breakdown"].help_text = _(
            "Only when it counts a part of the people (women, under 35…): it then stays out of the progress."
        )

    def write(self, **how):
        """Through the service, which leaves checked ones alone."""
        return services.save_measurement(
            measurement=self.instance, by=how["by"], expected_version=how["expected_version"]
        )


def _short(value):
    """A number as people write it: 40, not 40.0000."""
    return int(value) if value == int(value) else Decimal(str(value)).normalize()


def _trim(form, *names):
    """Show stored decimals without the zeros the database fills in."""
    for name in names:
        if form.initial.get(name) is not None:
            form.initial[name] = _short(form.initial[name])
