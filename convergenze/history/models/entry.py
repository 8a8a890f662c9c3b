"""One fact: who did what to which record, when, why, and what it changed."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryQuerySet(models.QuerySet):
    """Entries by subject."""

    def about(self, record):
        """Entries of one record, newest first."""
        return self.filter(subject_type=ContentType.objects.get_for_model(record), subject_id=record.pk)


class Entry(models.Model):
    """Never changed, never deleted with its subject. ``changes``: {"field": [before, after]} in JSON values."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=80)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    subject_label = models.CharField(max_length=300)
    changes = models.JSONField(default=dict)
    reason = models.TextField(_("reason"), blank=True)
    extra = models.JSONField(default=dict)
    batch = models.UUIDField(null=True, db_index=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the history")
        verbose_name_plural = _("history")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "-id"], name="entry_subject")]

    def __str__(self):
        return f"{self.verb} · {self.subject_label}"

    @property
    def act(self):
        """The verb without app and model: "propose"."""
        return self.verb.rpartition(".")[2]
