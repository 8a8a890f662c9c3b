"""Questions to the owners of records that nobody has confirmed for long: is it still so?"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convergenze.core.attached import Attached, AttachedQuerySet
from convergenze.notifications.models.mail import Mail


class Question(Attached):
    """``code`` says what is asked (see ``questions``); kept so that nobody is asked twice within its period."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="questions")
    code = models.CharField(max_length=40)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    mail = models.ForeignKey(Mail, models.SET_NULL, null=True, related_name="questions")

    objects = AttachedQuerySet.as_manager()

    class Meta:
        verbose_name = _("question to an owner")
        verbose_name_plural = _("questions to owners")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["user", "code", "subject_type", "subject_id"], name="question_asked")]

    def __str__(self):
        return f"{self.user} ← {self.code}"
