"""The fields of a canvas, each a form of its own, so that it is saved by itself or with the others."""

from hashlib import sha256

from django import forms
from django.utils.translation import gettext_lazy as _

from convergenze.core.picking import Picker
from school.choices.canvas_fields import FieldKind, tidy
from school.choices.labs import OutputKind

SUGGEST = {FieldKind.ACTOR: "actors:suggest_actors", FieldKind.TERRITORY: "actors:suggest_territories"}


class FieldForm(forms.Form):
    """One question of a canvas: what is written, and the version and text it was opened at.

    What cannot be kept is told by the service; ``theirs`` is the row that somebody else saved meanwhile.
    """

    value = forms.CharField(required=False)
    base = forms.CharField(widget=forms.HiddenInput, required=False)
    resolve = forms.CharField(required=False)

    def __init__(self, row, data=None):
        opened = {"value": row.typed, "base": f"{row.version}:{_digest(row.typed)}"}
        super().__init__(data, prefix=row.asked.name, initial=opened)
        self.row, self.theirs = row, None
        asked, field = row.asked, self.fields["value"]
        field.label, field.help_text, field.widget = asked.label, asked.help_text, _widget(asked)
        field.widget.attrs["maxlength"] = asked.most

    @property
    def answers(self):
        """{value, base, resolve} for the service; ``base`` is the version."""
        data = self.cleaned_data
        version = data["base"].partition(":")[0]
        return {
            "value": data["value"], "resolve": data["resolve"],
            "base": int(version) if version.isascii() and version.isdigit() else 0,
        }  # fmt: skip

    @property
    def is_untouched(self):
        """What came back is what was opened: somebody else's newer text is no conflict then."""
        data = self.cleaned_data
        return not data["resolve"] and _digest(tidy(data["value"])) == data["base"].partition(":")[2]

    def face(self, theirs):
        """Show ``theirs`` beside what is written here; the next save knows of it."""
        self.theirs = theirs
        self.data = self.data.copy()
        self.data[self.add_prefix("base")] = f"{theirs.version}:"

    @property
    def may_join(self):
        """Both texts fit one under the other."""
        return self.row.asked.kind in FieldKind.tall()


def _digest(text):
    return sha256(tidy(text).encode()).hexdigest()[:16]


def _widget(asked):
    if asked.kind in FieldKind.tall():
        return forms.Textarea(attrs={"rows": 3 if asked.kind == FieldKind.LIST else 4})
    if asked.kind == FieldKind.CHOICE:
        return forms.Select(choices=[("", "---------"), *asked.codes.choices])
    if asked.kind in SUGGEST:
        return Picker(SUGGEST[asked.kind])
    if asked.kind == FieldKind.DATE:
        return forms.DateInput()
    return forms.TextInput(attrs={"inputmode": "decimal"} if asked.kind == FieldKind.NUMBER else {})


class OutputForm(forms.Form):
    """Which canvas to begin, and what it is called."""

    kind = forms.ChoiceField(label=_("canvas"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("title"), max_length=200, help_text=_("A few words that others will recognise; it may change.")
    )

    def __init__(self, *args, lab, **kwargs):
        super().__init__(*args, **kwargs)
        wanted = [choice for choice in OutputKind.choices if choice[0] in lab.canvases]
        self.fields["kind"].choices = wanted or OutputKind.choices


class FreezeForm(forms.Form):
    """A word on what changed since the last revision."""

    note = forms.CharField(label=_("what changed"), max_length=300, required=False)
