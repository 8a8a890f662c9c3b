"""The target mix of a portfolio: wanted shares of the classes of each dimension, in percent."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from convergenze.history.forms import RecordedForm
from portfolios.choices import Depth, Dynamic, Horizon, Stage
from portfolios.models import Portfolio

DIMENSIONS = {
    "horizon": (_("Horizons"), Horizon),
    "stage": (_("Stages"), Stage),
    "dynamic": (_("Dynamics on the X-curve"), Dynamic),
    "depth": (_("Depth of change"), Depth),
}


class MixForm(RecordedForm):
    """Four dimensions; each is declared in full, summing to 100, or not at all."""

    class Meta:
        model = Portfolio
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        declared = self.instance.target_mix or {}
        for name, (_title, choices) in DIMENSIONS.items():
            shares = declared.get(name) or {}
            for code, label in choices.choices:
                self.fields[f"{name}_{code}"] = forms.DecimalField(
                    label=label, required=False, min_value=0, max_value=100, decimal_places=1,
                    initial=_percent(shares.get(code)),
                )  # fmt: skip

    @property
    def dimensions(self):
        """[(title, [bound fields])] for the page."""
        return [
            (title, [self[f"{name}_{code}"] for code in choices.values])
            for name, (title, choices) in DIMENSIONS.items()
        ]  # fmt: skip

    def clean(self):
        """The shares of a dimension are given together and make 100."""
        cleaned = super().clean()
        mix, problems = {}, []
        for name, (title, choices) in DIMENSIONS.items():
            given = {code: cleaned.get(f"{name}_{code}") for code in choices.values}
            total = sum(share for share in given.values() if share is not None)
            if all(share is None for share in given.values()):
                continue
            if total != 100:
                problems.append(
                    _("%(title)s: the shares make %(total)s%%. Bring them to 100, or leave them all empty.")
                    % {"title": title, "total": total}
                )
            mix[name] = {code: float((share or 0) / 100) for code, share in given.items()}
        if problems:
            raise ValidationError(problems)
        self.instance.target_mix = mix
        return cleaned


def _percent(share):
    """62.5 of the share 0.625, without zeros at the end."""
    return None if share is None else round(Decimal(str(share)) * 100, 1).normalize() + 0
