"""Forms of bodies, seats and meetings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from convergenze.history.forms import RecordedForm
from missions import services
from missions.choices.governance import Presence
from missions.forms.picks import narrow, pick_actor, pick_person
from missions.models import Body, Meeting, Seat

MARKDOWN = _("Plain text; **bold**, lists with “- ” and links work.")


class BodyForm(RecordedForm):
    """What a body is for and how it decides."""

    class Meta:
        model = Body
        fields = [
            "name",
            "kind",
            "mandate",
            "method",
            "meets_every_days",
            "is_open",
            "language",
            "visibility",
        ]
        widgets = {"mandate": forms.Textarea(attrs={"rows": 4})}

    def write(self, **how):
        """A new body goes through the service, which asks the mission."""
        if self.instance._state.adding:
            return services.add_body(body=self.instance, by=how["by"])
        return super().write(**how)


class SeatForm(RecordedForm):
    """For which actor, by whom, as what, how long."""

    actor = pick_actor(
        label=_("For the actor"), required=False, help_text=_("Type some letters of the name and choose.")
    )
    person = pick_person(
        label=_("Person"),
        required=False,
        help_text=_("Left empty, the actor's representative speaks for it. Only people you may see can be named."),
    )

    class Meta:
        model = Seat
        fields = ["actor", "person", "role", "starts_on", "ends_on"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        narrow(self, user)

    def write(self, **how):
        """A new seat goes through the service, which tells the body's history."""
        if self.instance._state.adding:
            return services.add_seat(seat=self.instance, by=how["by"])
        return super().write(**how)


class MeetingForm(RecordedForm):
    """When, where and about what; afterwards the minutes."""

    class Meta:
        model = Meeting
        fields = ["title", "starts_at", "ends_at", "place", "agenda", "minutes", "language", "visibility"]
        widgets = {
            "agenda": forms.Textarea(attrs={"rows": 6}),
            "minutes": forms.Textarea(attrs={"rows": 12}),
        }
        help_texts = {"agenda": MARKDOWN, "minutes": MARKDOWN}

    def write(self, **how):
        """A new meeting is called by whoever may call meetings of its body."""
        if self.instance._state.adding:
            return services.call_meeting(meeting=self.instance, by=how["by"])
        return super().write(**how)


class AttendanceForm(forms.Form):
    """One line per seat: presence and who came. ``lines``: of ``queries.attendance_sheet``."""

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[f"presence_{line.seat.pk}"] = forms.ChoiceField(
                label=_("Presence"),
                choices=[("", _("not written")), *Presence.choices],
                required=False,
                initial=line.presence,
            )
            self.fields[f"came_{line.seat.pk}"] = forms.CharField(
                label=_("Who came"), max_length=150, required=False, initial=line.row.came if line.row else ""
            )

    def rows(self):
        """{seat: (presence, who came)} for the service."""
        data = self.cleaned_data
        return {
            line.seat: (data[f"presence_{line.seat.pk}"], data[f"came_{line.seat.pk}"].strip()) for line in self.lines
        }

    def table(self):
        """[(seat, field of the presence, field of who came)] for the page."""
        return [(line.seat, self[f"presence_{line.seat.pk}"], self[f"came_{line.seat.pk}"]) for line in self.lines]
