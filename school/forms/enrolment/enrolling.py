"""Enrolling oneself, and what one may change afterwards."""

from django import forms
from django.utils.translation import gettext_lazy as _

from convergenze.core.picking import PickField
from missions.models import Challenge, Mission
from school.choices.catalogue import QuestionMoment
from school.choices.enrolment import EnrolmentStatus
from school.forms.enrolment.picks import OnBehalf, Questioned, SeatField, TokenField
from school.models import Enrolment

TITLE = ("title",)


class EnrolForm(OnBehalf, Questioned, forms.ModelForm):
    """Who, for which body, in which seat, with what in mind. ``seats``: the pools to choose among."""

    request_key = TokenField()
    pool = SeatField()
    challenge = PickField(
        Challenge.objects.none(), search=TITLE, suggest="missions:suggest_challenges", required=False,
        label=_("A challenge you bring"), help_text=_("Type part of its title, if it is on this site."),
    )  # fmt: skip
    mission = PickField(
        Mission.objects.none(), search=TITLE, required=False, label=_("A mission you bring"),
        help_text=_("Type part of its title, if your body takes part in one."),
    )  # fmt: skip

    field_order = ["body", "organisation", "pool", "name", "email", "job_role", "job_title"]

    class Meta:
        model = Enrolment
        fields = [
            "name", "email", "job_role", "job_title", "motivation", "challenge", "mission", "needs", "list_consent",
        ]  # fmt: skip
        widgets = {
            "motivation": forms.Textarea(attrs={"rows": 4}),
            "needs": forms.Textarea(attrs={"rows": 2}),
            "list_consent": forms.RadioSelect,
        }
        help_texts = {"name": _("As it has to be on the certificate.")}

    def __init__(self, *args, edition, user, seats, invitation=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pool"].offer(seats)
        self.offer_bodies(user, first=invitation.organisation if invitation else None)
        self.ask(edition.questions.filter(moment=QuestionMoment.ENROLMENT))
        self.fields["challenge"].queryset = Challenge.objects.visible_to(user).current()
        self.fields["mission"].queryset = Mission.objects.visible_to(user)


class ParticularsForm(Questioned, forms.ModelForm):
    """What the person may change while enrolled; the follow-up questions come with the seat."""

    class Meta:
        model = Enrolment
        fields = ["list_consent", "needs"]
        widgets = {"needs": forms.Textarea(attrs={"rows": 2}), "list_consent": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        enrolment = self.instance
        rows = enrolment.edition.questions.filter(moment=QuestionMoment.ADMISSION)
        admitted = enrolment.status in EnrolmentStatus.admitted()
        self.ask(rows if admitted else rows.none(), enrolment.answers)
