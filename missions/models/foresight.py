"""What may come: intentions that wait for a condition, signals of change, scenarios."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actors.models import Actor, Membership
from convergenze.core.links import LinkField
from convergenze.core.models import Record
from convergenze.core.visibility import VisibleQuerySet, is_among
from missions.choices.governance import IntentionStatus, SignalKind, SignalStatus
from missions.models.challenge import Challenge
from missions.models.governance import OfMissionQuerySet
from missions.models.mission import Mission

ONE_TO_FIVE = (MinValueValidator(1), MaxValueValidator(5))


class AroundQuerySet(VisibleQuerySet):
    """Records that hang from a mission or a challenge, or from none: what they hang from must exist for the reader."""

    def own(self, user):
        """Records the user made, and those of the missions the user works on."""
        return Q(created_by=user) | Q(mission__in=Mission.objects.filter(Mission.objects.all().own(user)).values("pk"))

    def visible_to(self, user):
        """Nobody learns of a hidden mission or challenge through what hangs from it."""
        missions, challenges = Mission.objects.visible_to(user), Challenge.objects.visible_to(user)
        return (
            super()
            .visible_to(user)
            .filter(
                Q(mission=None) | is_among(missions, "mission"),
                Q(challenge=None) | is_among(challenges, "challenge"),
            )
        )


class IntentionQuerySet(AroundQuerySet):
    """Intentions by people."""

    def own(self, user):
        """Intentions of the user's actors too."""
        mine = Membership.objects.valid().filter(person__account=user, actor=OuterRef("actor"))
        return super().own(user) | Exists(mine)

    def visible_to(self, user):
        """An intention is its actor's word: who may not see the actor does not read it."""
        return super().visible_to(user).filter(is_among(Actor.objects.visible_to(user), "actor"))

    def standing(self):
        """Intentions that still wait, or whose condition was met and nobody has acted yet."""
        return self.filter(status__in=IntentionStatus.standing())


class Intention(Record):
    """ "We would do X if Y": said before any action exists."""

    REFERENCE = "IT"

    title = models.CharField(_("we would…"), max_length=250)
    condition = models.TextField(_("if…"))
    actor = models.ForeignKey("actors.Actor", models.CASCADE, related_name="intentions", verbose_name=_("actor"))
    mission = models.ForeignKey(
        Mission, models.SET_NULL, null=True, blank=True, related_name="intentions", verbose_name=_("mission")
    )
    challenge = models.ForeignKey(
        Challenge, models.SET_NULL, null=True, blank=True, related_name="intentions", verbose_name=_("challenge")
    )
    status = models.CharField(
        _("state"),
        max_length=10,
        choices=IntentionStatus,
        default=IntentionStatus.DECLARED,
        editable=False,
        db_index=True,
    )

    objects = IntentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("intention")
        verbose_name_plural = _("intentions")
        ordering = ["-pk"]

    def get_absolute_url(self):
        return reverse("missions:intention_detail", args=[self.slug])


class Signal(Record):
    """A sign that something is changing."""

    REFERENCE = "SE"

    title = models.CharField(_("title"), max_length=250)
    text = models.TextField(_("what was seen"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=SignalKind, default=SignalKind.WEAK_SIGNAL)
    year = models.PositiveSmallIntegerField(_("felt by the year"), null=True, blank=True)
    impact = models.PositiveSmallIntegerField(_("impact (1 to 5)"), null=True, blank=True, validators=ONE_TO_FIVE)
    uncertainty = models.PositiveSmallIntegerField(
        _("uncertainty (1 to 5)"), null=True, blank=True, validators=ONE_TO_FIVE
    )
    source = LinkField(_("source"), blank=True)
    mission = models.ForeignKey(
        Mission, models.SET_NULL, null=True, blank=True, related_name="signals", verbose_name=_("mission")
    )
    challenge = models.ForeignKey(
        Challenge, models.SET_NULL, null=True, blank=True, related_name="signals", verbose_name=_("challenge")
    )
    status = models.CharField(
        _("state"), max_length=10, choices=SignalStatus, default=SignalStatus.CAPTURED, editable=False, db_index=True
    )

    objects = AroundQuerySet.as_manager()

    class Meta:
        verbose_name = _("signal")
        verbose_name_plural = _("signals")
        ordering = ["-pk"]

    def get_absolute_url(self):
        return reverse("missions:signal_detail", args=[self.slug])


class Scenario(Record):
    """A plausible future in which the actions of a mission are tried."""

    REFERENCE = "SC"

    title = models.CharField(_("title"), max_length=150)
    year = models.PositiveSmallIntegerField(_("year"))
    narrative = models.TextField(_("how it is to live there"), blank=True)
    mission = models.ForeignKey(Mission, models.CASCADE, related_name="scenarios", verbose_name=_("mission"))
    signals = models.ManyToManyField(Signal, blank=True, related_name="scenarios", verbose_name=_("signals behind it"))

    objects = OfMissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")
        ordering = ["mission", "pk"]

    def get_absolute_url(self):
        return reverse("missions:scenario_detail", args=[self.slug])
