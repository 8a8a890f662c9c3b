"""Money: euro with two places, one field and one way to write it."""

from decimal import ROUND_HALF_UP, Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

CENT = Decimal("0.01")
MAX_DIGITS = 15


class MoneyField(models.DecimalField):
    """An amount in euro, never negative; ``None`` is "not known", never zero."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_digits", MAX_DIGITS)
        kwargs.setdefault("decimal_places", 2)
        kwargs.setdefault("validators", [MinValueValidator(0, _("An amount cannot be negative."))])
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, path, args, kwargs


def euro(amount):
    """``amount`` rounded to the cent, half up, as the law of invoices does."""
    return Decimal(amount).quantize(CENT, ROUND_HALF_UP)


def show_euro(amount, *, short=False):
    """ "€ 1.234.500" or, short, "€ 1,2 M", in the reader's format; "–" when the amount is not known."""
    if amount is None:
        return "–"
    amount = Decimal(amount)
    if amount < 0:
        return f"−{show_euro(-amount, short=short)}"
    if short and amount >= 1_000_000_000:
        unit = pgettext("thousand million", "bn")
        return f"€ {formats.number_format(amount / 1_000_000_000, 1)} {unit}"
    if short and amount >= 1_000_000:
        return f"€ {formats.number_format(amount / 1_000_000, 1 if amount < 100_000_000 else 0)} M"
    if short and amount >= 10_000:
        return f"€ {formats.number_format(amount / 1_000, 0)} k"
    places = 0 if amount == amount.to_integral_value() else 2
    return f"€ {formats.number_format(amount, places, force_grouping=True)}"
