"""Marking what was read."""

from django.utils import timezone

from convergenze.notifications.models import Notification


def mark_read(*, subject=None, by) -> int:
    """Mark as read what ``by`` was told, about ``subject`` or everything; returns how many were unread."""
    rows = Notification.objects.filter(user=by.pk).unread()
    if subject is not None:
        rows = rows.about(subject)
    return rows.update(read_at=timezone.now())
