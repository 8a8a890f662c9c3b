"""Funding calls: when money may be asked for, by whom, for what."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.choices import Family
from convergenze.core.links import LinkField
from convergenze.core.lists import CodeListField
from convergenze.core.models import Record, Stamped
from convergenze.core.money import MoneyField
from convergenze.core.visibility import Visibility, VisibleQuerySet, is_among
from missions.choices import Lever, Theme
from portfolios.choices.acting import CallKind, CallState, PickStatus


class FundingCallQuerySet(VisibleQuerySet):
    """Calls by their dates."""

    def open(self, on=None):
        """Opened by ``on`` (today) and not closed."""
        on = on or timezone.localdate()
        return self.filter(Q(opens_on=None) | Q(opens_on__lte=on), closes_on__gte=on)

    def announced(self, on=None):
        """They open after ``on``."""
        return self.filter(opens_on__gt=on or timezone.localdate())

    def closed(self, on=None):
        """They closed before ``on``."""
        return self.filter(closes_on__lt=on or timezone.localdate())

    def undated(self, on=None):
        """Opened, or without any date, and nobody says until when."""
        return self.filter(Q(opens_on=None) | Q(opens_on__lte=on or timezone.localdate()), closes_on=None)

    def in_state(self, state, on=None):
        """Those whose ``state_on`` the day is ``state`` (a ``CallState``)."""
        return getattr(self, CallState(state).value)(on)

    def ahead(self, on=None):
        """Open or announced on the day, of a kind that an action can answer."""
        on = on or timezone.localdate()
        kinds = [*CallKind.for_projects(), ""]
        return self.filter(Q(opens_on__gt=on) | Q(closes_on__gte=on), kind__in=kinds)


class FundingCall(Record):
    """A call of a programme. Empty eligibility lists mean that the call does not say, not that nobody may apply."""

    REFERENCE = "BA"

    title = models.CharField(_("title"), max_length=400)
    programme = models.ForeignKey(
        "portfolios.FundingProgramme", models.SET_NULL, null=True, blank=True, related_name="calls",
        verbose_name=_("programme"),
    )  # fmt: skip
    authority = models.CharField(_("who publishes it"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=15, choices=CallKind, blank=True, default=CallKind.NOTICE)
    summary = models.TextField(_("what it pays for"), blank=True)
    recipients = models.TextField(_("who may apply, as published"), blank=True)
    families = CodeListField(_("families that may apply"), codes=Family)
    territories = models.ManyToManyField("actors.Territory", blank=True, related_name="calls", verbose_name=_("where"))
    themes = CodeListField(_("themes"), codes=Theme)
    levers = CodeListField(_("levers it pays for"), codes=Lever)
    opens_on = models.DateField(_("opens on"), null=True, blank=True, db_index=True)
    closes_on = models.DateField(_("closes on"), null=True, blank=True, db_index=True)
    amount = MoneyField(_("amount (euro)"), null=True, blank=True)
    url = LinkField(_("link"), max_length=500, blank=True)
    stated = models.CharField(_("state as published"), max_length=100, blank=True)
    source = models.CharField(_("recorded from"), max_length=40, blank=True, editable=False)
    external_id = models.CharField(_("identifier of the source"), max_length=200, blank=True, editable=False)
    raw = models.JSONField(_("row of the source"), default=dict, blank=True, editable=False)

    visibility = models.CharField(
        _("visible to"), max_length=10, choices=Visibility, default=Visibility.PUBLIC, db_index=True
    )

    objects = FundingCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("funding call")
        verbose_name_plural = _("funding calls")
        ordering = ["closes_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="call_closes_after_it_opens",
                violation_error_message=_("A call cannot close before it opens."),
            ),
            models.UniqueConstraint(
                "source",
                "external_id",
                condition=~Q(external_id=""),
                name="call_of_source_once",
                violation_error_message=_("This call of the source is already recorded."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("portfolios:call_detail", args=[self.slug])

    def state_on(self, day):
        """Where the call stands on ``day``."""
        if self.opens_on and self.opens_on > day:
            return CallState.ANNOUNCED
        if self.closes_on is None:
            return CallState.UNDATED
        return CallState.OPEN if self.closes_on >= day else CallState.CLOSED


class CallPickQuerySet(models.QuerySet):
    """Answers to suggested calls; they are seen with their portfolio, their call and the action they are for."""

    def visible_to(self, user):
        """Answers whose portfolio, call and action, if any, exist for ``user``."""
        models_of = self.model._meta.get_field
        seen = {name: models_of(name).related_model.objects for name in ("portfolio", "call", "action")}
        return self.filter(
            is_among(seen["portfolio"].visible_to(user), "portfolio"),
            is_among(seen["call"].visible_to(user), "call"),
            Q(action=None) | is_among(seen["action"].visible_to(user), "action"),
        )


class CallPick(Stamped):
    """What a portfolio answered to a call that was suggested for an action or for an objective's missing lever."""

    portfolio = models.ForeignKey("portfolios.Portfolio", models.CASCADE, related_name="call_picks")
    call = models.ForeignKey(FundingCall, models.CASCADE, related_name="picks")
    action = models.ForeignKey("portfolios.Action", models.CASCADE, null=True, blank=True, related_name="call_picks")
    objective = models.ForeignKey(
        "missions.Objective", models.CASCADE, null=True, blank=True, related_name="call_picks"
    )
    lever = models.CharField(max_length=30, choices=Lever, blank=True)
    status = models.CharField(_("answer"), max_length=10, choices=PickStatus)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = CallPickQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a call")
        verbose_name_plural = _("answers to calls")
        constraints = [
            models.UniqueConstraint(
                "portfolio",
                "call",
                "action",
                condition=Q(action__isnull=False),
                name="call_pick_for_action_once",
                violation_error_message=_("This call has already been answered for this action."),
            ),
            models.UniqueConstraint(
                "portfolio",
                "call",
                "objective",
                "lever",
                condition=Q(action=None),
                name="call_pick_for_gap_once",
                violation_error_message=_("This call has already been answered here."),
            ),
        ]

    def __str__(self):
        return f"{self.call} → {self.action or self.objective or self.portfolio}"
