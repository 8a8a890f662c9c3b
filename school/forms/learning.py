"""Forms of assignments, feedback and self-assessment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from school.choices.catalogue import Competence
from school.choices.labs import SubmissionStatus, TaskKind
from school.choices.learning import MEANINGS, Level
from school.forms.catalogue import lines
from school.forms.editions import ZonedForm
from school.models import Assignment, SessionFeedback
from school.models.session import DOCUMENTS
from school.services import learning

FIELDS = {TaskKind.TEXT: "text", TaskKind.LINK: "url", TaskKind.FILE: "file"}
MARKS = [(5, _("5, very much")), (4, "4"), (3, "3"), (2, "2"), (1, _("1, not at all"))]


class AssignmentForm(ZonedForm):
    """A piece of work asked of each participant."""

    class Meta:
        model = Assignment
        fields = ["title", "brief", "kind", "due_at", "is_required"]
        widgets = {"brief": lines(8)}

    def write(self, **how):
        """Through the service."""
        how = {"by": how["by"], "expected_version": how["expected_version"]}
        return learning.save_assignment(assignment=self.instance, **how)


class HandInForm(forms.Form):
    """What the assignment asks for, and a few words with it. ``attempt``: sent twice, it is handed in once."""

    text = forms.CharField(label=_("Your work"), widget=lines(10), required=False)
    url = forms.URLField(label=_("Address"), required=False, assume_scheme="https")
    file = forms.FileField(label=_("File"), required=False, help_text=_("At most 25 MB."))
    attempt = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, work, **kwargs):
        super().__init__(*args, initial={"attempt": work.last.attempt + 1 if work.last else 1}, **kwargs)
        kind = TaskKind(work.assignment.kind)
        for name in FIELDS.values():
            if name not in (FIELDS[kind], "text"):
                del self.fields[name]
        self.fields[FIELDS[kind]].required = True
        if kind != TaskKind.TEXT:
            self.fields["text"].label, self.fields["text"].widget = _("Something to add"), lines(3)
            self.order_fields([FIELDS[kind], "text"])
        if kind == TaskKind.FILE:
            self.fields["file"].widget.attrs["accept"] = ",".join(f".{ending}" for ending in DOCUMENTS)


class MarkingForm(forms.Form):
    """Done, or to be redone, and why."""

    status = forms.ChoiceField(
        label=_("It is"), widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in (SubmissionStatus.DONE, SubmissionStatus.TO_REDO)],
    )  # fmt: skip
    feedback = forms.CharField(label=_("What you say of it"), widget=lines(6), required=False, max_length=5000)


class FeedbackForm(forms.Form):
    """What one thought of a meeting."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("useful", "clear", "pace"):
            label = SessionFeedback._meta.get_field(name).verbose_name
            self.fields[name] = forms.TypedChoiceField(
                label=label[:1].upper() + label[1:], choices=MARKS, coerce=int, widget=forms.RadioSelect
            )
        self.fields["liked"] = forms.CharField(
            label=_("What to keep"), widget=lines(3), required=False, max_length=2000
        )
        self.fields["missed"] = forms.CharField(
            label=_("What to change"), widget=lines(3), required=False, max_length=2000,
            help_text=_("Do not write names, yours or others': nobody must be recognised."),
        )  # fmt: skip


class SelfAssessmentForm(forms.Form):
    """The words that fit one best, for each competence."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for one in Competence:
            self.fields[one.value] = forms.TypedChoiceField(
                label=one.label, help_text=MEANINGS[one], choices=Level.choices, coerce=int, widget=forms.RadioSelect
            )
