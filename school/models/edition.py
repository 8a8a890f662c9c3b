"""Editions: a course held once, with its window, rules, pools of seats, people and questions."""

import zoneinfo
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actors.choices import Family
from convergenze.core.lists import CodeListField
from convergenze.core.models import Record, Stamped
from convergenze.core.visibility import is_among
from missions.choices import Theme
from school.choices.catalogue import (
    Approval,
    EditionStatus,
    Mode,
    QuestionKind,
    QuestionMoment,
    StaffRole,
    Waitlist,
)
from school.models.course import Course, SchoolQuerySet
from school.models.kept import KeptByService


def known_time_zone(name):
    """Refuse what is no name of a time zone."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("This is no time zone: write it as Europe/Rome."))


class EditionQuerySet(SchoolQuerySet):
    """Editions by state and people."""

    def own(self, user):
        """Those of the School for its people; else those the user made, works on or is enrolled in."""
        staffed = EditionStaff.objects.filter(person__account=user, edition=OuterRef("pk"))
        enrolment = self.model._meta.get_field("enrolments").related_model
        enrolled = enrolment.objects.filter(person__account=user, edition=OuterRef("pk"))
        return super().own(user) | Exists(staffed) | Exists(enrolled)

    def visible_to(self, user):
        """A draft, or an edition of a course one does not know, exists for its own people."""
        rows = super().visible_to(user)
        if user.is_authenticated and user.reads_everything:
            return rows
        known = Q(is_among(Course.objects.visible_to(user), "course"), status__in=EditionStatus.shown())
        return rows.filter(known | self.own(user) if user.is_authenticated else known)

    def known(self):
        """Those that have left the draft."""
        return self.exclude(status=EditionStatus.DRAFT)

    def upcoming(self, now=None):
        """Offered and not over."""
        now = now or timezone.now()
        return self.filter(status__in=EditionStatus.living()).filter(Q(ends_at=None) | Q(ends_at__gte=now))

    def open_for_enrolment(self, now=None):
        """Whose window is open at this moment."""
        now = now or timezone.now()
        return self.filter(
            Q(enrolment_opens_at=None) | Q(enrolment_opens_at__lte=now),
            Q(enrolment_closes_at=None) | Q(enrolment_closes_at__gt=now),
            status__in=EditionStatus.living(),
        )


class Edition(Record):
    """``starts_at`` and ``ends_at`` are those of its first and last meeting, kept by the service of meetings."""

    REFERENCE = "ED"

    course = models.ForeignKey(Course, models.PROTECT, related_name="editions", verbose_name=_("course"))
    code = models.CharField(_("code"), max_length=30, unique=True, help_text=_("Such as MT-2027-01; on certificates."))
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("in short"), max_length=600, blank=True)
    mode = models.CharField(_("how it is held"), max_length=10, choices=Mode, default=Mode.IN_PERSON)
    time_zone = models.CharField(
        _("time zone"), max_length=50, default=settings.TIME_ZONE, validators=[known_time_zone]
    )
    themes = CodeListField(_("themes"), codes=Theme)
    territory = models.ForeignKey(
        "actors.Territory", models.PROTECT, null=True, blank=True, related_name="editions", verbose_name=_("territory")
    )
    missions = models.ManyToManyField(
        "missions.Mission", blank=True, related_name="editions", verbose_name=_("missions it works for")
    )
    partners = models.ManyToManyField(
        "actors.Actor", blank=True, related_name="partnered_editions", verbose_name=_("partners")
    )
    patronage = models.CharField(_("patronage"), max_length=300, blank=True)
    fee = models.CharField(_("cost"), max_length=200, blank=True, help_text=_("Such as: free for member bodies."))

    enrolment_opens_at = models.DateTimeField(_("enrolment opens"), null=True, blank=True)
    enrolment_closes_at = models.DateTimeField(_("enrolment closes"), null=True, blank=True)
    approval = models.CharField(_("who approves"), max_length=12, choices=Approval, default=Approval.NONE)
    approval_holds_seat = models.BooleanField(_("a request holds a seat until it is answered"), default=False)
    families = CodeListField(
        _("only for bodies of these kinds"), codes=Family, help_text=_("Nothing chosen: any body.")
    )
    eligible_territory = models.ForeignKey(
        "actors.Territory", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("only for bodies of this territory"),
    )  # fmt: skip
    mail_domains = models.TextField(
        _("only for these mail domains"), blank=True, help_text=_("One on each line, such as comune.esempio.it.")
    )
    waitlist = models.CharField(_("when it is full"), max_length=10, choices=Waitlist, default=Waitlist.OFFER)
    offer_hours = models.PositiveSmallIntegerField(_("hours to accept an offered seat"), default=48)
    promotion_cutoff_at = models.DateTimeField(
        _("no seat is offered after"), null=True, blank=True, help_text=_("Empty: the start of the first meeting.")
    )
    min_participants = models.PositiveSmallIntegerField(_("participants needed"), null=True, blank=True)
    decide_by = models.DateTimeField(_("it is decided by"), null=True, blank=True)
    goes_ahead = models.BooleanField(_("it goes ahead"), null=True, editable=False)

    attendance_threshold = models.PositiveSmallIntegerField(
        _("presence needed (percent of all planned hours)"), default=80, validators=[MaxValueValidator(100)]
    )
    excused_limit = models.PositiveSmallIntegerField(
        _("excused absences that shorten the planned hours, at most (percent)"),
        default=0,
        validators=[MaxValueValidator(100)],
    )
    final_work = models.BooleanField(_("a final piece of work is assessed"), default=False)
    status = models.CharField(
        _("state"), max_length=10, choices=EditionStatus, default=EditionStatus.DRAFT, editable=False, db_index=True
    )
    starts_at = models.DateTimeField(_("starts"), null=True, editable=False, db_index=True)
    ends_at = models.DateTimeField(_("ends"), null=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("school", "edition")
        verbose_name_plural = pgettext_lazy("school", "editions")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(enrolment_opens_at=None) | Q(enrolment_closes_at=None)
                | Q(enrolment_closes_at__gt=F("enrolment_opens_at")),
                name="enrolment_closes_after_it_opens",
                violation_error_message=_("Enrolment must close after it opens."),
            ),
            models.CheckConstraint(
                condition=Q(attendance_threshold__lte=100, excused_limit__lte=100),
                name="edition_percents",
                violation_error_message=_("A percent is between 0 and 100."),
            ),
        ]  # fmt: skip

    def get_absolute_url(self):
        return reverse("school:edition_detail", args=[self.slug])

    @property
    def zone(self):
        """The time zone its hours are told in."""
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def last_promotion_at(self):
        """The instant after which nobody is promoted from the waiting list; None when nothing says."""
        return self.promotion_cutoff_at or self.starts_at

    @property
    def threshold(self):
        """The presence needed, as a share from 0 to 1."""
        return Decimal(self.attendance_threshold) / 100


class SeatPoolQuerySet(models.QuerySet):
    """Pools by what is left in them."""

    def with_room(self):
        """Those with a free seat, or without a limit."""
        return self.filter(Q(capacity=None) | Q(seats_taken__lt=F("capacity")))


class SeatPool(KeptByService):
    """Seats of one kind. ``seats_taken`` is moved by the enrolment service only, under the lock of the edition."""

    KEPT = ("seats_taken",)

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="pools")
    name = models.CharField(_("name"), max_length=80)
    mode = models.CharField(_("how they take part"), max_length=10, choices=Mode, default=Mode.IN_PERSON)
    families = CodeListField(_("only for bodies of these kinds"), codes=Family)
    invitation_only = models.BooleanField(_("by invitation only"), default=False)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True, help_text=_("Empty: no limit."))
    seats_taken = models.PositiveIntegerField(default=0, editable=False)
    waitlist_capacity = models.PositiveIntegerField(
        _("places on the waiting list"), null=True, blank=True, help_text=_("Empty: no limit.")
    )

    objects = SeatPoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("pool of seats")
        verbose_name_plural = _("pools of seats")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "edition",
                "name",
                name="pool_name_once",
                violation_error_message=_("The edition has a pool with this name."),
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(seats_taken__lte=F("capacity")),
                name="never_a_seat_too_many",
                violation_error_message=_("More seats are taken than there would be."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def free(self):
        """Seats nobody holds; None when there is no limit."""
        return None if self.capacity is None else self.capacity - self.seats_taken


class EditionStaff(Stamped):
    """Who works on an edition, and as what."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="staff")
    person = models.ForeignKey("actors.Person", models.CASCADE, related_name="school_work", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=12, choices=StaffRole, default=StaffRole.TUTOR)

    class Meta:
        verbose_name = _("person who works on an edition")
        verbose_name_plural = _("people who work on editions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "edition",
                "person",
                "role",
                name="edition_staff_once",
                violation_error_message=_("This person has this role already."),
            ),
        ]

    def __str__(self):
        return f"{self.person} · {self.get_role_display()}"


class EditionQuestion(models.Model):
    """Something asked of who enrols. ``options``: one answer on each line."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=300)
    kind = models.CharField(_("how it is answered"), max_length=10, choices=QuestionKind, default=QuestionKind.SHORT)
    options = models.TextField(_("possible answers"), blank=True, help_text=_("One on each line."))
    moment = models.CharField(_("asked"), max_length=10, choices=QuestionMoment, default=QuestionMoment.ENROLMENT)
    is_required = models.BooleanField(_("must be answered"), default=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("question to who enrols")
        verbose_name_plural = _("questions to who enrols")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text

    @property
    def choices(self):
        """The possible answers."""
        return [line.strip() for line in self.options.splitlines() if line.strip()]
