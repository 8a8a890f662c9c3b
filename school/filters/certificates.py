"""Filters of certificates."""

import django_filters
from django.utils.translation import gettext_lazy as _

from convergenze.core.filters import StrictFilterSet
from school.choices.certificates import CertificateKind, CertificateState
from school.models import Certificate


class CertificateFilter(StrictFilterSet):
    """By edition, year, document and state."""

    edition = django_filters.UUIDFilter(field_name="enrolment__edition__public_id", label=_("edition"))
    year = django_filters.NumberFilter(label=_("year"))
    kind = django_filters.ChoiceFilter(choices=CertificateKind.choices, label=_("document"))
    state = django_filters.ChoiceFilter(choices=CertificateState.choices, label=_("state"))

    class Meta:
        model = Certificate
        fields = ["edition", "year", "kind", "state"]
