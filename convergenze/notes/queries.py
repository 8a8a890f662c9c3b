"""Tasks and comments as pages, feeds and other apps ask for them."""

from django.db.models import F

from convergenze.notes.models import Task


def tasks_due(user):
    """The open tasks of ``user`` about what they may see, the nearest day first, those without a day last."""
    rows = Task.objects.open().filter(owner=user.pk).visible_to(user)
    return rows.prefetch_related("subject").order_by(F("due_on").asc(nulls_last=True), "pk")


def tasks_about(subject, user):
    """The tasks about ``subject`` that ``user`` may see, open ones first (``condition`` tells findings apart)."""
    rows = Task.objects.about(subject).visible_to(user).select_related("owner")
    return rows.order_by(F("status").desc(), F("due_on").asc(nulls_last=True), "pk")
