"""Filters of evidence."""

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _

from convergenze.core.filters import StrictFilterSet
from convergenze.notes import subjects
from convergenze.notes.choices import EvidenceKind, Strength
from convergenze.notes.models import Evidence


class EvidenceFilter(StrictFilterSet):
    """Evidence by the record it is about, kind and strength."""

    about = django_filters.CharFilter(label=_("kind of record"), method="keep_about")
    subject = django_filters.UUIDFilter(label=_("record"), method="keep_subject")
    kind = django_filters.ChoiceFilter(choices=EvidenceKind.choices)
    strength = django_filters.ChoiceFilter(choices=Strength.choices)

    class Meta:
        model = Evidence
        fields = ["about", "subject", "kind", "strength"]

    def keep_about(self, rows, name, word):
        """Evidence about records of one kind; none for a kind nobody knows."""
        model = subjects.model_of(word)
        return rows.filter(subject_type=ContentType.objects.get_for_model(model)) if model else rows.none()

    def keep_subject(self, rows, name, public_id):
        """Evidence about the record with this public id."""
        for model in subjects.models():
            if found := model.objects.visible_to(self.request.user).filter(public_id=public_id).first():
                return rows.about(found)
        return rows.none()
