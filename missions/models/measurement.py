"""Measurements: values of an indicator, each checked by somebody else."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from convergenze.core.models import Stamped
from convergenze.core.visibility import ReaderQuerySet
from missions.choices import MeasurementStatus


class MeasurementQuerySet(ReaderQuerySet):
    """Measurements by state."""

    def approved(self):
        """The ones figures are made of."""
        return self.filter(status=MeasurementStatus.APPROVED)

    def visible_to(self, user):
        """Approved ones of visible missions for everyone; one's own; all for who approves or works on the mission."""
        mission = self.model._meta.get_field("indicator").related_model._meta.get_field("objective").related_model
        missions = mission._meta.get_field("mission").related_model.objects
        seen = Q(status=MeasurementStatus.APPROVED)
        if user.is_authenticated:
            seen |= Q(created_by=user) | Q(submitted_by=user)
            team = missions.alive() if user.reads_everything else missions.filter(missions.all().own(user))
            seen |= Q(indicator__objective__mission__in=team.values("pk"))
        rows = self.filter(seen, indicator__objective__mission__in=missions.visible_to(user).values("pk"))
        return rows.read_by(user)


class Measurement(Stamped):
    """A value on a day, or words where the indicator is qualitative."""

    indicator = models.ForeignKey("missions.Indicator", models.CASCADE, related_name="measurements")
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4, null=True, blank=True)
    narrative = models.TextField(_("in words"), blank=True)
    measured_on = models.DateField(_("measured on"))
    territory = models.ForeignKey(
        "actors.Territory",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="measurements",
        verbose_name=_("territory"),
    )
    breakdown = models.CharField(_("of whom"), max_length=100, blank=True)
    source = models.CharField(_("source or evidence"), max_length=300, blank=True)
    status = models.CharField(
        _("state"),
        max_length=10,
        choices=MeasurementStatus,
        default=MeasurementStatus.DRAFT,
        editable=False,
        db_index=True,
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="submitted_measurements"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="approved_measurements"
    )

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering = ["-measured_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=False) | ~Q(narrative=""),
                name="measurement_says_something",
                violation_error_message=_("Write a value, or describe it in words."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(submitted_by=None) | ~Q(approved_by=F("submitted_by")),
                name="nobody_approves_their_own",
                violation_error_message=_("Somebody else has to approve this measurement."),
            ),
        ]

    def __str__(self):
        return f"{self.indicator}: {self.value if self.value is not None else self.narrative[:40]} ({self.measured_on})"
