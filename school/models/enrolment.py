"""Enrolments: a person in an edition, on behalf of a body, and every step of how they got there."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actors.models import Membership
from convergenze.core.models import Stamped
from school.choices.enrolment import Anchor, Audience, EnrolmentSource, EnrolmentStatus, JobRole, ListConsent
from school.models.edition import Edition, EditionStaff, SeatPool
from school.models.kept import KeptByService
from school.rules.people import knows_all_of_the_school

S = EnrolmentStatus


class EnrolmentQuerySet(models.QuerySet):
    """Enrolments by state and by who may know them. Nothing here is ever public."""

    def visible_to(self, user):
        """One's own, those of one's edition's staff, and, for who answers for a body, those of its people."""
        if not user.is_authenticated:
            return self.none()
        if knows_all_of_the_school(user):
            return self.all()
        staffed = EditionStaff.objects.filter(person__account=user).values("edition")
        answered = Membership.objects.writing(user).values("actor")
        return self.filter(Q(person__account=user) | Q(edition__in=staffed) | Q(organisation__in=answered))

    def active(self):
        """A person has one at most in an edition."""
        return self.filter(status__in=S.active())

    def seated(self, edition):
        """Those that take a seat in ``edition``."""
        held = S.seated() + (S.awaiting_approval() if edition.approval_holds_seat else ())
        return self.filter(edition=edition, status__in=held)

    def admitted(self):
        """Who takes part, or took part."""
        return self.filter(status__in=S.admitted())

    def queue(self, pool):
        """The waiting list of ``pool``, in the order in which seats are offered."""
        return self.filter(pool=pool, status=S.WAITLISTED).order_by("-priority", "queued_at", "pk")


class Enrolment(KeptByService, Stamped):
    """``name``, ``email`` and ``job_role`` are those given when enrolling: certificates quote them.

    ``status`` is written by ``services.enrolment`` alone, under the lock of the edition. ``queued_at``: when the
    request came, so that a slow approval costs no place. ``request_key``: the one-time token of the form or of the
    API; the same one never enrols twice. ``badge``: what the person's QR code says.
    """

    KEPT = ("pool", "status", "queued_at", "priority", "priority_reason", "offer_expires_at")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="enrolments", verbose_name=_("edition"))
    pool = models.ForeignKey(SeatPool, models.PROTECT, related_name="enrolments", verbose_name=_("kind of seat"))
    person = models.ForeignKey("actors.Person", models.PROTECT, related_name="enrolments", verbose_name=_("person"))
    organisation = models.ForeignKey(
        "actors.Actor", models.PROTECT, related_name="enrolments", verbose_name=_("on behalf of")
    )
    name = models.CharField(_("name and surname"), max_length=150)
    email = models.EmailField(_("e-mail"))
    job_title = models.CharField(_("job title"), max_length=150, blank=True)
    job_role = models.CharField(_("role in the body"), max_length=15, choices=JobRole, default=JobRole.OFFICER)
    motivation = models.TextField(_("why you want to take part"), blank=True)
    mission = models.ForeignKey(
        "missions.Mission", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("mission I bring")
    )
    challenge = models.ForeignKey(
        "missions.Challenge", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("challenge I bring"),
    )  # fmt: skip
    needs = models.TextField(
        _("what you need to take part"), blank=True, help_text=_("Access, diet, subtitles. Deleted after the edition.")
    )
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    list_consent = models.CharField(
        _("who may read your name among the participants"), max_length=12, choices=ListConsent,
        default=ListConsent.NOBODY,
    )  # fmt: skip

    status = models.CharField(_("state"), max_length=15, choices=S, editable=False, db_index=True)
    queued_at = models.DateTimeField(_("in the queue since"), default=timezone.now, editable=False)
    priority = models.SmallIntegerField(_("priority"), default=0, editable=False)
    priority_reason = models.CharField(_("reason of the priority"), max_length=300, blank=True, editable=False)
    offer_expires_at = models.DateTimeField(_("the offer expires"), null=True, editable=False, db_index=True)
    source = models.CharField(_("enrolled by"), max_length=12, choices=EnrolmentSource, editable=False)
    invitation = models.ForeignKey(
        "school.Invitation", models.SET_NULL, null=True, editable=False, related_name="enrolments"
    )
    request_key = models.CharField(max_length=64, blank=True, editable=False)
    badge = models.CharField(max_length=32, unique=True, editable=False)
    attended_minutes = models.PositiveIntegerField(_("minutes attended"), null=True, editable=False)
    planned_minutes = models.PositiveIntegerField(_("minutes planned"), null=True, editable=False)
    forgotten_at = models.DateTimeField(_("personal data deleted"), null=True, editable=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["queued_at", "pk"]
        indexes = [
            models.Index(F("pool"), F("status"), F("priority").desc(), F("queued_at"), name="enrolment_queue"),
        ]
        constraints = [
            models.UniqueConstraint(
                "edition",
                "person",
                condition=Q(status__in=S.active()),
                name="one_active_enrolment",
                violation_error_message=_("This person is already enrolled in this edition."),
            ),
            models.UniqueConstraint(
                "edition", "request_key", condition=~Q(request_key=""), name="one_enrolment_per_request"
            ),
            models.CheckConstraint(
                condition=Q(status=S.OFFERED, offer_expires_at__isnull=False)
                | (~Q(status=S.OFFERED) & Q(offer_expires_at__isnull=True)),
                name="an_offer_expires",
            ),
            models.CheckConstraint(
                condition=Q(priority=0) | ~Q(priority_reason=""),
                name="priority_has_a_reason",
                violation_error_message=_("Write why this person goes first."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("school:enrolment_detail", args=[self.public_id])

    @property
    def is_active(self):
        """Under way: waiting, offered or confirmed."""
        return self.status in S.active()


class EnrolmentTransition(models.Model):
    """One step of an enrolment. Written once, never changed; each starts where the one before ended."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="transitions")
    number = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=15, blank=True)
    target = models.CharField(max_length=15, choices=S)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("step of an enrolment")
        verbose_name_plural = _("steps of enrolments")
        ordering = ["number"]
        constraints = [models.UniqueConstraint("enrolment", "number", name="steps_in_order")]

    def __str__(self):
        return f"{self.source or '–'} → {self.target}"


class InvitationQuerySet(models.QuerySet):
    """Invitations that still work."""

    def usable(self, now=None):
        """Neither used nor expired nor taken back."""
        now = now or timezone.now()
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=now), used_at=None, revoked_at=None)


class Invitation(Stamped):
    """A personal link to enrol. Only the hash of its token is kept."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="invitations")
    pool = models.ForeignKey(
        SeatPool, models.CASCADE, null=True, blank=True, related_name="invitations", verbose_name=_("kind of seat")
    )
    organisation = models.ForeignKey(
        "actors.Actor", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("on behalf of")
    )
    name = models.CharField(_("name and surname"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    skips_approval = models.BooleanField(_("needs no approval"), default=False)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    used_at = models.DateTimeField(_("used"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("taken back"), null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("school", "invitation")
        verbose_name_plural = pgettext_lazy("school", "invitations")
        ordering = ["-pk"]

    def __str__(self):
        return self.email

    @property
    def is_usable(self):
        """It still opens the form."""
        is_over = self.expires_at is not None and self.expires_at <= timezone.now()
        return not (self.used_at or self.revoked_at or is_over)


class ReminderRule(Stamped):
    """A message that leaves some time before or after a date; when the date moves, so does the message.

    ``offset_minutes`` is negative before the date.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="reminders")
    anchor = models.CharField(_("counted from when"), max_length=15, choices=Anchor)
    offset_minutes = models.IntegerField(_("minutes after (negative: before)"), default=-1440)
    audience = models.CharField(_("to"), max_length=10, choices=Audience, default=Audience.CONFIRMED)
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("text"), help_text=_("Words between braces are filled in: {name}, {edition}, {when}."))
    is_active = models.BooleanField(_("on"), default=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["pk"]

    def __str__(self):
        return self.subject
