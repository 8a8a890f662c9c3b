"""Follows: somebody who wants to know what happens to a record."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convergenze.core.attached import Attached, AttachedQuerySet


class FollowQuerySet(AttachedQuerySet):
    """Follows; one knows one's own only."""

    def visible_to(self, user):
        """The user's own follows of what exists for them."""
        return self.filter(user=user.pk).of_seen(user) if user.is_authenticated else self.none()


class Follow(Attached):
    """``told``: a sentence kept for the follower, such as where a merged record went."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    told = models.CharField(max_length=300, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint("subject_type", "subject_id", "user", name="followed_once")]

    def __str__(self):
        return f"{self.user} → {self.subject}"
