"""Governance: bodies with seats, their meetings, and the decisions a coalition remembers."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actors.models import Membership
from convergenze.core.models import Record, Stamped
from convergenze.core.visibility import VisibleQuerySet, is_among
from missions.choices.governance import (
    BodyKind,
    DecisionMethod,
    DecisionStatus,
    MeetingStatus,
    Presence,
    SeatRole,
)
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
        mine = Membership.objects.valid().filter(person__account=user)
        seats = Seat.objects.valid().filter(body=OuterRef("pk"))
        sits = seats.filter(Q(person__account=user) | Q(actor__in=mine.values("actor")))
        return super().own(user) | Exists(sits)


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


class SeatQuerySet(models.QuerySet):
    """Seats by term."""

    def valid(self, on=None):
        """Seats whose term includes ``on`` (today)."""
        on = on or timezone.localdate()
        return self.filter(Q(starts_on=None) | Q(starts_on__lte=on), Q(ends_on=None) | Q(ends_on__gte=on))


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


class MeetingQuerySet(VisibleQuerySet):
    """Meetings are seen with their body."""

    def own(self, user):
        """Meetings of the bodies that are the user's own."""
        return Q(created_by=user) | Q(body__in=Body.objects.filter(Body.objects.all().own(user)).values("pk"))

    def visible_to(self, user):
        """Meetings whose body exists for ``user``."""
        return super().visible_to(user).filter(is_among(Body.objects.visible_to(user), "body"))


class Meeting(Record):
    """When a body met or will meet: agenda before, minutes and attendance after."""

    REFERENCE = "IN"

    title = models.CharField(_("title"), max_length=200)
    body = models.ForeignKey(
        Body, models.CASCADE, related_name="meetings", verbose_name=pgettext_lazy("governance", "body")
    )
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    place = models.CharField(_("place or link"), max_length=200, blank=True)
    agenda = models.TextField(_("agenda"), blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    status = models.CharField(
        _("state"), max_length=10, choices=MeetingStatus, default=MeetingStatus.PLANNED, editable=False, db_index=True
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")),
                name="meeting_ends_after_it_starts",
                violation_error_message=_("A meeting cannot end before it starts."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("missions:meeting_detail", args=[self.slug])


class Attendance(models.Model):
    """Whether a seat was at a meeting, and who came for it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="attendances", verbose_name=_("seat"))
    presence = models.CharField(_("presence"), max_length=10, choices=Presence, default=Presence.PRESENT)
    came = models.CharField(_("who came"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("attendance at a meeting")
        verbose_name_plural = _("attendances at meetings")
        constraints = [
            models.UniqueConstraint(
                "meeting",
                "seat",
                name="attendance_once",
                violation_error_message=_("The attendance of this seat is already written."),
            ),
        ]

    def __str__(self):
        return f"{self.seat}: {self.get_presence_display()}"


class DecisionQuerySet(OfMissionQuerySet):
    """Decisions by outcome."""

    def in_force(self):
        """Adopted, with or without amendments."""
        return self.filter(status__in=DecisionStatus.in_force())

    def to_review(self, on=None):
        """In force, with a review day that has come."""
        return self.in_force().filter(review_on__lte=on or timezone.localdate())


class Decision(Record):
    """What a body decided, among which options, why, and when to look at it again."""

    REFERENCE = "DE"

    title = models.CharField(_("title"), max_length=250)
    text = models.TextField(_("text"), blank=True)
    mission = models.ForeignKey(Mission, models.CASCADE, related_name="decisions", verbose_name=_("mission"))
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=pgettext_lazy("governance", "body"),
    )
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="decisions", verbose_name=_("meeting")
    )
    method = models.CharField(
        _("how it is decided"), max_length=20, choices=DecisionMethod, default=DecisionMethod.CONSENT
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    reason = models.TextField(_("why"), blank=True)
    review_on = models.DateField(_("to be looked at again on"), null=True, blank=True)
    status = models.CharField(
        _("outcome"), max_length=10, choices=DecisionStatus, default=DecisionStatus.OPEN, editable=False, db_index=True
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-decided_on", "-pk"]

    def get_absolute_url(self):
        return reverse("missions:decision_detail", args=[self.slug])


class DecisionOption(models.Model):
    """One of the options considered."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="options")
    text = models.CharField(_("option"), max_length=300)
    is_chosen = models.BooleanField(_("chosen"), default=False)
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("option of a decision")
        verbose_name_plural = _("options of decisions")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.text


class DecisionSubject(models.Model):
    """What a decision is about and, with ``move``, what it makes happen to it when it is adopted."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="subjects")
    subject_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    move = models.CharField(_("what it makes happen"), max_length=30, blank=True)
    carried_out_at = models.DateTimeField(_("carried out"), null=True, editable=False)

    class Meta:
        verbose_name = _("what a decision is about")
        verbose_name_plural = _("what decisions are about")
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="decision_subject")]
        constraints = [
            models.UniqueConstraint(
                "decision",
                "subject_type",
                "subject_id",
                name="decision_subject_once",
                violation_error_message=_("The decision is already about this."),
            ),
        ]

    def __str__(self):
        return f"{self.decision} → {self.subject}"
