"""Reports: a mission printed with its pictures and tables, for one reader."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from convergenze.core.models import Language, Stamped
from portfolios.choices.acting import ReportStatus


def random_name(instance, filename):
    """Where a report is kept: a name nobody guesses, outside whatever is served."""
    return f"reports/{uuid.uuid4().hex}.pdf"


class ReportQuerySet(models.QuerySet):
    """Reports by who may read them."""

    def visible_to(self, user):
        """One's own: a report holds what its maker may see."""
        return self.filter(created_by=user) if user.is_authenticated else self.none()


class Report(Stamped):
    """A report on its way or ready. ``done`` of ``total`` chapters are written; ``problem``: why there is none."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    portfolio = models.ForeignKey("portfolios.Portfolio", models.CASCADE, related_name="reports")
    snapshot = models.ForeignKey(
        "portfolios.Snapshot", models.CASCADE, null=True, blank=True, related_name="reports",
        verbose_name=_("as it was in"),
    )  # fmt: skip
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.ITALIAN)
    status = models.CharField(
        _("state"), max_length=10, choices=ReportStatus, default=ReportStatus.WAITING, editable=False
    )
    done = models.PositiveSmallIntegerField(default=0, editable=False)
    total = models.PositiveSmallIntegerField(default=0, editable=False)
    file = models.FileField(pgettext_lazy("report", "file"), upload_to=random_name, blank=True, max_length=200)
    problem = models.CharField(max_length=300, blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.portfolio} ({self.language})"

    def get_absolute_url(self):
        return reverse("portfolios:report", args=[self.public_id])

    @property
    def is_over(self):
        """Ready, or given up."""
        return self.status in ReportStatus.over()
