"""Questions to owners: asked by mail, answered by one click that carries who was asked."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from convergenze.notifications import queries
from convergenze.notifications import questions as registry
from convergenze.notifications.choices import Frequency, MailKind, Reason
from convergenze.notifications.models import Question
from convergenze.notifications.services.outbox import post


def ask_owners(*, now=None) -> list[Question]:
    """Ask the owners of stale records, one mail per person; nobody twice about the same within its period."""
    now = now or timezone.now()
    wanted: dict = {}
    for asking in registry.known():
        for record, people in asking.stale(now):
            for person in people:
                if person.is_active and not person.is_service and asking.still(record, person, now):
                    wanted.setdefault(person, []).append((asking, record))
    return [question for person, found in wanted.items() for question in _ask(person, found, now)]


@transaction.atomic
def _ask(person, found, now):
    new = [
        Question(user=person, code=asking.code, subject=record, asked_at=now)
        for asking, record in found
        if not _was_asked(person, asking, record, now)
    ]
    if new and queries.frequencies(person)[Reason.DUE] != Frequency.NEVER:
        mail = post(kind=MailKind.QUESTIONS, user=person)
        for question in new:
            question.mail = mail
    return Question.objects.bulk_create(new)


def _was_asked(person, asking, record, now):
    before = Question.objects.about(record).filter(user=person, code=asking.code)
    return before.filter(asked_at__gt=now - asking.period).exists()


@transaction.atomic
def answer(*, question, now=None) -> Question:
    """What the click of whoever was asked does, in their name; again changes nothing.

    Raises ``PermissionDenied`` when they may no longer do it, or when there is nothing to do here.
    """
    asking = registry.asking_of(question.code)
    locked = Question.objects.select_for_update().get(pk=question.pk)
    if locked.answered_at:
        return locked
    now = now or timezone.now()
    if asking is None or asking.act is None or not locked.user.is_active or locked.subject is None:
        raise PermissionDenied
    if asking.still(locked.subject, locked.user, now):
        asking.act(locked.subject, locked.user)
    locked.answered_at = now
    locked.save(update_fields=["answered_at"])
    return locked
