"""Filters of labs, teams and outputs."""

import django_filters
from django.utils.translation import gettext_lazy as _

from convergenze.core.filters import StrictFilterSet
from school.choices.labs import OutputKind, OutputStatus
from school.models import Edition, Lab, Output, Team


def _seen(model):
    return lambda request: model.objects.visible_to(request.user) if request else model.objects.none()


class LabFilter(StrictFilterSet):
    """Labs by edition."""

    edition = django_filters.ModelChoiceFilter(label=_("Edition"), queryset=_seen(Edition), to_field_name="slug")

    class Meta:
        model = Lab
        fields = ["edition"]


class TeamFilter(StrictFilterSet):
    """Teams by lab."""

    lab = django_filters.ModelChoiceFilter(label=_("Lab"), queryset=_seen(Lab), to_field_name="public_id")

    class Meta:
        model = Team
        fields = ["lab"]


class OutputFilter(StrictFilterSet):
    """Outputs by canvas, state, team and edition."""

    kind = django_filters.ChoiceFilter(label=_("Canvas"), choices=OutputKind.choices)
    status = django_filters.ChoiceFilter(label=_("State"), choices=OutputStatus.choices)
    team = django_filters.ModelChoiceFilter(label=_("Team"), queryset=_seen(Team), to_field_name="public_id")
    edition = django_filters.ModelChoiceFilter(
        field_name="team__lab__edition", label=_("Edition"), queryset=_seen(Edition), to_field_name="slug"
    )

    class Meta:
        model = Output
        fields = ["kind", "status", "team", "edition"]
