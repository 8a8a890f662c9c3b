"""Fields that several forms share."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from actors.models import Territory
from convergenze.core.picking import REFERENCE, PickField


class PlacesField(forms.CharField):
    """Territories by name, separated by commas or lines: "Vergato (BO), Marzabotto". Gives a list of records."""

    widget = forms.Textarea(
        attrs={
            "rows": 2,
            "data-pick": format_lazy("{}?field=q", reverse_lazy("missions:suggest_territories")),
            "data-pick-label": _("Add a place: write its first letters"),
        }
    )
    user = None  # whose territories may be named; the form sets it

    def prepare_value(self, value):
        if isinstance(value, (list, tuple)):
            places = [one if isinstance(one, Territory) else Territory.objects.get(pk=one) for one in value]
            return ", ".join(self._written(place) for place in places)
        return value

    def _written(self, place):
        is_alone = Territory.objects.filter(name=place.name, deleted_at=None).count() == 1
        return place.name if is_alone and "," not in place.name else place.reference

    def to_python(self, value):
        names = [name.strip() for name in re.split(r"[,;\n]", value or "") if name.strip()]
        found, problems = [], []
        for name in names:
            try:
                found.append(self._one(name))
            except ValidationError as problem:
                problems += problem.messages
        if problems:
            raise ValidationError(problems)
        return list({place.pk: place for place in found}.values())

    def _one(self, text):
        rows = Territory.objects.alive() if self.user is None else Territory.objects.visible_to(self.user)
        name, bracket, rest = text.partition("(")
        if bracket and not REFERENCE.search(text):
            rows = rows.filter(acronym__iexact=rest.strip(" )"))
            text = name.strip()
        if text.isdigit() and (place := rows.filter(istat_code=text.zfill(6)).first()):
            return place
        return PickField(rows, search=("name",)).to_python(text)

    def validate(self, value):
        if self.required and not value:
            raise ValidationError(_("Write at least one territory."))

    def run_validators(self, value):
        """The parts were checked one by one."""

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "")


class CodeBoxes(forms.MultipleChoiceField):
    """Boxes for a list of codes; codes of another release that a record holds already stay choosable."""

    widget = forms.CheckboxSelectMultiple

    def keep(self, codes):
        """Offer ``codes`` too, as they are."""
        known = {code for code, _label in self.choices}
        self.choices = [*self.choices, *((code, code) for code in codes if code not in known)]


def coded_boxes(choices, **kwargs):
    """``CodeBoxes`` whose labels begin with the code: "F · Construction"."""
    written = [(code, format_lazy("{} · {}", code, label)) for code, label in choices.choices]
    return CodeBoxes(choices=written, required=False, **kwargs)


def objective_choices(missions):
    """Choices of objectives grouped by mission, for a select."""
    groups = [("", "---------")]
    for mission in missions:
        found = [(objective.pk, str(objective)) for objective in mission.objectives.all()]
        if found:
            groups.append((mission.title, found))
    return groups
