"""Assessments of a mission against the five criteria."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convergenze.core.models import Stamped
from convergenze.core.visibility import ReaderQuerySet
from missions.choices import Criterion


class CriterionAssessmentQuerySet(ReaderQuerySet):
    """Assessments are seen with their mission."""

    def visible_to(self, user):
        """Assessments of the missions that exist for ``user``, who is signed in: names of assessors are not public."""
        if not user.is_authenticated:
            return self.none()
        missions = self.model._meta.get_field("mission").related_model.objects.visible_to(user)
        return self.filter(mission__in=missions.values("pk")).read_by(user)


class CriterionAssessment(Stamped):
    """One assessor's score of one criterion. ``actor``: on whose behalf, so that families can be counted."""

    mission = models.ForeignKey("missions.Mission", models.CASCADE, related_name="assessments")
    criterion = models.CharField(_("criterion"), max_length=20, choices=Criterion)
    score = models.PositiveSmallIntegerField(_("score"), validators=[MinValueValidator(0), MaxValueValidator(4)])
    reason = models.TextField(_("reason"), blank=True)
    round = models.PositiveSmallIntegerField(_("round"), default=1, editable=False)
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="assessments", editable=False
    )
    assessor_name = models.CharField(_("assessor"), max_length=150, blank=True)
    actor = models.ForeignKey(
        "actors.Actor",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assessments",
        verbose_name=_("on behalf of"),
    )

    objects = CriterionAssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = [
            models.UniqueConstraint(
                "mission",
                "criterion",
                "round",
                "assessor",
                name="one_score_per_assessor",
                condition=Q(assessor__isnull=False),
                violation_error_message=_("This assessor already scored this criterion."),
            ),
            models.UniqueConstraint(
                "mission",
                "criterion",
                "round",
                "assessor_name",
                name="one_score_per_guest",
                condition=Q(assessor=None),
                violation_error_message=_("This assessor already scored this criterion."),
            ),
            models.CheckConstraint(
                condition=Q(score__lte=4),
                name="score_between_0_and_4",
                violation_error_message=_("Scores go from 0 to 4."),
            ),
        ]

    def __str__(self):
        return f"{self.get_criterion_display()}: {self.score}"

    @property
    def who(self):
        """The assessor's name, given by hand when somebody else wrote the score down."""
        return self.assessor_name or str(self.assessor)
