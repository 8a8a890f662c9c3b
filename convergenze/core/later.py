"""What somebody puts aside stays away until a day, and comes back by itself."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy


class Later(models.TextChoices):
    """When it comes back."""

    DAY = "day", pgettext_lazy("put aside", "Until tomorrow")
    WEEK = "week", pgettext_lazy("put aside", "For a week")
    MONTH = "month", pgettext_lazy("put aside", "For a month")


DAYS = {Later.DAY: 1, Later.WEEK: 7, Later.MONTH: 30}


def day_of(code: str) -> date:
    """The day that ``code``, one of ``Later``, means today. Raises ``ValidationError``."""
    if code not in Later.values:
        raise ValidationError(_("Choose until when: tomorrow, a week, a month."))
    return timezone.localdate() + timedelta(days=DAYS[Later(code)])


def awake(on: date | None = None) -> Q:
    """Rows (with ``snoozed_until``) that are not put aside on that day (today)."""
    return Q(snoozed_until=None) | Q(snoozed_until__lte=on or timezone.localdate())
