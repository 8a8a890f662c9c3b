"""Indicators: how an objective is measured, from where to where."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from convergenze.core.models import Stamped
from missions.choices import Aggregation, IndicatorLevel, MeasureKind


class IndicatorQuerySet(models.QuerySet):
    """Indicators are seen with their mission."""

    def visible_to(self, user):
        """Indicators of the missions that exist for ``user``."""
        objectives = self.model._meta.get_field("objective").related_model.objects.visible_to(user)
        return self.filter(objective__in=objectives)


class Indicator(Stamped):
    """A measure with baseline, path and target. ``milestones``: [["2027-12-31", 40], …], kept in date order."""

    objective = models.ForeignKey("missions.Objective", models.CASCADE, related_name="indicators")
    name = models.CharField(_("name"), max_length=200)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    measure = models.CharField(_("kind of measure"), max_length=12, choices=MeasureKind, default=MeasureKind.UNIT)
    level = models.CharField(_("level"), max_length=10, choices=IndicatorLevel, default=IndicatorLevel.OUTCOME)
    aggregation = models.CharField(_("adds up by"), max_length=15, choices=Aggregation, default=Aggregation.LATEST)
    baseline = models.DecimalField(_("baseline"), max_digits=18, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField(_("date of the baseline"), null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=4, null=True, blank=True)
    target_on = models.DateField(_("date of the target"), null=True, blank=True)
    milestones = models.JSONField(_("milestones"), default=list, blank=True)
    frequency_days = models.PositiveSmallIntegerField(
        _("measured every (days)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text=_("A value older than one and a half times this is stale; after 180 days where nothing is said."),
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    method = models.TextField(_("method"), blank=True)
    external_code = models.CharField(_("code elsewhere (BES, SDG, ISTAT)"), max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(baseline_on=None) | Q(target_on=None) | Q(target_on__gt=F("baseline_on")),
                name="target_after_baseline",
                violation_error_message=_("The target's date comes after the baseline's."),
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        """Milestones are dates between baseline and target, each once, in order."""
        if problem := self._milestone_problem():
            raise ValidationError({"milestones": problem})
        self.milestones = sorted(self.milestones)

    def _milestone_problem(self):
        try:
            days = [models.DateField().to_python(day) for day, _value in self.milestones]
            [float(value) for _day, value in self.milestones]
        except (TypeError, ValueError, ValidationError):
            return _("Write each milestone as a date and a value.")
        if len(days) != len(set(days)):
            return _("Two milestones have the same date: keep one.")
        inside = all(
            (not self.baseline_on or d > self.baseline_on) and (not self.target_on or d < self.target_on) for d in days
        )
        return "" if inside else _("Milestones lie between the baseline's date and the target's.")

    @property
    def is_complete(self):
        """Has baseline, target and both dates: what adopting a mission asks."""
        return None not in (self.baseline, self.target, self.baseline_on, self.target_on)

    @property
    def falls(self):
        """The target lies below the baseline: less is better."""
        return None not in (self.baseline, self.target) and self.target < self.baseline
