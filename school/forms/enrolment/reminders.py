"""Reminders of an edition."""

import string

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.models import ReminderRule

WORDS = ("name", "edition", "when")


class Unit(models.IntegerChoices):
    """In what the distance from the date is counted; the value is its minutes."""

    MINUTES = 1, _("minutes")
    HOURS = 60, _("hours")
    DAYS = 1440, _("days")


class Side(models.IntegerChoices):
    """On which side of the date."""

    BEFORE = -1, _("before")
    AFTER = 1, _("after")


class ReminderForm(forms.ModelForm):
    """How long before or after which date, to whom, in which words."""

    amount = forms.IntegerField(label=_("How long"), min_value=0, validators=[MaxValueValidator(365 * 24 * 60)])
    unit = forms.TypedChoiceField(label=_("Unit"), choices=Unit, coerce=int)
    side = forms.TypedChoiceField(label=_("Before or after"), choices=Side, coerce=int)

    field_order = ["subject", "text", "audience", "amount", "unit", "side", "anchor", "is_active"]

    class Meta:
        model = ReminderRule
        fields = ["subject", "text", "audience", "anchor", "is_active"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offset = abs(self.instance.offset_minutes)
        unit = next(one for one in reversed(Unit) if offset % one == 0)
        self.initial |= {
            "amount": offset // unit,
            "unit": unit.value,
            "side": Side.AFTER if self.instance.offset_minutes > 0 else Side.BEFORE,
        }

    def clean_text(self):
        """Only the words that are filled in stand between braces."""
        return _checked(self.cleaned_data["text"])

    def clean_subject(self):
        """As in the text."""
        return _checked(self.cleaned_data["subject"])

    def clean(self):
        """The distance in minutes, negative before the date."""
        cleaned = super().clean()
        if {"amount", "unit", "side"} <= cleaned.keys():
            self.instance.offset_minutes = cleaned["amount"] * cleaned["unit"] * cleaned["side"]
        return cleaned


def _checked(text):
    try:
        named = {_as_written(*parts) for _text, *parts in string.Formatter().parse(text) if parts[0] is not None}
    except ValueError as error:
        raise ValidationError(_("A brace is open and never closed: write {name}, {edition} or {when}.")) from error
    if unknown := named - set(WORDS):
        told = ", ".join(f"{{{name}}}" for name in sorted(unknown))
        raise ValidationError(_("Nothing is filled in for %(words)s: use {name}, {edition}, {when}.") % {"words": told})
    return text


def _as_written(name, form, conversion):
    """What stands between the braces: a width or a conversion makes it something else than a word."""
    return name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
