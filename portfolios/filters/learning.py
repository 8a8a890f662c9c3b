"""Filters of triggers, sessions, insights and trials: the same for pages and API."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convergenze.core.filters import StrictFilterSet
from missions.models import Mission, Scenario
from portfolios.choices.acting import (
    Confidence,
    InsightKind,
    InsightResponse,
    SessionStatus,
    TriggerKind,
    TriggerStatus,
)
from portfolios.filters.composing import PickFilter
from portfolios.models import Action, Insight, Portfolio, ScenarioTrial, SensemakingSession, Trigger


def _seen(model):
    return lambda request: model.objects.visible_to(request.user) if request else model.objects.none()


class TriggerFilter(StrictFilterSet):
    """Triggers by words, kind, state, mission and what they unlock."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=TriggerKind.choices)
    status = django_filters.ChoiceFilter(label=_("State"), choices=TriggerStatus.choices)
    mission = PickFilter(label=_("Mission"), queryset=_seen(Mission))
    action = PickFilter(label=_("Action it unlocks"), queryset=_seen(Action), method="unlocks_it")
    open_on = django_filters.DateFilter(label=_("Window open on"), method="is_open_on")

    class Meta:
        model = Trigger
        fields = ["q", "kind", "status", "mission", "action", "open_on"]

    def search(self, rows, name, value):
        """Every word, in the title or the description."""
        for word in value.split()[:8]:
            rows = rows.filter(Q(title__icontains=word) | Q(description__icontains=word))
        return rows

    def unlocks_it(self, rows, name, action):
        """It unlocks the action."""
        return rows.filter(unlocks=action)

    def is_open_on(self, rows, name, day):
        """Its window holds the day."""
        begun = Q(window_from=None) | Q(window_from__lte=day)
        return rows.filter(begun, Q(window_until=None) | Q(window_until__gte=day))


class SessionFilter(StrictFilterSet):
    """Sessions by portfolio and state."""

    portfolio = PickFilter(label=_("Portfolio"), queryset=_seen(Portfolio))
    status = django_filters.ChoiceFilter(label=_("State"), choices=SessionStatus.choices)

    class Meta:
        model = SensemakingSession
        fields = ["portfolio", "status"]


class InsightFilter(StrictFilterSet):
    """Insights by words, kind, certainty, what follows and what they are about."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=InsightKind.choices)
    confidence = django_filters.ChoiceFilter(label=_("How sure"), choices=Confidence.choices)
    response = django_filters.ChoiceFilter(label=_("What follows"), choices=InsightResponse.choices)
    mission = PickFilter(label=_("Mission"), queryset=_seen(Mission), method="is_about")
    action = PickFilter(label=_("Action"), queryset=_seen(Action))
    session = PickFilter(label=_("Session"), queryset=_seen(SensemakingSession))

    class Meta:
        model = Insight
        fields = ["q", "kind", "confidence", "response", "mission", "action", "session"]

    def search(self, rows, name, value):
        """Every word, in the sentence or in the text."""
        for word in value.split()[:8]:
            rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word))
        return rows

    def is_about(self, rows, name, mission):
        """Said of the mission, or of an action of its portfolios."""
        return rows.about_mission(mission)


class TrialFilter(StrictFilterSet):
    """Trials by scenario and action."""

    scenario = PickFilter(label=_("Scenario"), queryset=_seen(Scenario))
    action = PickFilter(label=_("Action"), queryset=_seen(Action))
    mission = PickFilter(label=_("Mission"), queryset=_seen(Mission), field_name="scenario__mission")

    class Meta:
        model = ScenarioTrial
        fields = ["scenario", "action", "mission", "score"]
