"""Forms of evidence, comments and tasks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from convergenze.core.errors import StaleRecord
from convergenze.history.forms import RecordedForm
from convergenze.notes import services
from convergenze.notes.fields import PersonField
from convergenze.notes.models import Comment, Evidence, Task


class EvidenceForm(RecordedForm):
    """A claim, where it comes from and how strong it is."""

    class Meta:
        model = Evidence
        fields = [
            "claim",
            "contradicts",
            "kind",
            "strength",
            "applies_here",
            "source",
            "url",
            "dated_on",
            "licence",
        ]
        widgets = {"claim": forms.Textarea(attrs={"rows": 3}), "dated_on": forms.DateInput()}

    def save(self, *, by):
        """The saved evidence, or None when somebody else saved it first."""
        expected = self.cleaned_data.get("opened_version") if self.instance.pk else None
        try:
            return services.save_evidence(evidence=self.instance, by=by, expected_version=expected)
        except StaleRecord as stale:
            self._tell(stale)
            return None


class CommentForm(forms.ModelForm):
    """What somebody says, and whom it should reach."""

    tell = PersonField(
        label=_("Tell somebody"), required=False, help_text=_("A name; you can also write @Name Surname in the text.")
    )
    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Comment
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"text": _("Markdown: **bold**, - lists, [words](https://address).")}

    def __init__(self, *args, user, subject, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.subject = user, subject
        self.fields["tell"].beside(subject, user)
        self.initial["opened_version"] = self.instance.version

    def add(self, answers=None):
        """The new comment."""
        told = [person for person in [self.cleaned_data["tell"]] if person]
        text = self.cleaned_data["text"]
        return services.add_comment(subject=self.subject, text=text, answers=answers, tell=told, by=self.user)

    def change(self):
        """The comment as rewritten. Raises ``StaleRecord``."""
        text, expected = self.cleaned_data["text"], self.cleaned_data["opened_version"]
        return services.change_comment(comment=self.instance, text=text, by=self.user, expected_version=expected)


class TaskForm(RecordedForm):
    """What to do, by whom and by when."""

    owner = PersonField(label=_("who does it"), required=False, help_text=_("A name, among those who may see it."))

    class Meta:
        model = Task
        fields = ["title", "owner", "due_on", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "due_on": forms.DateInput()}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].beside(self.instance.subject, user)

    def write(self, *, by, expected_version, **how):
        """Store through the service that tells a new owner."""
        return services.save_task(task=self.instance, by=by, expected_version=expected_version)
