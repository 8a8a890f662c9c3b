"""Triggers: calls, rule changes, assets and windows that unlock actions."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from convergenze.core.models import Record
from missions.models.governance import OfMissionQuerySet
from portfolios.choices.acting import TriggerKind, TriggerStatus


class TriggerQuerySet(OfMissionQuerySet):
    """Triggers by state."""

    def pending(self):
        """Triggers that may still fire."""
        return self.filter(status__in=TriggerStatus.pending())

    def in_order(self):
        """By the day their window opens or, without one, closes; the undated last."""
        day = Coalesce("window_from", "window_until", "fired_on")
        return self.order_by(day.asc(nulls_last=True), "pk")


class Trigger(Record):
    """An event or condition that starts, unlocks or accelerates actions of a mission."""

    REFERENCE = "TR"

    title = models.CharField(_("title"), max_length=250)
    description = models.TextField(_("description"), blank=True)
    kind = models.CharField(_("kind"), max_length=25, choices=TriggerKind)
    mission = models.ForeignKey("missions.Mission", models.CASCADE, related_name="triggers", verbose_name=_("mission"))
    window_from = models.DateField(_("window from"), null=True, blank=True)
    window_until = models.DateField(_("window until"), null=True, blank=True)
    probability = models.PositiveSmallIntegerField(
        _("probability (percent)"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    unlocks = models.ManyToManyField(
        "portfolios.Action", blank=True, related_name="triggers", verbose_name=_("actions it unlocks")
    )
    call = models.ForeignKey(
        "portfolios.FundingCall", models.SET_NULL, null=True, blank=True, related_name="triggers",
        verbose_name=_("call"),
    )  # fmt: skip
    intentions = models.ManyToManyField(
        "missions.Intention", blank=True, related_name="triggers", verbose_name=_("intentions whose condition it meets")
    )
    signal = models.ForeignKey(
        "missions.Signal", models.SET_NULL, null=True, blank=True, related_name="triggers",
        verbose_name=_("signal behind it"),
    )  # fmt: skip
    fired_on = models.DateField(_("fired on"), null=True, editable=False)
    status = models.CharField(
        _("state"), max_length=10, choices=TriggerStatus, default=TriggerStatus.EXPECTED, editable=False, db_index=True
    )

    objects = TriggerQuerySet.as_manager()

    class Meta:
        verbose_name = _("trigger")
        verbose_name_plural = _("triggers")
        ordering = ["window_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(window_from=None) | Q(window_until=None) | Q(window_until__gte=F("window_from")),
                name="trigger_window_in_order",
                violation_error_message=_("A window cannot close before it opens."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("portfolios:trigger_detail", args=[self.slug])
