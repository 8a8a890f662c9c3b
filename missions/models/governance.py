"""Governance: bodies and the seats in them."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actors.models import Actor, Membership, Person
from convergenze.core.models import Record, Stamped
from convergenze.core.visibility import ReaderQuerySet, VisibleQuerySet, is_among
from missions.choices.governance import BodyKind, DecisionMethod, SeatRole
from missions.models.mission import Mission


class OfMissionQuerySet(VisibleQuerySet):
    """Records of a mission: they exist for who sees the mission and, by level or by people, the record itself."""

    def own(self, user):
        """Records the user made, and those of the missions the user works on."""
        return Q(created_by=user) | Q(mission__in=Mission.objects.filter(Mission.objects.all().own(user)).values("pk"))

    def visible_to(self, user):
        """Nobody learns through a record of a mission that is hidden from them."""
        return super().visible_to(user).filter(is_among(Mission.objects.visible_to(user), "mission"))


class BodyQuerySet(OfMissionQuerySet):
    """Bodies by people."""

    def own(self, user):
        """Bodies of the missions the user works on, and those where the user or an actor of theirs sits."""
        return super().own(user) | Exists(Seat.objects.held_by(user).filter(body=OuterRef("pk")))


class Body(Record):
    """Who decides or accompanies: a steering group, a mission table, a funders' table."""

    REFERENCE = "OR"
    label_field = "name"

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=25, choices=BodyKind)
    mission = models.ForeignKey(Mission, models.CASCADE, related_name="bodies", verbose_name=_("mission"))
    mandate = models.TextField(_("mandate"), blank=True, help_text=_("What it decides, and what it does not."))
    method = models.CharField(
        _("how it decides"), max_length=20, choices=DecisionMethod, default=DecisionMethod.CONSENT
    )
    meets_every_days = models.PositiveSmallIntegerField(_("meets every (days)"), null=True, blank=True)
    is_open = models.BooleanField(_("open to observers"), default=False)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("governance", "body")
        verbose_name_plural = pgettext_lazy("governance", "bodies")
        ordering = ["pk"]

    def get_absolute_url(self):
        return reverse("missions:body_detail", args=[self.slug])


class SeatQuerySet(ReaderQuerySet):
    """Seats by term and by who holds them; a seat exists for who sees its body and whom it is for."""

    def valid(self, on=None):
        """Seats whose term includes ``on`` (today)."""
        on = on or timezone.localdate()
        return self.filter(Q(starts_on=None) | Q(starts_on__lte=on), Q(ends_on=None) | Q(ends_on__gte=on))

    def held_by(self, user):
        """Seats in force of ``user`` (signed in) and of the user's actors."""
        mine = Membership.objects.valid().filter(person__account=user)
        return self.valid().filter(Q(person__account=user) | Q(actor__in=mine.values("actor")))

    def visible_to(self, user):
        """Seats of visible bodies whose actor, or where there is none whose person, exists for ``user``."""
        seen = is_among(Actor.objects.visible_to(user), "actor")
        alone = Q(actor=None) & Q(is_among(Person.objects.visible_to(user), "person"))
        rows = self.filter(seen | alone, is_among(Body.objects.visible_to(user), "body"))
        # Whose name is not for the user is veiled only where it was loaded with the seat.
        return rows.select_related("actor", "person").read_by(user)


class Seat(Stamped):
    """A place in a body, held for an actor by a person or left to whom the actor sends."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="seats")
    role = models.CharField(_("role"), max_length=15, choices=SeatRole, default=SeatRole.MEMBER)
    actor = models.ForeignKey(
        "actors.Actor", models.CASCADE, null=True, blank=True, related_name="seats", verbose_name=_("for the actor")
    )
    person = models.ForeignKey(
        "actors.Person", models.SET_NULL, null=True, blank=True, related_name="seats", verbose_name=_("person")
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(actor__isnull=False) | Q(person__isnull=False),
                name="seat_is_held",
                violation_error_message=_("Say for which actor, or who, holds the seat."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="seat_ends_after_it_starts",
                violation_error_message=_("A term cannot end before it starts."),
            ),
        ]

    def __str__(self):
        return f"{self.person or self.actor} · {self.get_role_display()}"
