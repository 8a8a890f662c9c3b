"""Presence: what a register says, the raw scans behind it, and the seal."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from convergenze.core.models import Stamped
from convergenze.core.visibility import is_among
from school.choices.attendance import AttendanceSource, Presence, ScanError, ScanKind
from school.choices.catalogue import Mode
from school.models.enrolment import Enrolment
from school.models.session import Session


class AttendanceQuerySet(models.QuerySet):
    """Presences of enrolments one may know."""

    def visible_to(self, user):
        """Those whose enrolment exists for ``user``."""
        return self.filter(is_among(Enrolment.objects.visible_to(user), "enrolment"))


class Attendance(Stamped):
    """One person at one meeting. ``minutes`` never exceed the credited ones; only presence carries any."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attendances")
    presence = models.CharField(_("presence"), max_length=10, choices=Presence)
    minutes = models.PositiveIntegerField(_("minutes"), default=0)
    mode = models.CharField(_("how"), max_length=10, choices=Mode, default=Mode.IN_PERSON)
    source = models.CharField(_("written down"), max_length=10, choices=AttendanceSource)
    in_at = models.DateTimeField(_("in"), null=True, blank=True)
    out_at = models.DateTimeField(_("out"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("school", "presence")
        verbose_name_plural = pgettext_lazy("school", "presences")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "session",
                "enrolment",
                name="present_once",
                violation_error_message=_("This person is already in this register."),
            ),
            models.CheckConstraint(
                condition=Q(presence__in=Presence.attended()) | Q(minutes=0),
                name="only_presence_has_minutes",
                violation_error_message=_("Who was not there has no minutes."),
            ),
        ]

    def __str__(self):
        return f"{self.enrolment} · {self.get_presence_display()}"


LATE = dt.timedelta(minutes=2)


class AttendanceScan(models.Model):
    """A code as it was read. Refused scans are kept too; the same ``nonce`` of a device is read once."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="scans")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, null=True, related_name="scans")
    code = models.CharField(max_length=80)
    kind = models.CharField(max_length=3, choices=ScanKind, default=ScanKind.IN)
    device = models.CharField(max_length=40, blank=True)
    nonce = models.CharField(max_length=40)
    scanned_at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
    error = models.CharField(max_length=20, choices=ScanError, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("scan")
        verbose_name_plural = _("scans")
        ordering = ["scanned_at", "pk"]
        constraints = [models.UniqueConstraint("device", "nonce", name="scan_once")]

    def __str__(self):
        return f"{self.kind} {self.scanned_at:%H:%M}"

    @property
    def is_late(self):
        """It was sent a while after it was read: the device had no network."""
        return self.received_at - self.scanned_at > LATE


class SessionRegister(Stamped):
    """The register of a meeting. Sealed, it carries the hash of its rows; changing them needs a reason to open it.

    ``room_secret`` makes the code of the room, which changes by the minute.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.OneToOneField(Session, models.PROTECT, related_name="register")
    closed_at = models.DateTimeField(_("sealed"), null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    digest = models.CharField(_("SHA-256 of its rows"), max_length=64, blank=True, editable=False)
    room_secret = models.CharField(max_length=64, blank=True, editable=False)
    reopened_at = models.DateTimeField(_("opened again"), null=True, editable=False)
    reopen_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("register")
        verbose_name_plural = _("registers")

    def __str__(self):
        return str(self.session)

    @property
    def is_sealed(self):
        """Closed, and not opened since."""
        return self.closed_at is not None
