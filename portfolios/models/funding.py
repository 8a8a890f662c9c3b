"""Money: lines with a stage, and the programmes they come from."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from convergenze.core.links import LinkField
from convergenze.core.models import Stamped
from convergenze.core.money import MoneyField
from convergenze.core.visibility import ReaderQuerySet, is_among
from portfolios.choices import Instrument, MoneyStage, Share


class FundingProgramme(Stamped):
    """Where money comes from: a plan, a fund, a programme, with the end of its eligibility."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    level = models.CharField(_("level"), max_length=60, blank=True)
    fund = models.CharField(_("fund"), max_length=60, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    eligibility_ends_on = models.DateField(_("spending eligible until"), null=True, blank=True)
    authority = models.ForeignKey(
        "actors.Actor",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="programmes",
        verbose_name=_("managing authority"),
    )
    url = LinkField(_("link"), blank=True)
    summary = models.TextField(_("what it pays for"), blank=True)

    objects = ReaderQuerySet.as_manager()

    class Meta:
        verbose_name = _("funding programme")
        verbose_name_plural = _("funding programmes")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="programme_ends_after_it_starts",
                violation_error_message=_("A programme cannot end before it starts."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("portfolios:programme_detail", args=[self.pk])


class FundingLineQuerySet(ReaderQuerySet):
    """Lines by stage; they are seen with their action."""

    def secured(self):
        """Awarded, committed or paid."""
        return self.filter(stage__in=MoneyStage.secured())

    def visible_to(self, user):
        """Lines of the actions that exist for ``user``."""
        actions = self.model._meta.get_field("action").related_model.objects.visible_to(user)
        return self.filter(is_among(actions, "action")).read_by(user)


class FundingLine(Stamped):
    """An amount of an action from one source at one stage. ``funder`` or ``programme`` when they are records here."""

    action = models.ForeignKey("portfolios.Action", models.CASCADE, related_name="funding_lines")
    source = models.CharField(_("source"), max_length=200, help_text=_("Who or what the money comes from."))
    funder = models.ForeignKey(
        "actors.Actor",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="funding_lines",
        verbose_name=_("funding actor"),
    )
    programme = models.ForeignKey(
        FundingProgramme, models.SET_NULL, null=True, blank=True, related_name="lines", verbose_name=_("programme")
    )
    amount = MoneyField(_("amount (euro)"))
    stage = models.CharField(
        pgettext_lazy("money", "stage"), max_length=12, choices=MoneyStage, default=MoneyStage.IDENTIFIED, db_index=True
    )
    instrument = models.CharField(_("instrument"), max_length=20, choices=Instrument, default=Instrument.GRANT)
    share = models.CharField(_("share"), max_length=10, choices=Share, default=Share.PUBLIC)
    eligibility_ends_on = models.DateField(_("spending eligible until"), null=True, blank=True)
    act = models.CharField(_("act or contract"), max_length=120, blank=True)

    objects = FundingLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("funding line")
        verbose_name_plural = _("funding lines")
        ordering = ["-amount", "pk"]

    def __str__(self):
        return f"{self.source}: {self.amount}"
