"""What a finding became: the gap, orphan, cliff or missing family that somebody turned into work."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from convergenze.core.models import Stamped
from convergenze.core.visibility import is_among
from portfolios.choices.acting import AnswerKind, FindingKind


class FindingAnswerQuerySet(models.QuerySet):
    """Answers are seen with their portfolio."""

    def visible_to(self, user):
        """Answers of the portfolios that exist for ``user``."""
        portfolios = self.model._meta.get_field("portfolio").related_model.objects.visible_to(user)
        return self.filter(is_among(portfolios, "portfolio"))


class FindingAnswer(Stamped):
    """A finding of a portfolio and the record it became.

    ``key`` names the finding by what it is about: "12:finance" (objective and lever), "345" (an objective or an
    action, by id), "foundation" (a family).
    """

    portfolio = models.ForeignKey("portfolios.Portfolio", models.CASCADE, related_name="answers")
    finding = models.CharField(_("finding"), max_length=20, choices=FindingKind)
    key = models.CharField(max_length=80)
    label = models.CharField(_("what was found"), max_length=250)
    kind = models.CharField(_("what it became"), max_length=10, choices=AnswerKind)
    subject_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")

    objects = FindingAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a finding")
        verbose_name_plural = _("answers to findings")
        ordering = ["pk"]
        indexes = [models.Index(fields=["portfolio", "finding", "key"], name="answer_finding")]

    def __str__(self):
        return f"{self.label} → {self.get_kind_display()}"
