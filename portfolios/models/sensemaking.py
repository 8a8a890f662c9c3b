"""Sensemaking: conversations over a frozen version, what was understood, and the futures actions are tried in."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from convergenze.core.models import Record, Stamped
from convergenze.core.visibility import VisibleQuerySet, is_among
from missions.models import Mission
from portfolios.choices.acting import Confidence, InsightKind, InsightResponse, SessionStatus


class OfPortfolioQuerySet(VisibleQuerySet):
    """Records of a portfolio: they exist for who sees the portfolio and, by level or by people, the record itself."""

    def own(self, user):
        """Records the user made, and those of portfolios of missions the user works on."""
        missions = Mission.objects.filter(Mission.objects.all().own(user)).values("pk")
        return Q(created_by=user) | Q(portfolio__mission__in=missions)

    def visible_to(self, user):
        """Nobody learns through a record of a portfolio that is hidden from them."""
        portfolios = self.model._meta.get_field("portfolio").related_model.objects.visible_to(user)
        return super().visible_to(user).filter(is_among(portfolios, "portfolio"))


class SensemakingSession(Record):
    """A reading of the whole portfolio together, on a question, over a frozen version."""

    REFERENCE = "LE"
    label_field = "question"

    question = models.CharField(_("question"), max_length=250)
    portfolio = models.ForeignKey(
        "portfolios.Portfolio", models.CASCADE, related_name="sessions", verbose_name=_("portfolio")
    )
    snapshot = models.ForeignKey(
        "portfolios.Snapshot", models.PROTECT, null=True, editable=False, related_name="sessions"
    )
    held_on = models.DateField(_("on"))
    place = models.CharField(_("place or link"), max_length=200, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    actors = models.ManyToManyField(
        "actors.Actor", blank=True, related_name="sensemaking", verbose_name=_("who takes part")
    )
    status = models.CharField(
        _("state"), max_length=10, choices=SessionStatus, default=SessionStatus.PLANNED, editable=False, db_index=True
    )

    objects = OfPortfolioQuerySet.as_manager()

    class Meta:
        verbose_name = _("sensemaking session")
        verbose_name_plural = _("sensemaking sessions")
        ordering = ["-held_on", "-pk"]

    def get_absolute_url(self):
        return reverse("portfolios:session_detail", args=[self.slug])

    @property
    def mission(self):
        """The mission whose portfolio is read."""
        return self.portfolio.mission


class InsightQuerySet(VisibleQuerySet):
    """Insights by people; what an insight is about must exist for whoever reads it."""

    def own(self, user):
        """Insights the user made, of the missions the user works on, and about actions among whose people one is."""
        missions = Mission.objects.filter(Mission.objects.all().own(user)).values("pk")
        actions = self._actions()
        return (
            Q(created_by=user)
            | Q(mission__in=missions)
            | is_among(actions.filter(actions.own(user), deleted_at=None), "action")
        )

    def visible_to(self, user):
        """Insights of no mission or a visible one, about no action or a visible one."""
        return (
            super()
            .visible_to(user)
            .filter(
                Q(mission=None) | is_among(Mission.objects.visible_to(user), "mission"),
                Q(action=None) | is_among(self._actions().visible_to(user), "action"),
            )
        )

    def about_mission(self, mission):
        """Said of ``mission``, or of an action that stands in one of its portfolios."""
        placed = self._actions().filter(placements__portfolio__mission=mission, placements__portfolio__deleted_at=None)
        return self.filter(Q(mission=mission) | is_among(placed, "action"))

    def _actions(self):
        return self.model._meta.get_field("action").related_model.objects.all()


class Insight(Record):
    """Something understood, how surely, and what is done about it. About an action it is its learning note."""

    REFERENCE = "AP"
    label_field = "title"

    title = models.CharField(_("in one sentence"), max_length=250)
    text = models.TextField(_("in full"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=InsightKind)
    confidence = models.CharField(_("how sure"), max_length=10, choices=Confidence, default=Confidence.MEDIUM)
    response = models.CharField(
        pgettext_lazy("insight", "what follows"), max_length=10, choices=InsightResponse, default=InsightResponse.WATCH
    )
    mission = models.ForeignKey(
        "missions.Mission", models.CASCADE, null=True, blank=True, related_name="insights", verbose_name=_("mission")
    )
    session = models.ForeignKey(
        SensemakingSession, models.SET_NULL, null=True, blank=True, related_name="insights",
        verbose_name=_("said in"),
    )  # fmt: skip
    action = models.ForeignKey(
        "portfolios.Action", models.SET_NULL, null=True, blank=True, related_name="insights",
        verbose_name=_("about the action"),
    )  # fmt: skip
    decision = models.ForeignKey(
        "missions.Decision", models.SET_NULL, null=True, blank=True, related_name="insights",
        verbose_name=_("answered by the decision"),
    )  # fmt: skip

    objects = InsightQuerySet.as_manager()

    class Meta:
        verbose_name = _("insight")
        verbose_name_plural = _("insights")
        ordering = ["-pk"]

    def get_absolute_url(self):
        return reverse("portfolios:insight_detail", args=[self.slug])

    def clean(self):
        """It is about a mission, or about an action."""
        if self.mission_id is None and self.action_id is None:
            raise ValidationError(_("Say which mission or which action this was learnt from."))


class ScenarioTrialQuerySet(models.QuerySet):
    """Trials are seen with their scenario and their action."""

    def visible_to(self, user):
        """Trials whose action and scenario both exist for ``user``."""
        field = self.model._meta.get_field
        actions = field("action").related_model.objects.visible_to(user)
        scenarios = field("scenario").related_model.objects.visible_to(user)
        return self.filter(is_among(actions, "action"), is_among(scenarios, "scenario"))


class ScenarioTrial(Stamped):
    """How an action would fare in a scenario: the wind-tunnel, from -2 (it breaks) to +2 (it thrives)."""

    scenario = models.ForeignKey("missions.Scenario", models.CASCADE, related_name="trials")
    action = models.ForeignKey("portfolios.Action", models.CASCADE, related_name="trials")
    score = models.SmallIntegerField(_("from −2 to +2"), validators=[MinValueValidator(-2), MaxValueValidator(2)])
    reason = models.CharField(_("why"), max_length=300, blank=True)

    objects = ScenarioTrialQuerySet.as_manager()

    class Meta:
        verbose_name = _("trial of an action in a scenario")
        verbose_name_plural = _("trials of actions in scenarios")
        constraints = [
            models.UniqueConstraint(
                "scenario",
                "action",
                name="trial_once",
                violation_error_message=_("This action was already tried in this scenario."),
            ),
            models.CheckConstraint(
                condition=Q(score__range=(-2, 2)),
                name="trial_from_minus_2_to_2",
                violation_error_message=_("The score goes from −2 to +2."),
            ),
        ]

    def __str__(self):
        return f"{self.action} × {self.scenario}: {self.score:+d}"
