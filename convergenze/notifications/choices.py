"""Why somebody is told something, how often by mail, and where a mail stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Reason(models.TextChoices):
    """Why somebody is told, the strongest first: one fact is told once, for the strongest reason."""

    ASSIGNED = "assigned", pgettext_lazy("why one is told", "Given to me")
    MENTIONED = "mentioned", pgettext_lazy("why one is told", "I am named")
    DUE = "due", pgettext_lazy("why one is told", "Due")
    OWNER = "owner", pgettext_lazy("why one is told", "I answer for it")
    FOLLOWED = "followed", pgettext_lazy("why one is told", "I follow it")


class Frequency(models.TextChoices):
    """How often mail tells it; the inbox always does."""

    INSTANT = "instant", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", pgettext_lazy("how often", "Never")


# What holds for who has chosen nothing.
USUAL = {
    Reason.ASSIGNED: Frequency.INSTANT,
    Reason.MENTIONED: Frequency.INSTANT,
    Reason.DUE: Frequency.DAILY,
    Reason.OWNER: Frequency.DAILY,
    Reason.FOLLOWED: Frequency.WEEKLY,
}


class MailKind(models.TextChoices):
    """What a mail is made of, when it is sent."""

    NEWS = "news", _("News")
    DIGEST = "digest", _("Digest")
    QUESTIONS = "questions", _("Is it still so?")
    ACCOUNT = "account", _("Account")
    LETTER = "letter", _("Letter")

    @classmethod
    def written(cls):
        """Kinds whose words are kept from the moment they are posted."""
        return (cls.ACCOUNT, cls.LETTER)


class MailState(models.TextChoices):
    """Where a mail stands."""

    WAITING = "waiting", pgettext_lazy("mail", "Waiting")
    SENDING = "sending", pgettext_lazy("mail", "Being sent")
    SENT = "sent", pgettext_lazy("mail", "Sent")
    FAILED = "failed", pgettext_lazy("mail", "Given up")
    CANCELLED = "cancelled", pgettext_lazy("mail", "Not sent")
