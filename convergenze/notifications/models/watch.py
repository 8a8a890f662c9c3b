"""Watches: somebody who wants to know what enters a list, of a whole kind or as they filtered it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class WatchQuerySet(models.QuerySet):
    """Watches; one knows one's own only."""

    def visible_to(self, user):
        """The user's own."""
        return self.filter(user=user.pk) if user.is_authenticated else self.none()


class Watch(models.Model):
    """``kind`` is that of the records ("missions.mission"), ``query`` the filters of their list as its address says."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="watches")
    kind = models.CharField(_("kind of record"), max_length=60)
    query = models.CharField(_("filters"), max_length=500, blank=True)
    name = models.CharField(_("name"), max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("followed list")
        verbose_name_plural = _("followed lists")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                "user", "kind", "query", name="watched_once", violation_error_message=_("You already follow this list.")
            ),
        ]

    def __str__(self):
        return self.name
