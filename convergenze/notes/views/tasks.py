"""Pages of tasks: mine, my team's, what is overdue; given and done beside their record."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from convergenze.core import about
from convergenze.core.htmx import render_part
from convergenze.core.later import Later
from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from convergenze.history import queries as history_queries
from convergenze.history import services as history
from convergenze.notes import queries, services
from convergenze.notes.filters import TaskFilter, task_tabs
from convergenze.notes.forms import TaskForm
from convergenze.notes.models import Task
from convergenze.notes.views.comments import find_subject
from convergenze.notes.workflow import task_workflow


@login_required
def task_list(request):
    """My tasks first; the tabs lead to my team's, the overdue and all others I may see."""
    found = TaskFilter(_mine_first(request.GET), queries.tasks_of(request.user), request=request)
    page = page_of(request, found.qs)
    rows = [(task, about.address_of(task.subject)) for task in page]
    context = {"filter": found, "page": page, "rows": rows, "tabs": task_tabs(request.user), "current": found.shown}
    return render_part(request, "notes/task_list.html", context, part="results")


@login_required
def task_new(request, kind, key):
    """Give a task about a record."""
    task = Task(subject=find_subject(request, kind, key))
    require(request.user, "notes.give_task", task)
    return _edit(request, task, _("Task given."))


@login_required
def task_edit(request, pk):
    """Change a task."""
    task = _find(request, pk)
    require(request.user, "notes.change_task", task)
    return _edit(request, task, _("Task saved."))


@login_required
def task_detail(request, pk):
    """A task with what it is about and what happened to it."""
    task = _find(request, pk)
    checklist = [row for row in task_workflow.checklist(task, request.user) if row[0].name != "meet"]
    context = {
        "task": task,
        "subject_href": about.address_of(task.subject),
        "checklist": checklist,
        "may_change": request.user.has_perm("notes.change_task", task),
        "later": Later.choices if request.user.has_perm("notes.snooze_task", task) else [],
        "history": history_queries.lines(history.entries_of(task).select_related("subject_type")[:30], request.user),
    }
    return render(request, "notes/task_detail.html", context)


@login_required
@require_POST
def task_move(request, pk, name):
    """Done, dropped, open again."""
    task = _find(request, pk)
    try:
        moved = services.move_task(task=task, name=name, by=request.user, answers=request.POST)
        messages.success(request, _("“%(task)s”: %(state)s.") % {"task": moved, "state": moved.get_status_display()})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(task)


@login_required
@require_POST
def task_snooze(request, pk):
    """Not now: it comes back in ``later``."""
    task = _find(request, pk)
    try:
        put = services.snooze_task(task=task, later=request.POST.get("later", ""), by=request.user)
        told = {"task": put, "day": date_format(put.snoozed_until, "SHORT_DATE_FORMAT")}
        messages.success(request, _("“%(task)s” comes back on %(day)s.") % told)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(task)


@login_required
@require_POST
def tasks_done(request):
    """The ticked tasks are done."""
    numbers = [int(text) for text in request.POST.getlist("chosen") if text.isdecimal() and len(text) < 19]
    tasks = Task.objects.visible_to(request.user).filter(pk__in=numbers).prefetch_related("subject")
    done, left = services.finish_tasks(tasks=tasks, by=request.user)
    if done:
        told = ngettext("%(count)s task done.", "%(count)s tasks done.", len(done)) % {"count": len(done)}
        messages.success(request, told)
    if left or not done:
        messages.warning(request, _("Left as they were: %(names)s.") % {"names": "; ".join(map(str, left)) or "–"})
    return redirect("notes:task_list")


def _edit(request, task, told):
    form = TaskForm(request.POST or None, instance=task, user=request.user)
    if request.method == "POST" and form.is_valid() and (saved := form.save(by=request.user)):
        messages.success(request, told)
        return redirect(saved)
    subject_href = about.address_of(task.subject)
    return render(request, "notes/task_form.html", {"form": form, "task": task, "subject_href": subject_href})


def _find(request, pk):
    return get_object_or_404(Task.objects.visible_to(request.user).select_related("owner", "created_by"), pk=pk)


def _mine_first(query):
    if "whose" in query or "q" in query:
        return query
    mine = query.copy()
    mine["whose"] = "mine"
    return mine
