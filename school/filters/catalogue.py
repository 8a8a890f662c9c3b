"""Filters of the catalogue: the same for pages and API."""

from datetime import datetime, time

import django_filters
from django import forms
from django.core.validators import RegexValidator
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.models import Territory
from convergenze.core import months
from convergenze.core.filters import ListedFilter, StrictFilterSet, contains
from missions.choices import Theme
from school.choices.catalogue import Competence, CourseKind, CourseStatus, EditionStatus, Mode, SessionKind
from school.filters.places import PlaceFilter
from school.models import Course, Edition, Expert, Session, Venue
from school.queries import catalogue


class TickBox(forms.CheckboxInput):
    """Not ticked, it says nothing: all rows stay."""

    def value_from_datadict(self, data, files, name):
        """True or None."""
        return super().value_from_datadict(data, files, name) or None


def has_words(rows, value, *names):
    """Rows with every word of ``value`` in one of the columns ``names``."""
    for word in value.split()[:8]:
        found = Q()
        for name in names:
            found |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(found)
    return rows


class EditionFilter(StrictFilterSet):
    """Editions by words, course, way of taking part, theme, place, time and seats."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    kind = django_filters.ChoiceFilter(field_name="course__kind", label=_("Kind"), choices=CourseKind.choices)
    mode = django_filters.ChoiceFilter(label=_("How it is held"), choices=Mode.choices)
    theme = django_filters.ChoiceFilter(label=_("Theme"), choices=Theme.choices, method="has_theme")
    competence = ListedFilter(field_name="course__competences", label=_("Competence"), choices=Competence.choices)
    territory = PlaceFilter(
        field_name="territory", label=_("Territory"), help_text=_("The last part of its address: valli-di-mezzo.")
    )
    month = django_filters.CharFilter(
        label=_("Month"), method="in_month", widget=forms.TextInput(attrs={"type": "month"}),
        validators=[RegexValidator(r"^(19|20|21)\d\d-(0[1-9]|1[0-2])$", _("Write year and month: 2027-01."))],
    )  # fmt: skip
    open = django_filters.BooleanFilter(label=_("Enrolment is open"), method="is_open", widget=TickBox)
    free = django_filters.BooleanFilter(label=_("Seats are free"), method="has_room", widget=TickBox)
    status = django_filters.ChoiceFilter(label=_("State"), choices=EditionStatus.choices)
    course = django_filters.CharFilter(field_name="course__slug", label=_("Course"))
    mission = django_filters.CharFilter(field_name="missions__slug", label=_("Mission"))

    class Meta:
        model = Edition
        fields = [
            "q", "kind", "mode", "theme", "competence", "territory", "month", "open", "free", "status", "course",
            "mission",
        ]  # fmt: skip

    def search(self, rows, name, value):
        """Every word, somewhere in title, code, summary or what the course says of itself."""
        return has_words(rows, value, "title", "code", "summary", "course__title", "course__abstract")

    def has_theme(self, rows, name, value):
        """The theme is of the edition or of its course."""
        code = f'"{value}"'
        found = contains(rows, "themes", code).values("pk"), contains(rows, "course__themes", code).values("pk")
        return rows.filter(Q(pk__in=found[0]) | Q(pk__in=found[1]))

    def in_month(self, rows, name, value):
        """A meeting is in that month."""
        first, last = months.asked(value).days
        begin = timezone.make_aware(datetime.combine(first, time.min))
        end = timezone.make_aware(datetime.combine(last, time.max))
        meetings = Session.objects.standing().filter(edition=OuterRef("pk"), starts_at__range=(begin, end))
        return rows.filter(Exists(meetings))

    def is_open(self, rows, name, value):
        """The window is open now."""
        return rows.open_for_enrolment()

    def has_room(self, rows, name, value):
        """Somebody may still have a seat."""
        return catalogue.with_free_seats(rows)


class CatalogueFilter(EditionFilter):
    """What readers of the page choose among; the page itself says the state, and offers the places there are."""

    status = course = mission = None
    territory = PlaceFilter(field_name="territory", label=_("Territory"), widget=forms.Select)

    class Meta(EditionFilter.Meta):
        fields = ["q", "kind", "mode", "theme", "competence", "territory", "month", "open", "free"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = Territory.objects.visible_to(self.request.user).filter(editions__in=self.queryset.values("pk"))
        field = self.form.fields["territory"]
        field.choices = [("", _("all")), *places.order_by("name").values_list("slug", "name").distinct()]
        field.widget.choices = field.choices


class CourseFilter(StrictFilterSet):
    """Courses by words, kind, theme and competence."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=CourseKind.choices)
    theme = ListedFilter(field_name="themes", label=_("Theme"), choices=Theme.choices)
    competence = ListedFilter(field_name="competences", label=_("Competence"), choices=Competence.choices)
    status = django_filters.ChoiceFilter(label=_("State"), choices=CourseStatus.choices)

    class Meta:
        model = Course
        fields = ["q", "kind", "theme", "competence", "status"]

    def search(self, rows, name, value):
        """Every word, somewhere in what the course says of itself."""
        return has_words(rows, value, "title", "abstract", "outcomes", "audience")


class SessionFilter(StrictFilterSet):
    """Meetings of an edition, by kind and day."""

    edition = django_filters.UUIDFilter(field_name="edition__public_id", label=_("Edition"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=SessionKind.choices)
    starts = django_filters.DateFromToRangeFilter(field_name="starts_at", label=_("Starts"))

    class Meta:
        model = Session
        fields = ["edition", "kind", "status", "mode", "starts"]


class ExpertFilter(StrictFilterSet):
    """Experts by words and country."""

    q = django_filters.CharFilter(label=_("Search"), method="search")

    class Meta:
        model = Expert
        fields = ["q", "country"]

    def search(self, rows, name, value):
        """Every word, somewhere in name, affiliation or biography."""
        return has_words(rows, value, "name", "affiliation", "bio")


class VenueFilter(StrictFilterSet):
    """Venues by words and place."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    territory = PlaceFilter(field_name="territory", label=_("Territory"))

    class Meta:
        model = Venue
        fields = ["q", "territory"]

    def search(self, rows, name, value):
        """Every word, somewhere in name or address."""
        return has_words(rows, value, "name", "address")
