"""The decisions a coalition remembers: options, outcome, reason, and what they are about."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from convergenze.core.models import Record
from missions.choices.governance import DecisionMethod, DecisionStatus
from missions.models.governance import Body, OfMissionQuerySet, Seat
from missions.models.meeting import Meeting
from missions.models.mission import Mission


class DecisionQuerySet(OfMissionQuerySet):
    """Decisions by outcome and people."""

    def own(self, user):
        """Decisions of the missions the user works on, and of the bodies where the user or an actor of theirs sits."""
        return super().own(user) | Exists(Seat.objects.held_by(user).filter(body=OuterRef("body")))

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

    def clean(self):
        """Body and meeting belong where the decision does."""
        if self.body_id and self.mission_id and self.body.mission_id != self.mission_id:
            raise ValidationError({"body": _("This body belongs to another mission: choose one of this mission.")})
        if self.meeting_id and self.meeting.body_id != self.body_id:
            raise ValidationError({"meeting": _("This is a meeting of another body: choose one of the same body.")})

    @property
    def is_in_force(self):
        """Adopted, with or without amendments."""
        return self.status in DecisionStatus.in_force()

    @property
    def is_settled(self):
        """The body has spoken."""
        return self.status not in DecisionStatus.undecided()


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

    @property
    def is_carried_out(self):
        """What it makes happen has happened."""
        return self.carried_out_at is not None
