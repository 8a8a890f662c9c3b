"""Requests to be forgotten: the law gives a month to answer."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ANSWERED_WITHIN = timedelta(days=30)


class ErasureStatus(models.TextChoices):
    """What became of a request."""

    ASKED = "asked", pgettext_lazy("erasure", "Waiting for an answer")
    DONE = "done", pgettext_lazy("erasure", "Done")
    REFUSED = "refused", pgettext_lazy("erasure", "Refused")
    TAKEN_BACK = "taken_back", pgettext_lazy("erasure", "Taken back")


class ErasureQuerySet(models.QuerySet):
    """Requests by state and by who may know them."""

    def visible_to(self, user):
        """One's own; all of them for who answers."""
        if not user.is_authenticated:
            return self.none()
        return self.all() if user.has_perm("accounts.erase_account") else self.filter(user=user.pk)

    def waiting(self):
        """Not answered yet."""
        return self.filter(status=ErasureStatus.ASKED)


class ErasureRequest(models.Model):
    """Somebody asks that their personal data be deleted. The row stays, and no longer says who."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="erasures")
    reason = models.CharField(_("reason (if you wish)"), max_length=500, blank=True)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    status = models.CharField(
        _("state"), max_length=12, choices=ErasureStatus, default=ErasureStatus.ASKED, editable=False
    )
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    answer = models.CharField(_("answer"), max_length=500, blank=True, editable=False)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to be forgotten")
        verbose_name_plural = _("requests to be forgotten")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                "user",
                condition=models.Q(status=ErasureStatus.ASKED),
                name="one_erasure_at_a_time",
                violation_error_message=_("You have asked already: you will get an answer."),
            ),
        ]

    def __str__(self):
        return str(self.user)

    @property
    def answer_due_at(self):
        """When the law wants an answer."""
        return self.asked_at + ANSWERED_WITHIN
