"""Choosing one record among thousands: the name is typed, the browser suggests, and without JavaScript it works too.

``PickField(Actor.objects.current(), search=("name", "short_name"), suggest="missions:suggest_actors")``: what is typed
may be the whole name, a part that fits one record only, or its reference (AT-2026-0014).
"""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext as _

REFERENCE = re.compile(r"\b[A-Z]{2}-\d{4}-(\d{1,18})\b")
SHOWN = 8


def written(record):
    """How a record is written in a field: "Comune di Vergato · AT-2026-0014"."""
    return f"{getattr(record, 'full_name', record)} · {record.reference}"


def suggestions(rows, search, text):
    """The first rows whose ``search`` fields contain ``text``; none for less than two letters."""
    text = str(text).strip()
    if len(text) < 2:
        return rows.none()
    found = Q()
    for name in search:
        found |= Q(**{f"{name}__icontains": text})
    return rows.filter(found)[:SHOWN]


class Picker(forms.TextInput):
    """A text input with a list of suggestions that htmx fills while one types."""

    def __init__(self, suggest=""):
        super().__init__()
        self.suggest = suggest

    def render(self, name, value, attrs=None, renderer=None):
        attrs = dict(attrs or {})
        if not self.suggest:
            return super().render(name, value, attrs, renderer)
        listed = f"{attrs.get('id', name)}-list"
        attrs |= {
            "list": listed,
            "hx-get": f"{reverse_lazy(self.suggest)}?field={name}",
            "hx-trigger": "input changed delay:250ms",
            "hx-target": f"#{listed}",
            "hx-swap": "innerHTML",
        }
        return format_html('{}<datalist id="{}"></datalist>', super().render(name, value, attrs, renderer), listed)


class PickField(forms.ModelChoiceField):
    """A choice among the rows of ``queryset``; set ``field.queryset`` to what the user sees before validating.

    ``search``: the columns that what is typed is looked for in; the model's ``label_field`` unless told.
    ``queryset`` may also be a function without arguments: a list has five such fields, and mostly none is filled in.
    """

    def __init__(self, queryset, *, search=(), suggest="", **kwargs):
        kwargs.setdefault("widget", Picker(suggest))
        super().__init__(queryset, **kwargs)
        self._search = search

    def __deepcopy__(self, memo):
        # Not as ModelChoiceField does, which would look for the rows.
        copied = super(forms.ChoiceField, self).__deepcopy__(memo)
        if not callable(self._queryset):
            copied.queryset = self._queryset.all()
        return copied

    @property
    def queryset(self):
        """The rows to choose among."""
        if callable(self._queryset):
            self._queryset = self._queryset()
        return self._queryset.all()

    @queryset.setter
    def queryset(self, rows):
        self._queryset = rows

    @property
    def search(self):
        """The columns; asked when a queryset is there, since filters set theirs later."""
        return self._search or (self.queryset.model.label_field,)

    def prepare_value(self, value):
        if value in self.empty_values or (isinstance(value, str) and not value.isdecimal()):
            return value
        record = value if hasattr(value, "reference") else self.queryset.filter(pk=value).first()
        return written(record) if record else ""

    def to_python(self, value):
        if value in self.empty_values or not str(value).strip():
            return None
        text = str(value).strip()
        if reference := REFERENCE.search(text):
            if record := self.queryset.filter(pk=reference[1]).first():
                return record
            raise ValidationError(_("There is no such record, or it is not for you to see: %(text)s.") % {"text": text})
        return self._only_one(text)

    def _only_one(self, text):
        exact = list(self.queryset.filter(**{f"{self.search[0]}__iexact": text})[:2])
        found = exact if len(exact) == 1 else list(suggestions(self.queryset, self.search, text))
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("Nothing is called “%(text)s”: check the spelling.") % {"text": text})
        names = "; ".join(map(written, found))
        raise ValidationError(_("Several fit; write one of these: %(names)s.") % {"names": names})

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "")


class SeveralField(forms.CharField):
    """Several records, their names or references separated by semicolons or lines. Gives a list of records."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, queryset, *, search, **kwargs):
        super().__init__(**kwargs)
        self.queryset, self.search = queryset, search

    def prepare_value(self, value):
        """Records as they are written in a field."""
        if not isinstance(value, (list, tuple)):
            return value
        ids = [getattr(one, "pk", one) for one in value]
        return "; ".join(written(one) for one in self.queryset.filter(pk__in=ids))

    def to_python(self, value):
        """The records; every name that is not understood is told."""
        one, found, problems = PickField(self.queryset, search=self.search), {}, []
        for text in filter(str.strip, re.split(r"[;\n]", value or "")):
            try:
                record = one.to_python(text)
                found[record.pk] = record
            except ValidationError as problem:
                problems += problem.messages
        if problems:
            raise ValidationError(problems)
        return list(found.values())

    def has_changed(self, initial, data):
        """Compared as written."""
        return (self.prepare_value(initial) or "") != (data or "")


def narrow(form, rows):
    """Give every field of ``form`` that picks records the rows of its model: ``rows`` is {model: rows}."""
    for field in form.fields.values():
        if isinstance(field, PickField | SeveralField) and field.queryset.model in rows:
            field.queryset = rows[field.queryset.model]
