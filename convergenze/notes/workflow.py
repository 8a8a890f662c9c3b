"""A task is done, dropped, or closed by the clock when what it waited for has happened."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from convergenze.notes.choices import TaskStatus as T
from convergenze.workflow import Move, Workflow

task_workflow = Workflow(
    T,
    (T.OPEN,),
    Move("done", (T.OPEN,), T.DONE, "notes.change_task", label=pgettext_lazy("task", "Done")),
    Move("drop", (T.OPEN,), T.DROPPED, "notes.change_task", asks=("reason",), label=_("Drop"), tone="secondary"),
    Move("meet", (T.OPEN,), T.DONE, "notes.meet_task", label=_("Met")),
    Move("reopen", (T.DONE, T.DROPPED), T.OPEN, "notes.change_task", label=_("Open again"), tone="secondary"),
)
