"""Forms of registers: marks, codes that are read, logs, reasons."""

import uuid

from django import forms
from django.core import signing
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from school.analysis.presence import Connection
from school.choices.attendance import Presence, ScanKind
from school.services.attendance import Marking, NewScan

LOG_SALT = "school.online-log"
LOG_SECONDS = 3600


class MarkForm(forms.Form):
    """One person on a register. What was there when the page was made comes back: only what changed is written."""

    presence = forms.ChoiceField(
        label=_("Presence"), choices=[*Presence.choices, ("", _("Not recorded"))], required=False,
        widget=forms.RadioSelect, show_hidden_initial=True,
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=pgettext_lazy("duration", "Minutes"), required=False, min_value=0, show_hidden_initial=True
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300, show_hidden_initial=True)

    def __init__(self, data=None, *, line):
        row = line.row
        initial = {"presence": row.presence, "minutes": row.minutes, "note": row.note} if row else {"presence": ""}
        super().__init__(data, prefix=f"p{line.enrolment.pk}", initial=initial)
        self.line = line

    def initials(self):
        """What was there when the page was made, as hidden fields."""
        return [field.as_hidden(only_initial=True) for field in self]

    def marking(self):
        """What to write of this person."""
        return Marking(self.line.enrolment, **self.cleaned_data)


class RegisterForm:
    """A register as a form: a ``MarkForm`` for each line."""

    def __init__(self, data=None, *, lines):
        self.rows = [MarkForm(data, line=line) for line in lines]

    def is_valid(self):
        """Whether every row that was touched can be written."""
        return all([row.is_valid() for row in self.touched()])

    def touched(self):
        """The rows in which something changed."""
        return [row for row in self.rows if row.has_changed()]

    def markings(self):
        """What to write."""
        return [row.marking() for row in self.touched()]


class ScanForm(forms.Form):
    """A person's code, read by a camera or a reader, or typed."""

    code = forms.CharField(
        label=_("Code"), max_length=80,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off", "autocapitalize": "off"}),
        help_text=_("Point the reader at the badge, or type the code under it and press Enter."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Who is"), choices=[(ScanKind.IN, _("coming in")), (ScanKind.OUT, _("going out"))],
                             widget=forms.RadioSelect, initial=ScanKind.IN)  # fmt: skip
    nonce = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, data=None, *, kind=ScanKind.IN):
        super().__init__(data, initial={"nonce": uuid.uuid4().hex, "kind": kind})

    def scan(self):
        """What was read."""
        return NewScan(device="page", **self.cleaned_data)


class LogForm(forms.Form):
    """The report of an online platform."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "The participants' report of Zoom, Teams or Meet (CSV or XLSX), or a table with name, e-mail, in, out."
        ),
    )


class KeptLogForm(forms.Form):
    """The connections of a log that was looked at, signed, to be written when they are confirmed."""

    log = forms.CharField(widget=forms.HiddenInput, max_length=2_000_000)

    @classmethod
    def of(cls, connections, session):
        """The form that carries these connections of a meeting."""
        told = [(one.line, one.name, one.email, one.came.isoformat(), one.went.isoformat()) for one in connections]
        kept = signing.dumps({"session": session.pk, "rows": told}, salt=LOG_SALT, compress=True)
        return cls(initial={"log": kept})

    def connections(self, session):
        """The connections as they were looked at; None when they are another meeting's, changed, or too old."""
        try:
            told = signing.loads(self.cleaned_data["log"], salt=LOG_SALT, max_age=LOG_SECONDS)
        except signing.BadSignature:
            return None
        if told["session"] != session.pk:
            return None
        return [
            Connection(line, name, email, parse_datetime(came), parse_datetime(went))
            for line, name, email, came, went in told["rows"]
        ]
