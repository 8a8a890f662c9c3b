"""Tasks: something to do about a record, by somebody, by a day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convergenze.core.attached import Attached, AttachedQuerySet
from convergenze.core.later import awake
from convergenze.core.models import Stamped
from convergenze.notes.choices import TaskSource, TaskStatus


class TaskQuerySet(AttachedQuerySet):
    """Tasks by state and people."""

    def visible_to(self, user):
        """Tasks about what exists for ``user``: one's own, asked for, or of a team; all for who reads everything."""
        if not user.is_authenticated:
            return self.none()
        rows = self.of_seen(user)
        if user.reads_everything:
            return rows
        return rows.filter(Q(owner=user) | Q(created_by=user)) | rows.of_team(user)

    def open(self):
        """Still to do."""
        return self.filter(status=TaskStatus.OPEN)

    def awake(self, on=None):
        """Not put aside by who does them."""
        return self.filter(awake(on))

    def overdue(self, on=None):
        """Still to do, and their day has passed."""
        return self.open().filter(due_on__lt=on or timezone.localdate())


class Task(Attached, Stamped):
    """``condition``: the code of what closes it by itself, with an argument after a colon (see ``conditions``)."""

    title = models.CharField(_("what to do"), max_length=250)
    text = models.TextField(_("details"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("who does it"),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    source = models.CharField(
        _("where it comes from"), max_length=10, choices=TaskSource, default=TaskSource.MANUAL, editable=False
    )
    condition = models.CharField(max_length=120, blank=True, editable=False, db_index=True)
    reminded_on = models.DateField(null=True, editable=False)
    snoozed_until = models.DateField(_("put aside until"), null=True, editable=False)
    status = models.CharField(
        _("state"), max_length=10, choices=TaskStatus, default=TaskStatus.OPEN, editable=False, db_index=True
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="task_subject"),
            models.Index(fields=["owner", "status", "due_on"], name="task_owner"),
        ]
        constraints = [
            models.UniqueConstraint(
                "subject_type",
                "subject_id",
                "condition",
                name="one_open_task_per_condition",
                condition=Q(status=TaskStatus.OPEN) & ~Q(condition=""),
                violation_error_message=_("This is already a task."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("notes:task_detail", args=[self.pk])

    @property
    def is_put_aside(self):
        """Still to do, but not now."""
        return (
            self.status == TaskStatus.OPEN
            and self.snoozed_until is not None
            and self.snoozed_until > timezone.localdate()
        )

    @property
    def is_overdue(self):
        """Its day has passed and it is still to do."""
        return self.status == TaskStatus.OPEN and self.due_on is not None and self.due_on < timezone.localdate()
