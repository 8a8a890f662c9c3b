"""Choice lists of imports."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunStatus(models.TextChoices):
    """Life of an import."""

    UPLOADED = "uploaded", _("Uploaded")
    PLANNING = "planning", _("Being checked")
    PLANNED = "planned", _("Checked")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Stopped by an error")
    INTERRUPTED = "interrupted", _("Interrupted")
    REVERTING = "reverting", _("Being reverted")
    REVERTED = "reverted", _("Reverted")

    @classmethod
    def at_work(cls):
        """Somebody's process is at it."""
        return (cls.PLANNING, cls.RUNNING, cls.REVERTING)

    @classmethod
    def stopped(cls):
        """It ended before its end: it can go on."""
        return (cls.FAILED, cls.INTERRUPTED)


class Outcome(models.TextChoices):
    """What an import does, or did, with a row."""

    CREATE = "create", _("Create")
    UPDATE = "update", _("Update")
    SKIP = "skip", _("Skip")
    ERROR = "error", _("Error")
