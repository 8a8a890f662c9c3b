"""Presence at meetings (school study, 2.5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Presence(models.TextChoices):
    """Whether somebody was there. Nothing written means "not recorded", never "absent"."""

    PRESENT = "present", pgettext_lazy("attendance", "Present")
    PARTIAL = "partial", pgettext_lazy("attendance", "Present in part")
    ABSENT = "absent", pgettext_lazy("attendance", "Absent")
    EXCUSED = "excused", pgettext_lazy("attendance", "Excused")

    @classmethod
    def attended(cls):
        """States that carry minutes."""
        return (cls.PRESENT, cls.PARTIAL)


class AttendanceSource(models.TextChoices):
    """How the presence was written down."""

    MANUAL = "manual", _("by hand")
    BADGE = "badge", _("the person's code, read by staff")
    ROOM = "room", _("the code of the room, read by the person")
    CSV = "csv", _("a file of the online platform")
    API = "api", _("another program")


class ScanKind(models.TextChoices):
    """Coming or going."""

    IN = "in", _("in")
    OUT = "out", _("out")


class ScanError(models.TextChoices):
    """Why a scan was refused; refused scans are kept."""

    UNKNOWN_CODE = "unknown_code", _("nobody has this code")
    OTHER_EDITION = "other_edition", _("the person is enrolled elsewhere")
    NOT_ADMITTED = "not_admitted", _("the person has no seat")
    EXPIRED_CODE = "expired_code", _("the code of the room has changed")
    OUT_OF_TIME = "out_of_time", _("the meeting is not on now")
    REGISTER_CLOSED = "register_closed", _("the register is sealed")
