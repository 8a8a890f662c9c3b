"""Portfolios: everybody's actions for one mission, in positions."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from convergenze.core.models import Record, Stamped
from convergenze.core.visibility import ReaderQuerySet, VisibleQuerySet, is_among
from missions.models import Mission
from portfolios.choices import Depth, Dynamic, Horizon, PortfolioStatus, Stage

MIXED = {"horizon": Horizon, "stage": Stage, "dynamic": Dynamic, "depth": Depth}


class PortfolioQuerySet(VisibleQuerySet):
    """Portfolios by state and people."""

    def own(self, user):
        """Portfolios the user created, and those of missions the user works on."""
        return Q(created_by=user) | Q(mission__in=Mission.objects.filter(Mission.objects.all().own(user)).values("pk"))

    def visible_to(self, user):
        """Portfolios of missions that exist for ``user``: their pages tell the mission's objectives."""
        return super().visible_to(user).filter(is_among(Mission.objects.visible_to(user), "mission"))

    def adopted(self):
        """Adopted versions."""
        return self.filter(status=PortfolioStatus.ADOPTED)

    def current_of(self, mission):
        """The portfolio that stands for ``mission``: the adopted one, else the newest; None without any."""
        adopted_first = Case(When(status=PortfolioStatus.ADOPTED, then=Value(0)), default=Value(1))
        rows = self.filter(mission=mission).select_related("mission")
        return rows.order_by(adopted_first, "-number", "-pk").first()

    def for_mission(self, mission):
        """Portfolios of ``mission``."""
        return self.filter(mission=mission)


class Portfolio(Record):
    """One version of what carries a mission. ``target_mix``: {"horizon": {"H1": 0.25, …}}, shares that sum to 1."""

    REFERENCE = "PO"

    title = models.CharField(_("title"), max_length=200)
    mission = models.ForeignKey(
        "missions.Mission", models.PROTECT, related_name="portfolios", verbose_name=_("mission")
    )
    intent = models.TextField(_("intent"), blank=True)
    target_mix = models.JSONField(_("target mix"), default=dict, blank=True)
    number = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    status = models.CharField(
        _("state"), max_length=15, choices=PortfolioStatus, default=PortfolioStatus.DRAFT, editable=False, db_index=True
    )
    actions = models.ManyToManyField("portfolios.Action", through="Placement", related_name="portfolios")

    objects = PortfolioQuerySet.as_manager()

    class Meta:
        verbose_name = _("portfolio")
        verbose_name_plural = _("portfolios")
        ordering = ["-pk"]

    def get_absolute_url(self):
        return reverse("portfolios:detail", args=[self.slug])

    def clean(self):
        """A declared mix gives, for each dimension it names, shares of its classes that make 1."""
        if not _is_mix(self.target_mix):
            said = _("Give shares of known classes that make 1, such as {“horizon”: {“H1”: 0.25, “H2+”: 0.75}}.")
            raise ValidationError({"target_mix": said})


def _is_mix(mix):
    return isinstance(mix, dict) and all(
        name in MIXED and isinstance(shares, dict) and _are_shares(shares, MIXED[name]) for name, shares in mix.items()
    )


def _are_shares(shares, choices):
    known = all(code in choices.values and _is_share(share) for code, share in shares.items())
    return known and (not shares or abs(sum(shares.values()) - 1) < 0.001)


def _is_share(share):
    return isinstance(share, int | float) and not isinstance(share, bool) and 0 <= share <= 1


class PositionQuerySet(models.QuerySet):
    """Positions are seen with their portfolio."""

    def visible_to(self, user):
        """Positions of the portfolios that exist for ``user``."""
        return self.filter(is_among(Portfolio.objects.visible_to(user), "portfolio"))


class Position(Stamped):
    """A group of actions of a portfolio that test one hypothesis together."""

    portfolio = models.ForeignKey(Portfolio, models.CASCADE, related_name="positions")
    code = models.CharField(_("code"), max_length=10)
    title = models.CharField(_("title"), max_length=200)
    hypothesis = models.TextField(_("hypothesis"), blank=True)
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                "portfolio",
                "code",
                name="position_code_once",
                violation_error_message=_("Another position of this portfolio has this code."),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"


class Placement(Stamped):
    """An action's place in a portfolio."""

    portfolio = models.ForeignKey(Portfolio, models.CASCADE, related_name="placements")
    action = models.ForeignKey("portfolios.Action", models.CASCADE, related_name="placements", verbose_name=_("action"))
    position = models.ForeignKey(
        Position, models.SET_NULL, null=True, blank=True, related_name="placements", verbose_name=_("position")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = ReaderQuerySet.as_manager()

    class Meta:
        verbose_name = _("place in a portfolio")
        verbose_name_plural = _("places in portfolios")
        constraints = [
            models.UniqueConstraint(
                "portfolio",
                "action",
                name="placed_once",
                violation_error_message=_("This action is already in the portfolio."),
            ),
        ]

    def __str__(self):
        return f"{self.action} ∈ {self.portfolio}"
