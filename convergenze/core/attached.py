"""Rows about another record: comments, tasks, follows. They exist for who sees what they are about."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from convergenze.core import about
from convergenze.core.visibility import is_among


class AttachedQuerySet(models.QuerySet):
    """Rows by what they are about."""

    def about(self, record):
        """Rows about ``record``."""
        return self.filter(subject_type=ContentType.objects.get_for_model(record), subject_id=record.pk)

    def of_seen(self, user):
        """Rows about what exists for ``user``; asks first which kinds of records these rows are about."""
        seen = Q(pk=None)
        for kind, model in about.types_in(self):
            seen |= Q(subject_type=kind) & Q(is_among(model._default_manager.visible_to(user), "subject_id"))
        return self.filter(seen)

    def of_team(self, user):
        """Rows about what ``user`` works on; asks first which kinds of records these rows are about."""
        mine = Q(pk=None)
        for kind, model in about.types_in(self):
            mine |= Q(subject_type=kind) & Q(is_among(about.team_rows(model, user), "subject_id"))
        return self.filter(mine)


class Attached(models.Model):
    """A row about one record of any kind."""

    subject_type = models.ForeignKey(ContentType, models.CASCADE, editable=False, related_name="+")
    subject_id = models.PositiveBigIntegerField(editable=False)
    subject = GenericForeignKey("subject_type", "subject_id")

    class Meta:
        abstract = True
