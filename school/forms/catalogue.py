"""Forms of courses, experts and venues."""

from django import forms
from django.utils.translation import gettext_lazy as _

from convergenze.history.forms import RecordedForm
from school.forms.picks import narrow, pick_person, pick_territory
from school.models import Course, Expert, Venue

MARKDOWN = _("Plain text; **bold**, lists with “- ” and links work.")


def lines(rows):
    """A text area of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


class CourseForm(RecordedForm):
    """What is taught, to whom, with what result."""

    class Meta:
        model = Course
        fields = [
            "title", "kind", "abstract", "outcomes", "audience", "audience_families", "description", "competences",
            "themes", "default_minutes", "recognitions", "language", "visibility",
        ]  # fmt: skip
        widgets = {"abstract": lines(3), "outcomes": lines(6), "description": lines(10), "recognitions": lines(3)}
        help_texts = {"description": MARKDOWN}


class ExpertForm(RecordedForm):
    """Somebody who teaches, witnesses or facilitates."""

    person = pick_person(
        label=_("Person"), required=False, help_text=_("Their account sees the meetings they are invited to.")
    )

    class Meta:
        model = Expert
        fields = [
            "name", "position", "affiliation", "country", "bio", "website", "person", "agreed_on", "language",
            "visibility",
        ]  # fmt: skip
        widgets = {"bio": lines(6)}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        narrow(self, user)


class VenueForm(RecordedForm):
    """A place where meetings are held."""

    territory = pick_territory(label=_("Municipality"), required=False)

    class Meta:
        model = Venue
        fields = ["name", "address", "territory", "places", "access", "language", "visibility"]
        widgets = {"access": lines(4)}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        narrow(self, user)
