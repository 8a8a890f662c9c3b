"""One row of an imported file and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from convergenze.exchange.choices import Outcome
from convergenze.exchange.messages import Message
from convergenze.exchange.models.run import ImportRun


class ImportRow(models.Model):
    """``reasons``: messages as JSON; ``raw``: the cells by column, kept for errors; ``kept``: why a revert left it."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    line = models.PositiveIntegerField(_("line"))
    outcome = models.CharField(_("outcome"), max_length=6, choices=Outcome)
    label = models.CharField(_("what"), max_length=300, blank=True)
    column = models.CharField(_("column"), max_length=200, blank=True)
    text = models.TextField(_("text of the cell"), blank=True)
    reasons = models.JSONField(default=list, blank=True)
    raw = models.JSONField(null=True, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True)
    kept = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["run_id", "position"]
        constraints = [models.UniqueConstraint("run", "position", name="import_row_once")]
        indexes = [models.Index(fields=["run", "outcome", "position"], name="import_row_outcome")]

    def __str__(self):
        return f"{self.line}: {self.label}"

    @property
    def sentences(self):
        """Why, in the reader's language."""
        return [str(Message.from_json(stored)) for stored in self.reasons]

    @property
    def message(self):
        """The reasons as one text, for files."""
        return " ".join(self.sentences)

    @property
    def cells(self):
        """The cells in order, when the row could not be told apart by columns."""
        return self.raw if isinstance(self.raw, list) else None

    @property
    def kept_reason(self):
        """Why a revert left its record as it is; ""."""
        return str(Message.from_json(self.kept)) if self.kept else ""
