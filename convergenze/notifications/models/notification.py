"""What a person is told: one fact of the history, about one record, for one reason."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from convergenze.core.attached import Attached, AttachedQuerySet
from convergenze.core.later import awake
from convergenze.core.visibility import is_among
from convergenze.history.models import Entry
from convergenze.notifications.choices import Reason
from convergenze.notifications.models.mail import Mail


class NotificationQuerySet(AttachedQuerySet):
    """Notifications of one person; those about what the person no longer sees are not there."""

    def visible_to(self, user):
        """The user's own, as long as both the record and the row that changed exist for them. Asks for kinds first."""
        if not user.is_authenticated:
            return self.none()
        rows = self.filter(user=user.pk)
        kinds = set(rows.order_by().values_list("subject_type", "entry__subject_type").distinct())
        whole = _seen({one for one, _other in kinds}, "subject", user)
        part = _seen({other for _one, other in kinds}, "entry__subject", user)
        return rows.filter(whole, part)

    def unread(self):
        """Not read yet."""
        return self.filter(read_at=None)

    def awake(self):
        """Not put aside."""
        return self.filter(awake())


def _seen(kinds, name, user):
    found = Q(pk=None)
    for kind in map(ContentType.objects.get_for_id, kinds):
        rows = getattr(kind.model_class(), "_default_manager", None)
        if hasattr(rows, "visible_to"):
            found |= Q(**{f"{name}_type": kind}) & Q(is_among(rows.visible_to(user), f"{name}_id"))
    return found


class Notification(Attached):
    """``subject``: the record it is grouped under; ``mail``: the one that told it, so that no other does."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="notifications")
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, editable=False)
    snoozed_until = models.DateField(null=True, editable=False)
    mail = models.ForeignKey(Mail, models.SET_NULL, null=True, editable=False, related_name="notifications")

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-entry_id"]
        indexes = [
            models.Index(F("user"), F("read_at"), name="notification_unread"),
            models.Index(fields=["user", "subject_type", "subject_id"], name="notification_subject"),
        ]
        constraints = [models.UniqueConstraint("user", "entry", name="told_once")]

    def __str__(self):
        return f"{self.user} ← {self.entry}"
