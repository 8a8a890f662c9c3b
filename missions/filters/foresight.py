"""Filters of intentions, signals and scenarios: the same for pages and API."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convergenze.core.filters import StrictFilterSet
from missions.choices.governance import IntentionStatus, SignalKind, SignalStatus
from missions.models import Challenge, Intention, Mission, Scenario, Signal


class SlugFilter(django_filters.CharFilter):
    """Rows of one record, named by its slug or its public id, among those that exist for who asks."""

    def __init__(self, *args, model, **kwargs):
        super().__init__(*args, **kwargs)
        self.model_named = model

    def filter(self, rows, value):
        """None for a record that nobody knows."""
        if not value:
            return rows
        named = {"public_id": value} if value.count("-") == 4 and len(value) == 36 else {"slug": value}
        found = self.model_named.objects.visible_to(self.parent.request.user).filter(**named)
        return rows.filter(**{f"{self.field_name}__in": found.values("pk")})


def by_mission():
    """The filter ``?mission=``."""
    return SlugFilter(model=Mission, label=_("Mission"), help_text=_("The last part of its address."))


class IntentionFilter(StrictFilterSet):
    """Intentions by words, state and what they are about."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    status = django_filters.ChoiceFilter(label=_("State"), choices=IntentionStatus.choices)
    mission = by_mission()
    challenge = SlugFilter(model=Challenge, label=_("Challenge"), help_text=_("The last part of its address."))

    class Meta:
        model = Intention
        fields = ["q", "status", "mission", "challenge"]

    def search(self, rows, name, value):
        """Every word, in what the actor would do or in its condition."""
        for word in value.split()[:8]:
            rows = rows.filter(Q(title__icontains=word) | Q(condition__icontains=word))
        return rows


class SignalFilter(StrictFilterSet):
    """Signals by words, kind, state and what they are about."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=SignalKind.choices)
    status = django_filters.ChoiceFilter(label=_("State"), choices=SignalStatus.choices)
    mission = by_mission()

    class Meta:
        model = Signal
        fields = ["q", "kind", "status", "mission"]

    def search(self, rows, name, value):
        """Every word, in the title or in what was seen."""
        for word in value.split()[:8]:
            rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word))
        return rows


class ScenarioFilter(StrictFilterSet):
    """Scenarios of a mission."""

    mission = by_mission()

    class Meta:
        model = Scenario
        fields = ["mission", "year"]
