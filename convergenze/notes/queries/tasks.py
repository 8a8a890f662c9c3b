"""Tasks as pages, feeds and other apps ask for them."""

from django.db.models import F, Q

from convergenze.core import about
from convergenze.notes.models import Task


def tasks_due(user):
    """The open tasks of ``user`` about what they may see, the nearest day first, those without a day last."""
    rows = Task.objects.open().awake().filter(owner=user.pk).visible_to(user)
    return rows.prefetch_related("subject").order_by(F("due_on").asc(nulls_last=True), "pk")


def tasks_of(user):
    """The tasks that exist for ``user`` as a list shows them, the nearest day first."""
    rows = Task.objects.visible_to(user).select_related("owner").prefetch_related("subject")
    return rows.order_by(F("due_on").asc(nulls_last=True), "-pk")


def tasks_about(subject, user):
    """The tasks about ``subject`` that ``user`` may see, open ones first (``condition`` tells findings apart)."""
    rows = Task.objects.about(subject).visible_to(user).select_related("owner")
    return rows.order_by(F("status").desc(), F("due_on").asc(nulls_last=True), "pk")


def tasks_on_page(subject, user):
    """``tasks_about`` for a page that shows ``subject`` to ``user``: whether they may see it is not asked again."""
    rows = Task.objects.about(subject).select_related("owner")
    if not user.reads_everything and not about.is_in_team(user, subject):
        rows = rows.filter(Q(owner=user) | Q(created_by=user))
    return rows.order_by(F("status").desc(), F("due_on").asc(nulls_last=True), "pk")
