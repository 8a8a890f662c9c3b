"""Digests: what was not told by mail yet, grouped by record, once a day or once a week."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from convergenze.accounts.models import User
from convergenze.notifications import queries
from convergenze.notifications.choices import Frequency, MailKind
from convergenze.notifications.models import Mail, Notification
from convergenze.notifications.services.outbox import post

WEEK = timedelta(days=7)
MONDAY = 0


def write_digests(*, now: datetime | None = None) -> list[Mail]:
    """A digest for each person who has something untold; at most one a day. What was read in the inbox is left out.

    It looks at what was told, not at a span of time: a night that was missed loses nothing.
    """
    now = now or timezone.now()
    waiting = Notification.objects.filter(mail=None).unread()
    people = User.objects.filter(pk__in=waiting.values("user"), is_active=True)
    return [mail for user in people if (mail := _write_digest(user, now))]


@transaction.atomic
def _write_digest(user, now):
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if Mail.objects.filter(user=user, kind=MailKind.DIGEST, created_at__gte=midnight).exists():
        return None
    often = queries.frequencies(user)
    # Daily also takes what was meant at once and was too much for an hour.
    daily = [reason for reason, how in often.items() if how in (Frequency.DAILY, Frequency.INSTANT)]
    weekly = [reason for reason, how in often.items() if how == Frequency.WEEKLY]
    rows = Notification.objects.visible_to(user).unread().awake().filter(mail=None)
    ids = list(rows.filter(reason__in=daily).values_list("pk", flat=True))
    if _week_is_over(rows.filter(reason__in=weekly), now):
        ids += rows.filter(reason__in=weekly).values_list("pk", flat=True)
    if not ids:
        return None
    mail = post(kind=MailKind.DIGEST, user=user)
    Notification.objects.filter(pk__in=ids).update(mail=mail)
    return mail


def _week_is_over(rows, now):
    is_monday = timezone.localtime(now).weekday() == MONDAY
    return is_monday or rows.filter(created_at__lte=now - WEEK).exists()
