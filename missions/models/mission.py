"""Missions: a challenge with a direction, a date and a measure."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from actors.models import Membership
from convergenze.accounts.models import Grant
from convergenze.accounts.roles import Role
from convergenze.core.links import address
from convergenze.core.models import Record
from convergenze.core.visibility import VisibleQuerySet
from missions.choices import MissionKind, MissionStatus

STATEMENT_LENGTH = 280


class MissionQuerySet(VisibleQuerySet):
    """Missions by state and people."""

    def own(self, user):
        """Missions the user created, leads, stewards or works on, or whose owner the user belongs to."""
        scope = ContentType.objects.get_for_model(Mission)
        granted = Grant.objects.filter(user=user, role__in=Role.scoped(), scope_type=scope, scope_id=OuterRef("pk"))
        mine = Membership.objects.valid().filter(person__account=user, actor=OuterRef("owner"))
        return Q(created_by=user) | Q(lead=user) | Exists(granted) | Exists(mine)

    def running(self):
        """Missions with a portfolio at work."""
        return self.filter(status__in=MissionStatus.running())


class Mission(Record):
    """ "By <date>, <who or what> in <place> …": one sentence, a date, a measure, an owner."""

    REFERENCE = "MI"

    title = models.CharField(_("title"), max_length=200)
    statement = models.CharField(
        _("statement"),
        max_length=STATEMENT_LENGTH,
        help_text=_("By when, who or what, where, how much: one sentence of at most 280 characters."),
    )
    headline_target = models.CharField(_("headline target"), max_length=200, blank=True)
    challenge = models.ForeignKey(
        "missions.Challenge",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="missions",
        verbose_name=_("challenge"),
    )
    territory = models.ForeignKey(
        "actors.Territory", models.PROTECT, null=True, blank=True, related_name="missions", verbose_name=_("territory")
    )
    kind = models.CharField(_("type"), max_length=30, choices=MissionKind, default=MissionKind.LOCAL_MISSION)
    owner = models.ForeignKey(
        "actors.Actor", models.PROTECT, null=True, blank=True, related_name="owned_missions", verbose_name=_("owner")
    )
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="led_missions",
        verbose_name=_("person who leads it"),
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("to be reached by"), null=True, blank=True)
    review_on = models.DateField(_("next review"), null=True, blank=True)
    litmus_direction = models.TextField(_("Does it say where to go, not how?"), blank=True)
    litmus_measure = models.TextField(_("How will we know, and when, that we got there?"), blank=True)
    litmus_many = models.TextField(_("Does it need several actors and several solutions?"), blank=True)
    litmus_care = models.TextField(_("Who will care that it is reached?"), blank=True)
    status = models.CharField(
        _("state"), max_length=20, choices=MissionStatus, default=MissionStatus.CONCEPT, editable=False, db_index=True
    )

    gate_round = models.PositiveSmallIntegerField(_("round of the gate"), default=1, editable=False)

    LITMUS = ("litmus_direction", "litmus_measure", "litmus_many", "litmus_care")

    objects = MissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="mission_ends_after_it_starts",
                violation_error_message=_("A mission cannot end before it starts."),
            ),
        ]

    def get_absolute_url(self):
        return address("missions:detail", self.slug)

    @property
    def litmus_answers(self):
        """[(question, answer)] of the litmus test."""
        return [(self._meta.get_field(name).verbose_name, getattr(self, name)) for name in self.LITMUS]
