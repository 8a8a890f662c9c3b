"""Objectives: the parts a mission is reached by."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convergenze.core.lists import CodeListField
from convergenze.core.models import Stamped
from missions.choices import Lever


class ObjectiveQuerySet(models.QuerySet):
    """Objectives are seen with their mission."""

    def visible_to(self, user):
        """Objectives of the missions that exist for ``user``."""
        from_missions = self.model._meta.get_field("mission").related_model.objects.visible_to(user)
        return self.filter(mission__in=from_missions)


class Objective(Stamped):
    """A part of a mission, with its weight and the levers it cannot do without."""

    mission = models.ForeignKey("missions.Mission", models.CASCADE, related_name="objectives")
    code = models.CharField(_("code"), max_length=10, help_text=_("Short: O1, O2…"))
    title = models.CharField(_("title"), max_length=200)
    theory = models.TextField(_("why it leads to the mission"), blank=True)
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(3)], help_text=_("From 1 to 3.")
    )
    required_levers = CodeListField(_("levers it needs"), codes=Lever)
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                "mission",
                "code",
                name="objective_code_once",
                violation_error_message=_("Another objective of this mission has this code."),
            ),
            models.CheckConstraint(
                condition=Q(weight__range=(1, 3)),
                name="objective_weight_1_to_3",
                violation_error_message=_("The weight goes from 1 to 3."),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    @property
    def lever_labels(self):
        """The levers it needs, in words."""
        return self._meta.get_field("required_levers").labels(self.required_levers)
