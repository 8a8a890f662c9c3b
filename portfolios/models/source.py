"""Where an imported action comes from: source, id there, release, licence and the row as published."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceRecord(models.Model):
    """One row of a public source behind an action. ``digest``: of the row, so that an unchanged one is skipped."""

    action = models.ForeignKey("portfolios.Action", models.CASCADE, related_name="source_records")
    source = models.CharField(_("source"), max_length=30)
    external_id = models.CharField(_("id in the source"), max_length=150)
    release = models.CharField(_("release"), max_length=60, blank=True)
    licence = models.CharField(_("licence"), max_length=80, blank=True)
    digest = models.CharField(max_length=64)
    raw = models.JSONField(_("as published"), default=dict)
    batch = models.UUIDField(null=True, db_index=True)
    first_seen_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("source of an action")
        verbose_name_plural = _("sources of actions")
        constraints = [models.UniqueConstraint("source", "external_id", name="source_record_once")]

    def __str__(self):
        return f"{self.source}:{self.external_id}"
