"""Filters of funding programmes and calls, the same for pages and API."""

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from actors.choices import Family
from actors.models import Territory
from convergenze.core.filters import StrictFilterSet
from missions.choices import Lever, Theme
from portfolios.choices.acting import CallKind, CallState
from portfolios.filters.composing import PickFilter
from portfolios.models import FundingCall, FundingProgramme
from portfolios.sources.calls import CALL_SOURCES

SOURCE_LABELS = {source.name: source.label for source in CALL_SOURCES.values()}


def _seen_places(request):
    return Territory.objects.visible_to(request.user) if request else Territory.objects.none()


class FundingCallFilter(StrictFilterSet):
    """What to find among calls. ``state`` is that of the day ``on``, today without it."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    state = django_filters.ChoiceFilter(label=_("State"), choices=CallState, method="stands")
    on = django_filters.DateFilter(label=_("State on the day"), method="at")
    programme = extend_schema_field(OpenApiTypes.INT)(
        django_filters.ModelChoiceFilter(label=_("Programme"), queryset=FundingProgramme.objects.all())
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=CallKind)
    family = django_filters.ChoiceFilter(label=_("Who may apply"), choices=Family, method="invites")
    theme = django_filters.ChoiceFilter(label=_("Theme"), choices=Theme, method="is_about")
    lever = django_filters.ChoiceFilter(label=_("Lever it pays for"), choices=Lever, method="pays_for")
    territory = PickFilter(label=_("Valid in the territory"), queryset=_seen_places, method="is_valid_in")
    closes_before = django_filters.DateFilter(label=_("Closes by"), field_name="closes_on", lookup_expr="lte")
    closes_after = django_filters.DateFilter(label=_("Closes from"), field_name="closes_on", lookup_expr="gte")
    source = django_filters.ChoiceFilter(label=_("Recorded from"), choices=list(SOURCE_LABELS.items()))

    class Meta:
        model = FundingCall
        fields = []

    def search(self, rows, name, text):
        """Words of title, recipients, what it pays for or who publishes it."""
        for word in text.split()[:8]:
            rows = rows.filter(
                Q(title__icontains=word) | Q(summary__icontains=word) | Q(recipients__icontains=word)
                | Q(authority__icontains=word)
            )  # fmt: skip
        return rows

    def stands(self, rows, name, value: str):
        """Open, announced, closed or without closing date on the day asked for."""
        return rows.in_state(value, self.form.cleaned_data.get("on"))

    def at(self, rows, name, value):
        """The day of ``state``; alone it filters nothing."""
        return rows

    def invites(self, rows, name, value: str):
        """The family may apply; calls that do not say who are left out."""
        return rows.filter(families__icontains=f'"{value}"')

    def is_about(self, rows, name, value: str):
        """On the theme."""
        return rows.filter(themes__icontains=f'"{value}"')

    def pays_for(self, rows, name, value: str):
        """Pays for the lever."""
        return rows.filter(levers__icontains=f'"{value}"')

    def is_valid_in(self, rows, name, territory):
        """Says a place that covers the territory or lies in it, or says no place, which means everywhere."""
        seen = _seen_places(self.request).values("pk")
        said = FundingCall.territories.through.objects.filter(fundingcall=OuterRef("pk"), territory__in=seen)
        places = Territory.objects.covering(territory).values("pk")
        inside = Territory.objects.municipalities_of(territory).values("pk")
        here = said.filter(Q(territory__in=places) | Q(territory__in=inside))
        return rows.filter(Exists(here) | ~Exists(said))


class FundingProgrammeFilter(StrictFilterSet):
    """What to find among funding programmes."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    level = django_filters.ChoiceFilter(label=_("Level"), choices=())
    fund = django_filters.ChoiceFilter(label=_("Fund"), choices=())
    ends_before = django_filters.DateFilter(
        label=_("Eligibility ends by"), field_name="eligibility_ends_on", lookup_expr="lte"
    )

    class Meta:
        model = FundingProgramme
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("level", "fund"):
            self.filters[name].field.choices = lambda name=name: _values(name)

    def search(self, rows, name, text):
        """Words of the name or of what it pays for."""
        for word in text.split()[:8]:
            rows = rows.filter(Q(name__icontains=word) | Q(summary__icontains=word) | Q(fund__icontains=word))
        return rows


def _values(name):
    found = FundingProgramme.objects.exclude(**{name: ""}).order_by(name).values_list(name, flat=True).distinct()
    return [(value, value) for value in found]
