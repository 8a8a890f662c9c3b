"""Evidence: a claim, where it comes from, how strong it is and whether it applies here."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convergenze.core.links import LinkField
from convergenze.core.models import Stamped
from convergenze.notes import subjects
from convergenze.notes.choices import AppliesHere, EvidenceKind, Strength


class EvidenceQuerySet(models.QuerySet):
    """Evidence by what it is about; it is seen with its subject."""

    def about(self, record):
        """Evidence attached to ``record``."""
        return self.filter(subject_type=ContentType.objects.get_for_model(record), subject_id=record.pk)

    def visible_to(self, user):
        """Evidence about the records that exist for ``user``."""
        seen = Q(pk=None)
        for model in subjects.models():
            rows = model.objects.visible_to(user).values("pk")
            seen |= Q(subject_type=ContentType.objects.get_for_model(model), subject_id__in=rows)
        return self.filter(seen)


class Evidence(Stamped):
    """Supports or contradicts what a record says."""

    subject_type = models.ForeignKey(ContentType, models.CASCADE, editable=False, related_name="+")
    subject_id = models.PositiveBigIntegerField(editable=False)
    subject = GenericForeignKey("subject_type", "subject_id")
    claim = models.TextField(_("what it shows"))
    kind = models.CharField(_("kind"), max_length=25, choices=EvidenceKind)
    strength = models.CharField(_("strength"), max_length=20, choices=Strength, default=Strength.DESCRIPTIVE)
    applies_here = models.CharField(
        _("applies to this territory?"), max_length=8, choices=AppliesHere, default=AppliesHere.UNKNOWN
    )
    contradicts = models.BooleanField(_("contradicts"), default=False)
    source = models.CharField(_("source"), max_length=300, blank=True)
    url = LinkField(_("link"), blank=True)
    dated_on = models.DateField(_("date"), null=True, blank=True)
    licence = models.CharField(_("licence"), max_length=80, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="evidence_subject")]

    def __str__(self):
        return self.claim[:80]
