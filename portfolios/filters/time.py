"""Filters of snapshots and share links."""

import django_filters
from django.utils.translation import gettext_lazy as _

from convergenze.core.filters import StrictFilterSet
from portfolios.filters.composing import PickFilter
from portfolios.models import Portfolio, ShareLink, Snapshot


def _seen(request):
    return Portfolio.objects.visible_to(request.user) if request else Portfolio.objects.none()


class SnapshotFilter(StrictFilterSet):
    """Snapshots by words, portfolio and day."""

    q = django_filters.CharFilter(label=_("Search"), field_name="title", lookup_expr="icontains")
    portfolio = PickFilter(label=_("Portfolio"), queryset=_seen)
    after = django_filters.DateFilter(label=_("Not before"), field_name="as_of", lookup_expr="gte")
    before = django_filters.DateFilter(label=_("Not after"), field_name="as_of", lookup_expr="lte")

    class Meta:
        model = Snapshot
        fields = []


class ShareLinkFilter(StrictFilterSet):
    """Share links by portfolio and by whether they were revoked."""

    portfolio = PickFilter(label=_("Portfolio"), queryset=_seen)
    revoked = django_filters.BooleanFilter(
        label=_("Revoked"), field_name="revoked_at", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = ShareLink
        fields = []
