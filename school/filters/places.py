"""A filter by place."""

import django_filters

from actors.queries import lying_in


class PlaceFilter(django_filters.CharFilter):
    """Rows of a territory (its slug) and of what lies in it."""

    def filter(self, rows, value):
        """None for a territory nobody knows."""
        return lying_in(rows, self.field_name, value, self.parent.request.user) if value else rows
