"""Writes on tasks. They are remembered in the task's own history, since not all who see the record see its tasks."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.accounts.services import clock
from convergenze.core import about
from convergenze.core.errors import MoveRefused
from convergenze.core.later import day_of
from convergenze.history import services as history
from convergenze.notes import conditions
from convergenze.notes.models import Comment, Task
from convergenze.notes.workflow import task_workflow

DAY = timedelta(days=1)


def open_task(
    *, title: str, subject, owner=None, due_on: date | None = None, text="", source="manual", condition="", by
) -> Task:
    """Open a task about ``subject`` and tell its ``owner``.

    ``condition``: the code of what closes it by itself (see ``conditions``); while a task about the same subject waits
    for the same condition, that task is returned instead. Raises ``PermissionDenied`` (``by`` may not give tasks
    there), ``ValidationError`` (the owner may not see the subject, a field is wrong).
    """
    task = Task(
        title=title[:250], subject=subject, owner=owner, due_on=due_on, text=text, source=source, condition=condition
    )
    if not by.has_perm("notes.give_task", task):
        raise PermissionDenied
    waiting = Task.objects.about(subject).open().filter(condition=condition) if condition else Task.objects.none()
    return waiting.first() or save_task(task=task, by=by)


@transaction.atomic
def save_task(*, task, by, expected_version=None) -> Task:
    """Save a task whose ``subject`` is set; a new owner is told. Raises as ``open_task``, and ``StaleRecord``."""
    if not by.has_perm("notes.give_task" if task._state.adding else "notes.change_task", task):
        raise PermissionDenied
    if not about.is_subject(task.subject) or (task.condition and not conditions.is_known(task.condition)):
        raise ValueError(f"no task can be about {task.subject!r} or wait for {task.condition!r}")
    if task.owner and not about.sees(task.owner, task.subject):
        problem = _("%(person)s may not see what this is about: choose somebody else.") % {"person": task.owner}
        raise ValidationError({"owner": problem})
    before = Task.objects.filter(pk=task.pk).values_list("owner", flat=True).first()
    changed = {"tell": {"assigned": [task.owner_id]}} if task.owner_id and task.owner_id != before else None
    verb = "open_task" if task._state.adding else ""
    return history.save(task, by=by, verb=verb, expected_version=expected_version, extra=changed)


def move_task(*, task, name, by, answers=None) -> Task:
    """Make the move done, drop or reopen. Raises as ``workflow.perform``."""
    if name == "meet":  # the clock's own: see close_met
        raise PermissionDenied
    return task_workflow.perform(task, name, by=by, answers=answers)


def snooze_task(*, task, later, by) -> Task:
    """Put ``task`` aside (``later``: one of ``core.later.Later``): it leaves its owner's list and comes back reminding.

    Raises ``PermissionDenied``, ``ValidationError``.
    """
    if not by.has_perm("notes.snooze_task", task):
        raise PermissionDenied
    task.snoozed_until, task.reminded_on = day_of(later), None
    return history.save(task, by=by, verb="snooze")


def finish_tasks(*, tasks, by) -> tuple[list[Task], list[Task]]:
    """Set each of ``tasks`` done, those that may be; returns the done ones and the others."""
    done, left = [], []
    for task in tasks:
        try:
            done.append(move_task(task=task, name="done", by=by))
        except (MoveRefused, PermissionDenied):
            left.append(task)
    return done, left


def close_met(*, codes=None) -> list[Task]:
    """Close the open tasks whose condition is met; ``codes``: only these conditions. The clock does it."""
    rows = Task.objects.open().exclude(condition="").prefetch_related("subject")
    waiting = [task for task in rows if codes is None or task.condition.partition(":")[0] in codes]
    return [task_workflow.perform(task, "meet", by=clock()) for task in waiting if conditions.is_met(task)]


def close_after(entries) -> None:
    """Listener of the history: what was just written may have met a condition."""
    codes = conditions.heard_by({entry.verb for entry in entries})
    if codes:
        close_met(codes=codes)


def remind_of_tasks(*, on: date | None = None) -> list[Task]:
    """Tell the owners of open tasks whose day is tomorrow, today or past, once for each due day."""
    on = on or timezone.localdate()
    rows = Task.objects.open().awake(on).filter(owner__isnull=False, due_on__lte=on + DAY)
    late = [task for task in rows if task.reminded_on is None or task.reminded_on < task.due_on - DAY]
    for task in late:
        task.reminded_on = on
        history.save(task, by=clock(), verb="remind", extra={"tell": {"due": [task.owner_id]}})
    return late


def hand_over(*, keep, drop) -> None:
    """Comments and tasks of ``drop`` go to ``keep``: one was merged into the other."""
    for model in (Comment, Task):
        model.objects.about(drop).update(subject_id=keep.pk)
