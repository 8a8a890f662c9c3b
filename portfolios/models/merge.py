"""Merges of actions, kept so that they can be undone for 30 days."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from convergenze.core.visibility import is_among
from portfolios.models.action import Action


class ActionMergeQuerySet(models.QuerySet):
    """Merges are seen with the action that stays and the one that flowed into it."""

    def visible_to(self, user):
        """Merges of actions that both exist for ``user``."""
        seen = Action.objects.visible_to(user)
        return self.filter(is_among(seen, "keep"), is_among(seen, "drop"))


class ActionMerge(models.Model):
    """Two actions that became one.

    ``moved``: rows that changed, [app.Model, id, {column: before}, {column: after}], or rows put aside, [app.Model, id,
    stored row]; in the order in which it happened. ``made``: rows that the merge added, [app.Model, id].
    ``before``: fields of the action that stays, {"field": [before, after]}; ``status``: the absorbed action's state.
    """

    keep = models.ForeignKey(Action, models.CASCADE, related_name="merges")
    drop = models.ForeignKey(Action, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    moved = models.JSONField(default=list)
    made = models.JSONField(default=list)
    before = models.JSONField(default=dict)
    status = models.CharField(max_length=15)
    undone_at = models.DateTimeField(null=True, editable=False)

    objects = ActionMergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge of actions")
        verbose_name_plural = _("merges of actions")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.drop} → {self.keep}"
