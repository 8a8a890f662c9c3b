"""Contributions: how much an action serves an objective, and whether the mission agrees."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convergenze.core.models import Stamped
from convergenze.core.visibility import is_among
from portfolios.choices import ContributionStatus


class ContributionQuerySet(models.QuerySet):
    """Contributions by state."""

    def agreed(self):
        """The ones the mission agrees with."""
        return self.filter(status=ContributionStatus.AGREED)

    def visible_to(self, user):
        """Contributions whose action and mission both exist for ``user``."""
        actions = self.model._meta.get_field("action").related_model.objects.visible_to(user)
        missions = self.model._meta.get_field("objective").related_model._meta.get_field("mission").related_model
        return self.filter(
            is_among(actions, "action"), is_among(missions.objects.visible_to(user), "objective__mission")
        )


class Contribution(Stamped):
    """Action × objective, with weight 1 to 3."""

    action = models.ForeignKey("portfolios.Action", models.CASCADE, related_name="contributions")
    objective = models.ForeignKey(
        "missions.Objective", models.CASCADE, related_name="contributions", verbose_name=_("objective")
    )
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(3)], help_text=_("From 1 to 3.")
    )
    rationale = models.TextField(_("how it contributes"), blank=True)
    expected_effect = models.CharField(_("expected effect"), max_length=200, blank=True)
    status = models.CharField(
        _("state"),
        max_length=10,
        choices=ContributionStatus,
        default=ContributionStatus.CLAIMED,
        editable=False,
        db_index=True,
    )

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [
            models.UniqueConstraint(
                "action",
                "objective",
                name="contribution_once",
                violation_error_message=_("This action already contributes to this objective."),
            ),
            models.CheckConstraint(
                condition=Q(weight__range=(1, 3)),
                name="contribution_weight_1_to_3",
                violation_error_message=_("The weight goes from 1 to 3."),
            ),
        ]

    def __str__(self):
        return f"{self.action} → {self.objective}"
