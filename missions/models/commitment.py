"""Commitments: what signatories promise to a mission, by when, and whether they keep it."""

from datetime import timedelta

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.models import Actor, Membership
from convergenze.core.models import Record
from convergenze.core.visibility import is_among
from missions.choices.governance import CommitmentKind, CommitmentStatus
from missions.models.decision import Decision
from missions.models.governance import OfMissionQuerySet
from missions.models.mission import Mission

GRACE_DAYS = 30


class CommitmentQuerySet(OfMissionQuerySet):
    """Commitments by state and people."""

    def own(self, user):
        """Commitments of the missions the user works on and of the user's actors."""
        mine = Membership.objects.valid().filter(person__account=user, actor=OuterRef("actor"))
        return super().own(user) | Exists(mine)

    def visible_to(self, user):
        """Others than the actor and the mission read a commitment once it is accepted, if they see its signatory."""
        rows = super().visible_to(user).filter(is_among(Actor.objects.visible_to(user), "actor"))
        if user.is_authenticated and user.reads_everything:
            return rows
        open_to_all = Q(status__in=CommitmentStatus.public())
        return rows.filter(open_to_all | self.own(user) if user.is_authenticated else open_to_all)

    def agreed(self):
        """Accepted, whatever became of it."""
        return self.filter(status__in=CommitmentStatus.public())

    def pending(self):
        """Promised, not yet kept nor lost."""
        return self.filter(status__in=CommitmentStatus.pending())

    def overdue(self, on=None):
        """Pending, with a due day that has passed."""
        return self.pending().filter(due_on__lt=on or timezone.localdate())

    def to_lapse(self, on=None):
        """Accepted, with a due day that passed longer ago than the days of grace."""
        last = (on or timezone.localdate()) - timedelta(days=GRACE_DAYS)
        return self.filter(status=CommitmentStatus.ACCEPTED, due_on__lt=last)


class Commitment(Record):
    """A promise of an actor to a mission, with a quantity where it can be counted."""

    REFERENCE = "IM"

    title = models.CharField(_("what is promised"), max_length=250)
    text = models.TextField(_("in full"), blank=True)
    mission = models.ForeignKey(Mission, models.CASCADE, related_name="commitments", verbose_name=_("mission"))
    actor = models.ForeignKey("actors.Actor", models.PROTECT, related_name="commitments", verbose_name=_("signatory"))
    kind = models.CharField(_("kind"), max_length=20, choices=CommitmentKind)
    quantity = models.DecimalField(_("quantity"), max_digits=16, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True, help_text=_("Euro, hours, flats…"))
    quantity_done = models.DecimalField(_("done so far"), max_digits=16, decimal_places=2, null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    decision = models.ForeignKey(
        Decision, models.SET_NULL, null=True, blank=True, related_name="commitments", verbose_name=_("follows from")
    )
    subject_type = models.ForeignKey(ContentType, models.SET_NULL, null=True, editable=False, related_name="+")
    subject_id = models.PositiveBigIntegerField(null=True, editable=False)
    subject = GenericForeignKey("subject_type", "subject_id")
    kept_on = models.DateField(_("kept on"), null=True, blank=True)
    proof = models.TextField(_("how it was kept"), blank=True)
    reminded_at = models.DateTimeField(null=True, editable=False)
    status = models.CharField(
        _("state"),
        max_length=10,
        choices=CommitmentStatus,
        default=CommitmentStatus.DRAFT,
        editable=False,
        db_index=True,
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="commitment_subject")]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(quantity__gt=0),
                name="commitment_quantity_positive",
                violation_error_message=_("Write a quantity above zero, or leave it empty."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("missions:commitment_detail", args=[self.slug])

    def clean(self):
        """What it follows from is of the same mission."""
        if self.decision_id and self.mission_id and self.decision.mission_id != self.mission_id:
            raise ValidationError({"decision": _("This decision is of another mission.")})

    @property
    def is_overdue(self):
        """Promised, and its day has passed."""
        return (
            self.status in CommitmentStatus.pending() and self.due_on is not None and self.due_on < timezone.localdate()
        )

    @property
    def share_done(self):
        """Done ÷ promised, 0 to 1; None where nothing is counted."""
        if not self.quantity or self.quantity_done is None:
            return None
        return min(float(self.quantity_done / self.quantity), 1.0)
