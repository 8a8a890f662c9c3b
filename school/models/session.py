"""Meetings of an edition, who speaks there, what is handed out."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from convergenze.core.links import LinkField
from convergenze.core.models import Stamped
from convergenze.core.visibility import ReaderQuerySet, is_among
from school.choices.catalogue import ExpertRole, MaterialAccess, Mode, SessionKind, SessionState
from school.models.course import Expert, Venue
from school.models.edition import Edition

DOCUMENTS = ("pdf", "odt", "ods", "odp", "docx", "xlsx", "pptx", "csv", "txt", "png", "jpg", "jpeg", "zip")


class OfEditionQuerySet(ReaderQuerySet):
    """Parts of an edition: they exist for who sees the edition."""

    def visible_to(self, user):
        """The parts of editions that exist for ``user``."""
        return self.filter(is_among(Edition.objects.visible_to(user), "edition")).read_by(user)


class SessionQuerySet(OfEditionQuerySet):
    """Meetings by state."""

    def standing(self):
        """Not cancelled."""
        return self.exclude(status=SessionState.CANCELLED)

    def counted(self):
        """Those whose minutes make the planned hours."""
        return self.standing().filter(counts=True)


class Session(Stamped):
    """``public_id`` is the stable part of its UID in calendars; ``sequence`` grows when time, place or state change.

    Instants are kept in universal time and told in the edition's zone. ``join_url`` is for people with a seat only.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="sessions", verbose_name=_("edition"))
    kind = models.CharField(_("kind"), max_length=10, choices=SessionKind, default=SessionKind.LECTURE)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("what happens"), blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    mode = models.CharField(_("how it is held"), max_length=10, choices=Mode, default=Mode.IN_PERSON)
    venue = models.ForeignKey(
        Venue, models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name=_("venue")
    )
    room = models.CharField(_("room"), max_length=80, blank=True)
    join_url = LinkField(_("address to join online"), blank=True)
    credited_minutes = models.PositiveIntegerField(
        _("credited minutes"), help_text=_("Breaks left out; at most the length of the meeting.")
    )
    mandatory = models.BooleanField(_("nobody completes without it"), default=False)
    counts = models.BooleanField(_("its minutes count for attendance"), default=True)
    lab = models.ForeignKey(
        "school.Lab", models.SET_NULL, null=True, blank=True, related_name="sessions", verbose_name=_("lab")
    )
    experts = models.ManyToManyField(Expert, through="SessionExpert", related_name="sessions")
    status = models.CharField(
        _("state"), max_length=10, choices=SessionState, default=SessionState.PLANNED, editable=False, db_index=True
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("school", "meeting")
        verbose_name_plural = pgettext_lazy("school", "meetings")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_starts",
                violation_error_message=_("A meeting ends after it starts: check the two times."),
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        """The credited minutes fit in the meeting."""
        super().clean()
        if None in (self.starts_at, self.ends_at, self.credited_minutes) or self.ends_at <= self.starts_at:
            return
        if self.credited_minutes > self.minutes:
            words = _("The meeting lasts %(n)d minutes: no more can be credited.") % {"n": self.minutes}
            raise ValidationError({"credited_minutes": words})

    def get_absolute_url(self):
        return f"{self.edition.get_absolute_url()}#incontro-{self.pk}"

    @property
    def minutes(self):
        """How long it lasts."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def is_online(self):
        """One may take part from elsewhere."""
        return self.mode != Mode.IN_PERSON

    @property
    def is_cancelled(self):
        """It is not held."""
        return self.status == SessionState.CANCELLED


class SessionExpert(models.Model):
    """An expert in a meeting."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="speakers")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="appearances", verbose_name=_("expert"))
    role = models.CharField(_("role"), max_length=12, choices=ExpertRole, default=ExpertRole.TEACHER)

    class Meta:
        verbose_name = _("expert in a meeting")
        verbose_name_plural = _("experts in meetings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "session",
                "expert",
                "role",
                name="expert_once_in_a_session",
                violation_error_message=_("This expert is there already, in this role."),
            ),
        ]

    def __str__(self):
        return f"{self.expert} · {self.get_role_display()}"


def material_name(instance, filename):
    """Where an upload is kept: nothing of the name it came with, outside whatever is served."""
    return f"school/materials/{uuid.uuid4().hex}"


class Material(Stamped):
    """Something to read: an address or a file, of one meeting or of the whole edition."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="materials")
    session = models.ForeignKey(
        Session, models.CASCADE, null=True, blank=True, related_name="materials", verbose_name=_("meeting")
    )
    title = models.CharField(_("title"), max_length=200)
    url = LinkField(_("address"), blank=True)
    file = models.FileField(
        _("file"), upload_to=material_name, blank=True, max_length=200, validators=[FileExtensionValidator(DOCUMENTS)]
    )
    file_name = models.CharField(max_length=200, blank=True, editable=False)
    access = models.CharField(
        _("who opens it"), max_length=12, choices=MaterialAccess, default=MaterialAccess.PARTICIPANTS
    )
    available_from = models.DateTimeField(_("available from"), null=True, blank=True)

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("school", "material")
        verbose_name_plural = pgettext_lazy("school", "materials")
        ordering = ["pk"]

    def __str__(self):
        return self.title
