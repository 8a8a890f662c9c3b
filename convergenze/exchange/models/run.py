"""One import: a file, what it is taken for, and how far it got."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convergenze.core.models import Stamped
from convergenze.exchange.choices import Outcome, RunStatus
from convergenze.exchange.messages import Message

# A batch takes seconds; a working import that has not written for this long lost its process.
SILENCE = timedelta(seconds=90)
COUNTERS = {
    Outcome.CREATE: "created",
    Outcome.UPDATE: "updated",
    Outcome.SKIP: "skipped",
    Outcome.ERROR: "errors",
}


def random_name(instance, filename):
    """Where an upload is kept: nothing of the name it came with, outside whatever is served."""
    return f"imports/{uuid.uuid4().hex}"


class ImportRunQuerySet(models.QuerySet):
    """Imports by who may see them and by state."""

    def visible_to(self, user):
        """Imports are the programme's: whoever reads everything sees them all, others none."""
        return self if user.is_authenticated and user.reads_everything else self.none()

    def of_content(self, kind, sha256):
        """Imports of one content."""
        return self.filter(kind=kind, sha256=sha256)


class ImportRun(Stamped):
    """``created + updated + skipped + errors == done`` at any time, and ``done == total`` at the end.

    ``attempt`` names the process that may write: a later one takes over by raising it. ``batch`` groups the entries
    of the history. ``messages`` and ``problem`` are ``exchange.messages`` as JSON.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("what is imported"), max_length=30)
    source = models.CharField(_("source"), max_length=30, blank=True)
    file = models.FileField(_("file"), upload_to=random_name, blank=True, max_length=200)
    second_file = models.FileField(_("second file"), upload_to=random_name, blank=True, max_length=200)
    name = models.CharField(_("file name"), max_length=200)
    second_name = models.CharField(_("name of the second file"), max_length=200, blank=True)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)
    sha256 = models.CharField(max_length=64, db_index=True)
    mapping = models.JSONField(null=True, blank=True)
    options = models.JSONField(default=dict, blank=True)
    status = models.CharField(
        _("state"), max_length=12, choices=RunStatus, default=RunStatus.UPLOADED, editable=False, db_index=True
    )
    attempt = models.PositiveIntegerField(default=0, editable=False)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    batch = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    messages = models.JSONField(default=list, blank=True)
    problem = models.JSONField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    reverted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                "kind",
                "sha256",
                name="one_running_import_per_content",
                condition=Q(status=RunStatus.RUNNING),
                violation_error_message=_("The same file is being imported right now."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("exchange:import_detail", args=[self.public_id])

    @property
    def is_at_work(self):
        """A process is at it, and said so not long ago."""
        return self.status in RunStatus.at_work() and not self.is_silent

    @property
    def is_silent(self):
        """It should be at work, but its process has not written for a while: it was stopped."""
        return self.status in RunStatus.at_work() and timezone.now() - self.updated_at > SILENCE

    @property
    def is_stopped(self):
        """It ended before its end and may go on."""
        return self.status in RunStatus.stopped() or self.is_silent

    @property
    def can_be_reverted(self):
        """It wrote something and nobody is at it."""
        wrote = self.started_at is not None and self.created + self.updated > 0
        return wrote and (self.status == RunStatus.DONE or self.is_stopped)

    @property
    def counts(self):
        """{"created": n, "updated": n, "skipped": n, "errors": n}."""
        return {name: getattr(self, name) for name in COUNTERS.values()}

    @property
    def notes(self):
        """Remarks about the whole file, in the reader's language."""
        return [Message.from_json(stored) for stored in self.messages]

    @property
    def problem_message(self):
        """What stopped it, in the reader's language; None."""
        return Message.from_json(self.problem) if self.problem else None

    def count(self, rows, sign=1):
        """Add the outcomes of ``rows`` to the counters."""
        for row in rows:
            name = COUNTERS[Outcome(row.outcome)]
            setattr(self, name, getattr(self, name) + sign)
        self.done += sign * len(rows)

    def forget_counts(self):
        """All counters back to zero."""
        for name in ("done", *COUNTERS.values()):
            setattr(self, name, 0)
