"""Filters of notifications."""

import django_filters
from django.utils.translation import gettext_lazy as _

from convergenze.core.filters import StrictFilterSet
from convergenze.notifications.choices import Reason
from convergenze.notifications.models import Notification


class NotificationFilter(StrictFilterSet):
    """Notifications by reason, and those not read yet."""

    reason = django_filters.ChoiceFilter(label=_("reason"), choices=Reason.choices)
    unread = django_filters.BooleanFilter(label=_("unread"), field_name="read_at", lookup_expr="isnull")

    class Meta:
        model = Notification
        fields = ["reason", "unread"]
