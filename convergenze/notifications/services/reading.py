"""Marking what was read, and putting aside what is for later."""

from django.utils import timezone

from convergenze.core.later import day_of
from convergenze.notifications.models import Notification


def mark_read(*, subject=None, by) -> int:
    """Mark as read what ``by`` was told, about ``subject`` or everything; returns how many were unread."""
    return _unread(subject, by).update(read_at=timezone.now())


def snooze(*, subject, later, by) -> int:
    """Put aside what ``by`` was told about ``subject`` (``later``: one of ``core.later.Later``), read or not.

    It comes back as unread on its day; what happens meanwhile is told at once. Returns how many lines were put aside.
    Raises ``ValidationError``.
    """
    rows = Notification.objects.filter(user=by.pk).about(subject)
    return rows.update(snoozed_until=day_of(later), read_at=None)


def _unread(subject, by):
    rows = Notification.objects.filter(user=by.pk).unread().awake()
    return rows if subject is None else rows.about(subject)
