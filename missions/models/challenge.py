"""Challenges: what a territory cannot solve alone, one project at a time."""

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from actors.models import Membership
from convergenze.core.links import address
from convergenze.core.lists import CodeListField
from convergenze.core.models import Record
from convergenze.core.visibility import VisibleQuerySet, is_among
from missions.choices import ChallengeStatus, Sdg, Stance, TargetGroup, Theme


class ChallengeQuerySet(VisibleQuerySet):
    """Challenges by state and people."""

    def own(self, user):
        """Challenges the user created, or whose owner or stakeholders the user belongs to."""
        mine = Membership.objects.valid().filter(person__account=user)
        return (
            Q(created_by=user)
            | Exists(mine.filter(actor=OuterRef("owner")))
            | Exists(ChallengeStance.objects.filter(challenge=OuterRef("pk"), actor__in=mine.values("actor")))
        )

    def current(self):
        """Not merged into another."""
        return self.filter(merged_into=None)

    def concerning(self, actor):
        """Challenges that ``actor`` owns or has a stance on."""
        stances = ChallengeStance.objects.filter(challenge=OuterRef("pk"), actor=actor)
        return self.filter(Q(owner=actor) | Exists(stances))

    def with_counts(self, user):
        """Adds ``n_actors`` (with a stance) and ``n_missions``: those that exist for ``user``."""
        actors = self.model._meta.get_field("owner").related_model.objects.visible_to(user)
        stances = ChallengeStance.objects.filter(is_among(actors, "actor"), challenge=OuterRef("pk"))
        stances = stances.order_by().values("challenge")
        missions = self.model.missions.rel.related_model.objects.visible_to(user)
        missions = missions.filter(challenge=OuterRef("pk")).order_by()
        return self.annotate(
            n_actors=Coalesce(Subquery(stances.annotate(n=Count("actor", distinct=True)).values("n")), 0),
            n_missions=Coalesce(Subquery(missions.values("challenge").annotate(n=Count("pk")).values("n")), 0),
        )

    def open(self):
        """Challenges on which work goes on."""
        return self.filter(status__in=ChallengeStatus.open())


class Challenge(Record):
    """A question that several actors share, with what is there and what they want instead."""

    REFERENCE = "SF"

    title = models.CharField(_("title"), max_length=200)
    question = models.TextField(
        _("the question"), max_length=500, help_text=_("One sentence with a question mark: why…, how…")
    )
    situation = models.TextField(_("what happens now"), blank=True)
    desired_change = models.TextField(_("what should happen instead"), blank=True)
    causes = models.TextField(_("root causes"), blank=True)
    urgency = models.TextField(_("why now"), blank=True)
    themes = CodeListField(_("themes"), codes=Theme)
    sdgs = CodeListField(_("Sustainable Development Goals"), codes=Sdg)
    affected = CodeListField(_("who is affected"), codes=TargetGroup)
    territory = models.ForeignKey(
        "actors.Territory",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="challenges",
        verbose_name=_("territory"),
    )
    owner = models.ForeignKey(
        "actors.Actor",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_challenges",
        verbose_name=_("owner"),
        help_text=_("The actor that answers for the challenge."),
    )
    actors = models.ManyToManyField("actors.Actor", through="ChallengeStance", related_name="challenges")
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="absorbed"
    )
    status = models.CharField(
        _("state"), max_length=20, choices=ChallengeStatus, default=ChallengeStatus.DRAFT, editable=False, db_index=True
    )

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("id")),
                name="challenge_not_merged_into_itself",
                violation_error_message=_("A challenge cannot be merged into itself."),
            ),
        ]

    def get_absolute_url(self):
        return address("missions:challenge_detail", self.slug)

    @property
    def theme_labels(self):
        """The themes in words."""
        return self._meta.get_field("themes").labels(self.themes)

    @property
    def sdg_labels(self):
        """The goals in words."""
        return self._meta.get_field("sdgs").labels(self.sdgs)

    @property
    def affected_labels(self):
        """Who is affected, in words."""
        return self._meta.get_field("affected").labels(self.affected)


class ChallengeStanceQuerySet(models.QuerySet):
    """Stances are seen with both their challenge and their actor."""

    def visible_to(self, user):
        """Stances of visible actors on visible challenges."""
        actors = self.model._meta.get_field("actor").related_model.objects.visible_to(user)
        return self.filter(is_among(Challenge.objects.visible_to(user), "challenge"), is_among(actors, "actor"))


class ChallengeStance(models.Model):
    """What an actor is to a challenge."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="stances")
    actor = models.ForeignKey("actors.Actor", models.CASCADE, related_name="stances", verbose_name=_("actor"))
    stance = models.CharField(_("stance"), max_length=20, choices=Stance)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = ChallengeStanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("stance")
        verbose_name_plural = _("stances")
        constraints = [
            models.UniqueConstraint(
                "challenge",
                "actor",
                "stance",
                name="stance_once",
                violation_error_message=_("This actor already has this stance."),
            ),
        ]

    def __str__(self):
        return f"{self.actor} · {self.get_stance_display()}"
