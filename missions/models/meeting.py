"""Meetings of a body: agenda before, minutes and attendance after."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from convergenze.core.models import Record
from convergenze.core.visibility import ReaderQuerySet, VisibleQuerySet, is_among
from missions.choices.governance import MeetingStatus, Presence
from missions.models.governance import Body, Seat


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


class AttendanceQuerySet(ReaderQuerySet):
    """Attendance is seen with its meeting and its seat."""

    def visible_to(self, user):
        """Attendance of visible seats at visible meetings."""
        meetings, seats = Meeting.objects.visible_to(user), Seat.objects.visible_to(user)
        return self.filter(is_among(meetings, "meeting"), is_among(seats, "seat")).read_by(user)


class Attendance(models.Model):
    """Whether a seat was at a meeting, and who came for it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="attendances", verbose_name=_("seat"))
    presence = models.CharField(_("presence"), max_length=10, choices=Presence, default=Presence.PRESENT)
    came = models.CharField(_("who came"), max_length=150, blank=True)

    objects = AttendanceQuerySet.as_manager()

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
