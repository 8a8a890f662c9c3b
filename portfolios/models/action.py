"""Actions: what somebody does, or means to do, for a territory."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from actors.choices import Level
from actors.models import Membership, Territory
from actors.models.offer import ResourceLine
from convergenze.core import codes
from convergenze.core.links import LinkField, address
from convergenze.core.lists import CodeListField
from convergenze.core.models import Record
from convergenze.core.money import MoneyField
from convergenze.core.visibility import VisibleQuerySet, beside
from missions.choices import Lever, TargetGroup
from missions.models import Mission
from portfolios.choices import ActionKind, ActionRoleKind, ActionStatus, Depth, Dynamic, Health, Horizon, Stage

# What a line of a list says of an action.
LINE = ("created_at", "slug", "code", "title", "status", "stage", "horizon", "starts_on", "ends_on", "cost", "lead")
# Where most actions may be: there a page is found faster action by action than through the list of all of them.
WIDE = (Level.COUNTRY, Level.REGION)


class ActionQuerySet(VisibleQuerySet):
    """Actions by people, place and state."""

    def own(self, user):
        """Actions the user created, whose lead or partners the user belongs to, or placed in a mission of theirs."""
        mine = Membership.objects.valid().filter(person__account=user)
        missions = Mission.objects.filter(Mission.objects.all().own(user))
        placed = Action.portfolios.through.objects.filter(action=OuterRef("pk"), portfolio__mission__in=missions)
        return (
            Q(created_by=user)
            | Exists(mine.filter(actor=OuterRef("lead")))
            | Exists(ActionRole.objects.filter(action=OuterRef("pk"), actor__in=mine.values("actor")))
            | Exists(placed)
        )

    def live(self):
        """Actions under way or on their way."""
        return self.filter(status__in=ActionStatus.live())

    def in_territory(self, territory):
        """Actions placed in ``territory``, in anything below it or in any municipality it covers."""
        places = Territory.objects.municipalities_of(territory).order_by().values("pk")
        where = Q(territory__in=places) | Q(territory=territory)
        if territory.path:
            where |= Q(territory__in=Territory.objects.filter(path__startswith=territory.path).values("pk"))
        placed = Action.territories.through.objects.filter(where)
        if territory.level in WIDE:
            return self.filter(Exists(placed.filter(action=OuterRef("pk"))))
        return self.filter(pk__in=placed.values("action"))

    def as_lines(self):
        """What a line of a list prints, without the columns it does not."""
        return beside(self, "lead__name", "lead__family", own=LINE)

    def dearest_first(self):
        """The most expensive first; those that do not say their cost last."""
        return self.order_by(F("cost").desc(nulls_last=True), "pk")

    def with_people(self):
        """Everything a row of a list shows, in a constant number of queries."""
        places = Territory.objects.only("name", "level", "acronym", "slug", "istat_code", "visibility", "deleted_at")
        return self.select_related("lead").prefetch_related(Prefetch("territories", places))


class Action(Record):
    """The unit of the platform, whoever leads it and however it is funded."""

    REFERENCE = "AZ"

    code = models.CharField(
        _("code"), max_length=20, blank=True, help_text=_("Short name used in the portfolio, such as AZ01.")
    )
    title = models.CharField(_("title"), max_length=250)
    summary = models.TextField(_("summary"), blank=True, help_text=_("What is done, where, for whom."))
    kind = models.CharField(_("kind"), max_length=20, choices=ActionKind, default=ActionKind.PROJECT)
    lead = models.ForeignKey(
        "actors.Actor", models.PROTECT, null=True, blank=True, related_name="led_actions", verbose_name=_("lead actor")
    )
    partners = models.ManyToManyField("actors.Actor", through="ActionRole", related_name="joined_actions")
    status = models.CharField(
        _("state"), max_length=15, choices=ActionStatus, default=ActionStatus.IDEA, editable=False, db_index=True
    )
    health = models.CharField(_("how it is going"), max_length=15, choices=Health, default=Health.NOT_ASSESSED)
    health_reason = models.CharField(_("why"), max_length=300, blank=True)
    stage = models.CharField(_("stage"), max_length=15, choices=Stage, blank=True)
    horizon = models.CharField(_("horizon"), max_length=3, choices=Horizon, blank=True)
    dynamic = models.CharField(_("dynamic on the X-curve"), max_length=25, choices=Dynamic, blank=True)
    depth = models.CharField(_("depth"), max_length=12, choices=Depth, blank=True)
    levers = CodeListField(_("levers it pulls"), codes=Lever)
    primary_lever = models.CharField(_("main lever"), max_length=30, choices=Lever, blank=True)
    target_groups = CodeListField(_("for whom"), codes=TargetGroup)
    cofog = models.JSONField(_("COFOG divisions"), default=list, blank=True)
    ateco_sections = models.JSONField(_("ATECO sections"), default=list, blank=True)
    ateco_version = models.CharField(max_length=6, blank=True, editable=False)
    territories = models.ManyToManyField(
        "actors.Territory", blank=True, related_name="actions", verbose_name=_("where")
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    cost = MoneyField(_("cost (euro)"), null=True, blank=True, help_text=_("Leave it empty when it is not known."))
    needs_no_money = models.BooleanField(_("needs no money"), default=False)
    cup = models.CharField(
        _("CUP"),
        max_length=15,
        blank=True,
        db_index=True,
        help_text=_("Fifteen characters, for instance D11F22000950006."),
    )
    website = LinkField(_("website"), blank=True)
    last_confirmed_at = models.DateTimeField(_("last confirmed"), null=True, editable=False)
    predecessor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="successors", verbose_name=_("continues")
    )
    intention = models.ForeignKey(
        "missions.Intention", models.SET_NULL, null=True, blank=True, editable=False, related_name="actions",
        verbose_name=_("born of the intention"),
    )  # fmt: skip
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="absorbed"
    )
    origin = models.CharField(_("recorded from"), max_length=30, blank=True, editable=False, db_index=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["-cost", "-id"], name="action_by_cost")]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="action_ends_after_it_starts",
                violation_error_message=_("An action cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("id")),
                name="action_not_merged_into_itself",
                violation_error_message=_("An action cannot be merged into itself."),
            ),
        ]

    def get_absolute_url(self):
        return address("portfolios:action_detail", self.slug)

    def clean(self):
        """CUP in its standard form; the main lever is one of the levers."""
        problems = {}
        if self.cup:
            self.cup = codes.normalise_cup(self.cup) or self.cup
            if not codes.normalise_cup(self.cup):
                problems["cup"] = _("A CUP has fifteen characters: a letter, two digits, a letter, eleven digits.")
        if self.primary_lever and self.primary_lever not in self.levers:
            problems["primary_lever"] = _("Choose the main lever among the levers it pulls.")
        if problems:
            raise ValidationError(problems)


class ActionRole(models.Model):
    """An actor's part in an action, beside the lead's."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="roles")
    actor = models.ForeignKey("actors.Actor", models.CASCADE, related_name="action_roles", verbose_name=_("actor"))
    role = models.CharField(_("role"), max_length=20, choices=ActionRoleKind, default=ActionRoleKind.PARTNER)

    class Meta:
        verbose_name = _("role in an action")
        verbose_name_plural = _("roles in actions")
        constraints = [
            models.UniqueConstraint(
                "action",
                "actor",
                "role",
                name="action_role_once",
                violation_error_message=_("This actor already has this role here."),
            ),
        ]

    def __str__(self):
        return f"{self.actor} · {self.get_role_display()}"


class ActionResource(ResourceLine):
    """Something an action offers or needs."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="resources")

    class Meta:
        verbose_name = _("offer or need of an action")
        verbose_name_plural = _("offers and needs of actions")
        constraints = [
            models.UniqueConstraint(
                "action",
                "direction",
                "resource",
                "tag",
                name="action_resource_once",
                violation_error_message=_("This offer or need is already there."),
            ),
        ]
