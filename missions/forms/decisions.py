"""Forms of decisions: what, by whom, among which options, about what."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from convergenze.history.forms import RecordedForm
from missions import queries, services
from missions.models import Body, Decision, Meeting
from missions.workflow import acts

EMPTY_ROWS = 3
MOST_ROWS = 20


class OptionForm(forms.Form):
    """An option considered; an empty row is left out."""

    text = forms.CharField(label=_("Option"), max_length=300, required=False)
    is_chosen = forms.BooleanField(label=_("chosen"), required=False)


class DecisionForm(RecordedForm):
    """The question, who decides and how, the options. The outcome is a move of its own, with its reason."""

    class Meta:
        model = Decision
        fields = [
            "title",
            "text",
            "body",
            "meeting",
            "method",
            "decided_on",
            "review_on",
            "language",
            "visibility",
        ]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "decided_on": _("Left empty, it is the day of the meeting, or the day on which the outcome is recorded."),
            "review_on": _("When the body wants to see whether it was right."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        mission = self.instance.mission
        self.fields["body"].queryset = Body.objects.visible_to(user).filter(mission=mission)
        meetings = Meeting.objects.visible_to(user).filter(body__mission=mission)
        self.fields["meeting"].queryset = meetings.select_related("body")
        self.fields["meeting"].label_from_instance = _meeting_label
        old = [{"text": one.text, "is_chosen": one.is_chosen} for one in _options_of(self.instance)]
        factory = forms.formset_factory(OptionForm, extra=EMPTY_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 1)
        self.options = factory(self.data if self.is_bound else None, initial=old, prefix="options")

    def is_valid(self):
        """The decision and every option."""
        return self.options.is_valid() and super().is_valid()

    def write(self, **how):
        """Through the service, with the options that have words."""
        rows = [row for row in self.options.cleaned_data if row.get("text", "").strip()]
        options = [(row["text"].strip(), row["is_chosen"]) for row in rows]
        expected = how["expected_version"]
        return services.save_decision(decision=self.instance, by=how["by"], options=options, expected_version=expected)


def _meeting_label(meeting):
    day = date_format(timezone.localtime(meeting.starts_at), "SHORT_DATE_FORMAT")
    return f"{meeting.body} · {meeting.title} · {day}"


def _options_of(decision):
    return decision.options.all() if decision.pk else ()


class SubjectForm(forms.Form):
    """What a decision is about, among what belongs to its mission, and what it makes happen."""

    subject = forms.ChoiceField(label=_("It is about"))
    move = forms.ChoiceField(
        label=_("When it is adopted, this happens"),
        required=False,
        help_text=_("All that a decision makes happen happens at once, or nothing does."),
    )

    def __init__(self, *args, decision, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.decision, self.user = decision, user
        self.fields["subject"].choices = [("", _("choose")), *queries.subject_choices(decision.mission, user)]
        self.fields["move"].choices = [("", _("nothing: it is only about it")), *queries.act_choices()]

    def clean(self):
        """The effect belongs to the kind of record."""
        data = super().clean()
        word, _colon, _pk = (data.get("subject") or "").partition(":")
        kind, _colon, _act = (data.get("move") or "").partition(":")
        if word and kind and word != kind:
            self.add_error("move", _("This cannot happen to what was chosen: choose an effect of the same group."))
        return data

    def save(self, *, by):
        """The new line of the decision."""
        word, _colon, pk = self.cleaned_data["subject"].partition(":")
        record = acts.kind(word).model.objects.visible_to(by).get(pk=pk)
        act = self.cleaned_data["move"].partition(":")[2]
        return services.add_subject(decision=self.decision, subject=record, move=act, by=by)
