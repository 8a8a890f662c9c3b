"""Filters of presences."""

import django_filters

from convergenze.core.filters import StrictFilterSet
from school.models import Attendance


class AttendanceFilter(StrictFilterSet):
    """Presences of a meeting, of an edition, of a person."""

    session = django_filters.UUIDFilter(field_name="session__public_id")
    edition = django_filters.UUIDFilter(field_name="session__edition__public_id")
    enrolment = django_filters.UUIDFilter(field_name="enrolment__public_id")

    class Meta:
        model = Attendance
        fields = ["session", "edition", "enrolment", "presence"]
