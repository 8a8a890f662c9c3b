"""The outbox: mails written in the transaction of what they tell, sent afterwards, kept until they arrive."""

import uuid
from email.utils import parseaddr

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convergenze.notifications.choices import MailKind, MailState


def new_message_id():
    """A Message-ID of this site; a mail keeps its own however often it is tried."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{uuid.uuid4()}@{domain}>"


class MailQuerySet(models.QuerySet):
    """Mails by state."""

    def due(self, now=None):
        """Those to be tried now: waiting long enough, or taken by a sender that never came back."""
        return self.unfinished().filter(next_try_at__lte=now or timezone.now())

    def unfinished(self):
        """Still on their way."""
        return self.filter(state__in=(MailState.WAITING, MailState.SENDING))


class Mail(models.Model):
    """One mail to one address. What it says is composed when it is sent, but for the kinds ``MailKind.written()``.

    ``key``: what the mail answers to, so that it is written once however often it is asked for. ``attachment``: a
    calendar file (text/calendar) that goes with it; its METHOD is read from the file itself.
    """

    message_id = models.CharField(max_length=200, unique=True, default=new_message_id, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=MailKind)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="mails")
    to = models.EmailField(_("to"), max_length=254)
    subject_line = models.CharField(_("subject line"), max_length=250, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    attachment = models.TextField(blank=True)
    key = models.CharField(max_length=200, null=True, unique=True, editable=False)  # noqa: DJ001 - none is not ""
    state = models.CharField(_("state"), max_length=10, choices=MailState, default=MailState.WAITING, db_index=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now, db_index=True)
    error = models.TextField(_("what went wrong"), blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("outbox")
        ordering = ["-pk"]

    def __str__(self):
        return self.subject_line or self.get_kind_display()
