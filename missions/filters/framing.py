"""Filters of challenges, missions and measurements: the same for pages and API."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.queries import lying_in
from convergenze.core.filters import ListedFilter, StrictFilterSet, contains
from missions.choices import ChallengeStatus, MeasurementStatus, MissionStatus, Sdg, Theme
from missions.models import Challenge, ChallengeStance, CriterionAssessment, Indicator, Measurement, Mission, Objective


class PlaceFilter(django_filters.CharFilter):
    """Rows of a territory (its slug) and of what lies in it."""

    def filter(self, rows, value):
        """None for a territory nobody knows."""
        return lying_in(rows, self.field_name, value, self.parent.request.user) if value else rows


class ChallengeFilter(StrictFilterSet):
    """Challenges by words, theme, state, place and goal."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    theme = ListedFilter(field_name="themes", label=_("Theme"), choices=Theme.choices)
    status = django_filters.ChoiceFilter(label=_("State"), choices=ChallengeStatus.choices)
    territory = PlaceFilter(
        field_name="territory", label=_("Territory"), help_text=_("The last part of its address: valli-di-mezzo.")
    )
    sdg = ListedFilter(field_name="sdgs", label=_("Sustainable Development Goal"), choices=Sdg.choices)

    class Meta:
        model = Challenge
        fields = ["q", "theme", "status", "territory", "sdg"]

    def search(self, rows, name, value):
        """Every word, somewhere in title, question or situation."""
        for word in value.split()[:8]:
            rows = rows.filter(Q(title__icontains=word) | Q(question__icontains=word) | Q(situation__icontains=word))
        return rows


class MissionFilter(StrictFilterSet):
    """Missions by words, state, place and challenge's theme."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    status = django_filters.ChoiceFilter(label=_("State"), choices=MissionStatus.choices)
    theme = ListedFilter(field_name="challenge__themes", label=_("Theme"), choices=Theme.choices, method="has_theme")
    territory = PlaceFilter(
        field_name="territory", label=_("Territory"), help_text=_("The last part of its address: valli-di-mezzo.")
    )

    class Meta:
        model = Mission
        fields = ["q", "status", "theme", "territory"]

    def has_theme(self, rows, name, theme):
        """Missions of a challenge on this theme, as far as the challenge exists for who asks."""
        seen = Challenge.objects.visible_to(self.request.user)
        return rows.filter(challenge__in=contains(seen, "themes", f'"{theme}"').values("pk"))

    def search(self, rows, name, value):
        """Every word, somewhere in title, statement or headline target."""
        for word in value.split()[:8]:
            rows = rows.filter(
                Q(title__icontains=word) | Q(statement__icontains=word) | Q(headline_target__icontains=word)
            )
        return rows


class ObjectiveFilter(StrictFilterSet):
    """Objectives of a mission."""

    mission = django_filters.UUIDFilter(field_name="mission__public_id", label=_("mission"))

    class Meta:
        model = Objective
        fields = ["mission"]


class IndicatorFilter(StrictFilterSet):
    """Indicators of a mission or an objective."""

    mission = django_filters.UUIDFilter(field_name="objective__mission__public_id", label=_("mission"))

    class Meta:
        model = Indicator
        fields = ["mission", "objective"]


class MeasurementFilter(StrictFilterSet):
    """Measurements of a mission or an indicator, by state and day."""

    mission = django_filters.UUIDFilter(field_name="indicator__objective__mission__public_id", label=_("mission"))
    status = django_filters.ChoiceFilter(label=_("State"), choices=MeasurementStatus.choices)
    measured = django_filters.DateFromToRangeFilter(field_name="measured_on")

    class Meta:
        model = Measurement
        fields = ["mission", "indicator", "status", "measured"]


class AssessmentFilter(StrictFilterSet):
    """Scores of a mission, by criterion and round."""

    mission = django_filters.UUIDFilter(field_name="mission__public_id", label=_("mission"))

    class Meta:
        model = CriterionAssessment
        fields = ["mission", "criterion", "round"]


class StanceFilter(StrictFilterSet):
    """Stances on a challenge, or of an actor."""

    challenge = django_filters.UUIDFilter(field_name="challenge__public_id", label=_("challenge"))
    actor = django_filters.UUIDFilter(field_name="actor__public_id", label=_("actor"))

    class Meta:
        model = ChallengeStance
        fields = ["challenge", "actor", "stance"]
