"""What an output becomes: the answers its conversion asks, or the record it is tied to."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from convergenze.core.picking import PickField


class _FromRevision(forms.Form):
    """Which revision."""

    revision = forms.ModelChoiceField(queryset=None, label=_("from which revision"), empty_label=None)

    def __init__(self, *args, output, **kwargs):
        super().__init__(*args, **kwargs)
        revisions = output.revisions.all()
        self.fields["revision"].queryset = revisions
        self.fields["revision"].initial = revisions.first()
        self.fields["revision"].label_from_instance = lambda one: f"{one.number} · {one.note or one.title}"


class PromoteForm(_FromRevision):
    """The title of the new record and what its conversion asks."""

    title = forms.CharField(label=_("title"), max_length=200)

    def __init__(self, *args, output, conversion, user, **kwargs):
        super().__init__(*args, output=output, **kwargs)
        self.conversion = conversion
        self.fields["title"].initial = output.title
        for ask in conversion.asks:
            self.fields[ask.name] = _field(ask, user)

    @property
    def answers(self):
        """What the service asks."""
        data = self.cleaned_data
        chosen = {ask.name: data.get(ask.name) for ask in self.conversion.asks}
        return {"revision": data["revision"], "title": data["title"], "chosen": chosen}


class AdoptForm(_FromRevision):
    """The record that is there already."""

    def __init__(self, *args, output, conversion, user, **kwargs):
        super().__init__(*args, output=output, **kwargs)
        self.fields["record"] = PickField(
            conversion.existing(user), search=conversion.search, label=capfirst(conversion.label),
            help_text=_("Its title, a part of it, or its reference."),
        )  # fmt: skip

    @property
    def answers(self):
        """What the service asks."""
        return {"revision": self.cleaned_data["revision"], "record": self.cleaned_data["record"]}


def _field(ask, user):
    words = {"label": ask.label, "required": ask.required, "help_text": ask.help_text}
    if ask.options:
        return forms.ChoiceField(choices=[("", "---------"), *ask.options], **words)
    rows = ask.rows(user)
    return PickField(rows, suggest=ask.suggest, **words) if ask.suggest else forms.ModelChoiceField(rows, **words)
