"""How often mail tells a person what, by reason."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from convergenze.notifications.choices import Frequency, Reason


class Preference(models.Model):
    """A choice that differs from the usual (``choices.USUAL``), or repeats it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preferences")
    reason = models.CharField(_("when"), max_length=10, choices=Reason)
    frequency = models.CharField(_("by mail"), max_length=10, choices=Frequency)

    class Meta:
        verbose_name = _("mail preference")
        verbose_name_plural = _("mail preferences")
        constraints = [models.UniqueConstraint("user", "reason", name="one_preference_per_reason")]

    def __str__(self):
        return f"{self.user}: {self.get_reason_display()} → {self.get_frequency_display()}"
