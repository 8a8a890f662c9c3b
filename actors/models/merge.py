"""Merges of actors, kept so that they can be undone for 30 days."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ActorMerge(models.Model):
    """``moved``: what belonged to the absorbed actor, [app.Model.field, row id]; ``before``: the kept one's fields."""

    keep = models.ForeignKey("actors.Actor", models.CASCADE, related_name="merges")
    drop = models.ForeignKey("actors.Actor", models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    moved = models.JSONField(default=list)
    before = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("merge of actors")
        verbose_name_plural = _("merges of actors")

    def __str__(self):
        return f"{self.drop} → {self.keep}"
