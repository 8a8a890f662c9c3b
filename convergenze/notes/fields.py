"""Choosing a person beside a record: by name, among those who may see it; the browser suggests."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from convergenze.core import about
from convergenze.notes import queries


class PersonInput(forms.TextInput):
    """A text input with the names of people who may see ``subject``."""

    subject = None

    def render(self, name, value, attrs=None, renderer=None):
        attrs = dict(attrs or {})
        listed = f"{attrs.get('id', name)}-list"
        address = reverse("notes:people", args=[about.kind_of(self.subject), about.key_of(self.subject)])
        attrs |= {
            "list": listed, "autocomplete": "off", "hx-get": f"{address}?field={name}",
            "hx-trigger": "input changed delay:250ms", "hx-target": f"#{listed}", "hx-swap": "innerHTML",
        }  # fmt: skip
        return format_html('{}<datalist id="{}"></datalist>', super().render(name, value, attrs, renderer), listed)


class PersonField(forms.CharField):
    """One account by its name. Call ``beside(subject, user)`` before use."""

    widget = PersonInput

    def beside(self, subject, user):
        """Choose among those who may see ``subject`` and whom ``user`` may name there."""
        self.subject, self.user = subject, user
        self.widget.subject = subject
        return self

    def prepare_value(self, value):
        """The name of an account."""
        if hasattr(value, "email"):
            return str(value)
        if isinstance(value, int):
            return str(queries.person(value) or "")
        return value

    def clean(self, value):
        """The account; None when nothing was written."""
        name = super().clean(value)
        if not name:
            return None
        people = queries.people_called(self.subject, self.user, name)
        if not people:
            raise ValidationError(_("Nobody called “%(name)s” may see this: check the spelling.") % {"name": name})
        if len(people) > 1:
            raise ValidationError(
                _("Several people are called “%(name)s”: ask them to tell their names apart.") % {"name": name}
            )
        return people[0]

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "").strip()
