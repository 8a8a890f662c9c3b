"""Enrolling several colleagues at once: rows of a form, or lines of a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from school.forms.enrolment.picks import SeatField, TokenField, own_bodies, pick_body
from school.models import Enrolment

ROWS, MOST_ROWS = 3, 50


class ColleagueForm(forms.ModelForm):
    """One person: a row of the form, or a line of a file."""

    class Meta:
        model = Enrolment
        fields = ["name", "email", "job_role", "job_title"]


class EachOnce(forms.BaseFormSet):
    """Rows of different people."""

    def clean(self):
        """The same address is not on two rows."""
        seen = set()
        for form in self.forms:
            email = form.cleaned_data.get("email", "").casefold() if form.is_valid() else ""
            if email and email in seen:
                form.add_error("email", _("This address is on another row already."))
            seen.add(email)


ColleagueRows = forms.formset_factory(
    ColleagueForm, formset=EachOnce, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
)


class BodyChoice(forms.ModelChoiceField):
    """One of the bodies one writes for."""

    def __init__(self, **kwargs):
        super().__init__(Actor.objects.none(), label=_("On behalf of"), **kwargs)

    def offer(self, user):
        """Choose among the bodies of ``user``; no choice to make where there is one."""
        self.queryset = own_bodies(user, writing=True)
        found = list(self.queryset[:2])
        if len(found) == 1:
            self.initial, self.empty_label = found[0], None


class NominationForm(forms.Form):
    """For which body, in which seats."""

    request_key = TokenField()
    organisation = BodyChoice()
    pool = SeatField()

    def __init__(self, *args, user, seats, anyone=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pool"].offer(seats)
        if anyone:
            self.fields["organisation"] = pick_body(label=_("On behalf of"))
            self.fields["organisation"].queryset = Actor.objects.visible_to(user).current()
        else:
            self.fields["organisation"].offer(user)


class UploadForm(NominationForm):
    """A file of people. For who enrols for any body, each line may name its own."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or Excel (.xlsx), at most 1 MB and 500 people. Nothing is written before you confirm."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"empty": _("The file is empty: check that it was saved.")},
    )

    def __init__(self, *args, anyone=False, **kwargs):
        super().__init__(*args, anyone=anyone, **kwargs)
        if anyone:
            self.fields["organisation"].required = False
            self.fields["organisation"].help_text = _("For the lines of the file that name no body.")
