"""Forms of editions and their parts. Hours are typed and shown in the zone of the edition."""

import zoneinfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convergenze.core.visibility import with_unseen
from convergenze.history.forms import RecordedForm
from missions.models import Mission
from school.forms.catalogue import lines
from school.forms.picks import narrow, pick_actors, pick_person, pick_territory
from school.models import Course, Edition, EditionQuestion, EditionStaff, SeatPool
from school.services import editions

# The sections of the form.
DATA = (
    "course", "code", "title", "summary", "mode", "time_zone", "territory", "themes", "missions", "partners",
    "patronage", "fee", "language", "visibility",
)  # fmt: skip
WINDOW = (
    "enrolment_opens_at", "enrolment_closes_at", "approval", "approval_holds_seat", "waitlist", "offer_hours",
    "promotion_cutoff_at", "min_participants", "decide_by",
)  # fmt: skip
RULES = ("families", "eligible_territory", "mail_domains", "attendance_threshold", "excused_limit", "final_work")


class ZonedForm(RecordedForm):
    """Its hours are those of the edition's clock. Templates wrap it in ``{% timezone edition.time_zone %}``."""

    def zone(self):
        """The zone hours are read in."""
        return self.instance.edition.zone

    def _clean_fields(self):
        with timezone.override(self.zone()):
            super()._clean_fields()


class EditionForm(ZonedForm):
    """What an edition is, its window, and the rules of enrolment and attendance."""

    territory = pick_territory(label=_("Territory"), required=False)
    eligible_territory = pick_territory(label=_("Only for bodies of this territory"), required=False)
    partners = pick_actors(label=_("Partners"), required=False, help_text=_("Names separated by semicolons."))

    class Meta:
        model = Edition
        fields = [*DATA, *WINDOW, *RULES]
        widgets = {"summary": lines(3), "mail_domains": lines(2), "missions": forms.CheckboxSelectMultiple}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        narrow(self, user)
        self.fields["course"].queryset = Course.objects.visible_to(user)
        self.fields["missions"].queryset = Mission.objects.visible_to(user)

    def zone(self):
        """The zone that is being chosen, where it is one."""
        chosen = self.data.get(self.add_prefix("time_zone"), "")
        return zoneinfo.ZoneInfo(chosen) if chosen in zoneinfo.available_timezones() else self.instance.zone

    def links(self):
        """What is linked already and this person does not see stays."""
        return {name: with_unseen(self.instance, name, found, self.user) for name, found in super().links().items()}

    def write(self, **how):
        """Through the service, which knows what enrolments depend on."""
        how = {name: how[name] for name in ("by", "links", "expected_version")}
        return editions.save_edition(edition=self.instance, **how)


class PartForm(forms.ModelForm):
    """A part of an edition, saved by who may change the edition."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        narrow(self, user)

    def save(self, *, by):
        """Through the service, which tells the edition's history."""
        return editions.save_part(part=self.instance, by=by)


class PoolForm(PartForm):
    """Seats of one kind."""

    class Meta:
        model = SeatPool
        fields = ["name", "mode", "capacity", "waitlist_capacity", "families", "invitation_only"]

    def save(self, *, by):
        """Through the service that knows who waits for a seat."""
        return editions.save_pool(part=self.instance, by=by)


class StaffForm(PartForm):
    """Somebody who works on the edition."""

    person = pick_person(label=_("Person"), help_text=_("Only people you may see can be named."))

    class Meta:
        model = EditionStaff
        fields = ["person", "role"]


class QuestionForm(PartForm):
    """Something asked of who enrols."""

    class Meta:
        model = EditionQuestion
        fields = ["text", "kind", "options", "moment", "is_required", "position"]
        widgets = {"options": lines(3)}


class CopyForm(forms.Form):
    """The same edition on other days."""

    title = forms.CharField(label=_("Title"), max_length=200)
    code = forms.CharField(label=_("Code"), max_length=30, help_text=_("Such as MT-2027-01; on certificates."))
    starts_on = forms.DateField(
        label=_("Day of the first meeting"),
        help_text=_("All other dates move by as many days; hours stay the same."),
    )
