"""Inputs and selects written by Python are those of Django's templates."""

import datetime as dt

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html
from django.utils.translation import gettext_lazy as _

from convergenze.core.widgets import WidgetRenderer

CHOICES = [("", "---------"), ("a", 'Un "nome" <b>'), ("Gruppo & co", [("b", _("Actions")), ("c", "C")])]
WIDGETS = [
    (forms.TextInput(attrs={"class": "x", "required": True, "hidden": False, "data-n": 3}), 'a"<b>&'),
    (forms.TextInput(), None),
    (forms.NumberInput(attrs={"step": "any"}), 12),
    (forms.EmailInput(), "a@example.org"),
    (forms.DateInput(attrs={"type": "date"}), dt.date(2026, 11, 22)),
    (forms.HiddenInput(), "7"),
    (forms.CheckboxInput(), True),
    (forms.CheckboxInput(), False),
    (forms.Select(choices=CHOICES, attrs={"aria-label": "Stato"}), "b"),
    (forms.Select(choices=CHOICES), None),
    (forms.SelectMultiple(choices=CHOICES), ["a", "c"]),
    (forms.NullBooleanSelect(), None),
    (forms.Textarea(), "<script>"),
    (forms.CheckboxSelectMultiple(choices=CHOICES), ["a"]),
]


@pytest.mark.parametrize(("widget", "value"), WIDGETS)
def test_a_widget_is_the_one_of_the_templates(widget, value):
    ours = widget.render("campo", value, {"id": "id_campo"}, renderer=WidgetRenderer())
    theirs = widget.render("campo", value, {"id": "id_campo"}, renderer=DjangoTemplates())
    assert parse_html(ours) == parse_html(theirs)
