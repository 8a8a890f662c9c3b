"""Following records."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from convergenze.core import about
from convergenze.notifications.models import Follow


def follow(*, subject, by) -> Follow:
    """Follow ``subject``; again is no error. Raises ``PermissionDenied`` for what does not exist for ``by``."""
    if not by.has_perm("notifications.add_follow") or not about.is_subject(subject) or not about.sees(by, subject):
        raise PermissionDenied
    found = Follow.objects.about(subject).filter(user=by).first()
    return found or Follow.objects.create(subject=subject, user_id=by.pk)


def unfollow(*, subject, by) -> None:
    """Stop following ``subject``."""
    Follow.objects.about(subject).filter(user=by.pk).delete()


@transaction.atomic
def hand_over(*, keep, drop, words) -> None:
    """Whoever followed ``drop`` now follows ``keep`` and keeps the sentence ``words(user)`` about it."""
    already = {row.user_id: row for row in Follow.objects.about(keep)}
    for row in Follow.objects.about(drop).select_related("user"):
        if row.user_id in already:
            row.delete()
            row = already[row.user_id]
        row.subject, row.told = keep, words(row.user)[:300]
        row.save(update_fields=["subject_type", "subject_id", "told"])
