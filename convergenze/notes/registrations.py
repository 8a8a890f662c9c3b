"""What notes offers the house: an ear on the history, comments and tasks on every record's page, links."""

from django.utils.translation import gettext_lazy as _

from convergenze.core import about, navigation, panels
from convergenze.history import services as history
from convergenze.notes import queries, services
from convergenze.notes.forms import CommentForm
from convergenze.notes.models import Task

SHOWN = 8

history.listen(services.close_after)
history.LABELS.update(
    {
        "notes.comment.comment": lambda: _("commented"),
        "notes.task.open_task": lambda: _("gave a task"),
        "notes.task.remind": lambda: _("is due"),
        "notes.task.snooze": lambda: _("put aside"),
        "notes.task.meet": lambda: _("done: what it waited for has happened"),
        "notes.task.done": lambda: _("done"),
        "notes.task.drop": lambda: _("dropped"),
        "notes.task.reopen": lambda: _("open again"),
    }
)

navigation.register(_("My tasks"), "notes:task_list", place="account", order=6)


@panels.register("records.detail", template="notes/_comments_panel.html", order=80)
def what_is_said(record, user):
    """Comments and the form to write one; for who is signed in."""
    if not user.is_authenticated or not about.is_subject(record):
        return None
    return {
        "threads": queries.threads(record, user),
        "form": CommentForm(user=user, subject=record, auto_id="comment-%s"),
        "kind": about.kind_of(record),
        "key": about.key_of(record),
    }


@panels.register("records.detail", template="notes/_tasks_panel.html", order=70)
def what_is_to_do(record, user):
    """Tasks about the record; hidden from who has none there and may give none."""
    if not user.is_authenticated or not about.is_subject(record):
        return None
    tasks = list(queries.tasks_on_page(record, user)[: SHOWN + 1])
    may_add = user.has_perm("notes.give_task", Task(subject=record))
    if not tasks and not may_add:
        return None
    return {
        "tasks": tasks[:SHOWN], "more": len(tasks) > SHOWN, "may_add": may_add, "kind": about.kind_of(record),
        "key": about.key_of(record),
    }  # fmt: skip
