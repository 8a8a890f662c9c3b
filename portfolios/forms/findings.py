"""One small form for each thing a finding can become."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convergenze.core.picking import PickField
from convergenze.notes.fields import PersonField
from portfolios.choices.acting import AnswerKind
from portfolios.models import FundingCall

MONTH = timedelta(days=30)
SHOWN_CALLS = 8


class AnswerForm(forms.Form):
    """What all have: a title with words to start from. ``answer()`` gives what the service takes."""

    title = forms.CharField(label=gettext_lazy("title"), max_length=250)

    def __init__(self, *args, finding, desk, fits=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.finding, self.desk = finding, desk
        self.initial.setdefault("title", finding.task)
        self.prepare(fits)

    def prepare(self, fits):
        """Fill in what the finding knows."""

    def answer(self):
        """{argument: value} for ``services.answer_finding``."""
        return self.cleaned_data


class TaskAnswerForm(AnswerForm):
    """What to do, by whom and by when."""

    owner = PersonField(
        label=gettext_lazy("who does it"), required=False,
        help_text=gettext_lazy("A name, among those who see the portfolio; yours when nothing is written."),
    )  # fmt: skip
    due_on = forms.DateField(label=gettext_lazy("due on"), required=False)

    def prepare(self, fits):
        self.fields["owner"].beside(self.desk.portfolio, self.desk.user)
        self.initial.setdefault("due_on", timezone.localdate() + MONTH)


class ChallengeAnswerForm(AnswerForm):
    """A draft challenge: its question is what a lab works on."""

    text = forms.CharField(
        label=gettext_lazy("the question"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One sentence with a question mark: why…, how…"),
    )  # fmt: skip

    def prepare(self, fits):
        self.fields["title"].max_length = 200
        self.initial["title"] = self.finding.label[:200]
        self.initial.setdefault("text", _("How might we settle this: %(label)s?") % {"label": self.finding.label})


class CallToWatchForm(AnswerForm):
    """A call that fits, another one, or none yet: then a trigger waits for it."""

    field_order = ["fitting", "other", "title", "due_on"]
    fitting = forms.ModelChoiceField(
        FundingCall.objects.none(), label=gettext_lazy("calls that fit"), required=False, widget=forms.RadioSelect,
        empty_label=gettext_lazy("None of these"),
    )  # fmt: skip
    other = PickField(
        FundingCall.objects.none(), search=("title",), label=gettext_lazy("another call"), required=False,
        help_text=gettext_lazy("A part of its title. Without any call a trigger waits for one."),
    )  # fmt: skip
    due_on = forms.DateField(label=gettext_lazy("until when it would help"), required=False)

    def prepare(self, fits):
        seen = FundingCall.objects.visible_to(self.desk.user)
        self.fields["fitting"].queryset = seen.filter(pk__in=[fit.call.pk for fit in fits[:SHOWN_CALLS]])
        self.fields["other"].queryset = seen
        self.fields["title"].label = gettext_lazy("otherwise, what the trigger waits for")
        self.initial["title"] = _("A call for: %(label)s") % {"label": self.finding.label}
        if fits:
            self.initial.setdefault("fitting", fits[0].call.pk)
        else:
            del self.fields["fitting"]

    def answer(self):
        given = self.cleaned_data
        call = given["other"] or given.get("fitting")
        return {"title": given["title"], "due_on": given["due_on"], "call": call}


class QuestionAnswerForm(AnswerForm):
    """What nobody knows yet."""

    text = forms.CharField(
        label=gettext_lazy("what is known already"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def prepare(self, fits):
        self.fields["title"].label = gettext_lazy("the question in one sentence")
        self.initial["title"] = _("What would settle this: %(label)s?") % {"label": self.finding.label}


FORMS = {
    AnswerKind.TASK: TaskAnswerForm,
    AnswerKind.CHALLENGE: ChallengeAnswerForm,
    AnswerKind.CALL: CallToWatchForm,
    AnswerKind.QUESTION: QuestionAnswerForm,
}


def answer_forms(data, kind, **about):
    """[(kind, form)] of all four; only that of ``kind`` reads ``data``. Their fields have a prefix each."""
    return [
        (one, made(data if one == kind else None, prefix=one.value, **about))
        for one, made in FORMS.items()
    ]  # fmt: skip
