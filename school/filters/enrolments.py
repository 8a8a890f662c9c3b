"""Filters of enrolments: the same for the desk, the page of a body and the API."""

import django_filters
from django.utils.translation import gettext_lazy as _

from actors.choices import Family
from convergenze.core.filters import WordsFilter
from school.choices.enrolment import EnrolmentStatus, JobRole
from school.models import Enrolment, SeatPool


def pools_of(request):
    """The pools that there are to choose among: of the edition in the address."""
    match = getattr(request, "resolver_match", None)
    slug = match.kwargs.get("slug") if match else None
    return SeatPool.objects.filter(edition__slug=slug) if slug else SeatPool.objects.none()


class EnrolmentFilter(WordsFilter):
    """Enrolments by words, state, kind of seat, kind of body, role."""

    searched = ("name", "organisation__name")
    status = django_filters.MultipleChoiceFilter(label=_("State"), choices=EnrolmentStatus)
    pool = django_filters.ModelChoiceFilter(label=_("Kind of seat"), queryset=pools_of)
    family = django_filters.ChoiceFilter(label=_("Kind of body"), field_name="organisation__family", choices=Family)
    job_role = django_filters.ChoiceFilter(label=_("Role in the body"), choices=JobRole)

    class Meta:
        model = Enrolment
        fields = ["q", "status", "pool", "family", "job_role"]


class BodyEnrolmentFilter(WordsFilter):
    """Enrolments of a body's people by words and state."""

    searched = ("name", "edition__title")
    status = django_filters.MultipleChoiceFilter(label=_("State"), choices=EnrolmentStatus)

    class Meta:
        model = Enrolment
        fields = ["q", "status"]


class EnrolmentListFilter(EnrolmentFilter):
    """Beyond one edition: of which one, on behalf of whom."""

    edition = django_filters.UUIDFilter(label=_("Edition"), field_name="edition__public_id")
    organisation = django_filters.UUIDFilter(label=_("On behalf of"), field_name="organisation__public_id")
    pool = django_filters.NumberFilter(label=_("Kind of seat"), field_name="pool")

    class Meta(EnrolmentFilter.Meta):
        fields = [*EnrolmentFilter.Meta.fields, "edition", "organisation"]
