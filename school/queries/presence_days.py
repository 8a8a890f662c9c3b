"""Declarations of presence: what the sealed registers of a day say of one person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from school.choices.attendance import Presence
from school.choices.catalogue import Mode
from school.models import Attendance, Enrolment, Session
from school.queries.certificate_sheet import day_long, hours
from school.queries.certificates import kind_for, template_for


@dataclass(frozen=True)
class Day:
    """A day of an edition for one person. ``open``: meetings whose register is not sealed."""

    on: date
    rows: list[Attendance]
    open: list[Session]

    @property
    def minutes(self) -> int:
        """What was attended."""
        return sum(row.minutes for row in self.rows)

    @property
    def is_sealed(self) -> bool:
        """It can be declared."""
        return not self.open


def days_of(enrolment: Enrolment) -> list[Day]:
    """The days on which the person was there, in order."""
    edition = enrolment.edition
    meetings: dict[date, list[Session]] = {}
    rows = Session.objects.filter(edition=edition).standing().select_related("register", "venue")
    for meeting in rows:
        meetings.setdefault(meeting.starts_at.astimezone(edition.zone).date(), []).append(meeting)
    there = {
        row.session_id: row for row in Attendance.objects.filter(enrolment=enrolment, presence__in=Presence.attended())
    }
    return [
        Day(on, [there[m.pk] for m in found if m.pk in there], [m for m in found if m.pk in there and not _sealed(m)])
        for on, found in sorted(meetings.items())
        if any(m.pk in there for m in found)
    ]


def _sealed(meeting):
    register = getattr(meeting, "register", None)
    return register is not None and register.is_sealed


def day_of(enrolment: Enrolment, on: date) -> Day | None:
    """That day of the person; None when they were not there."""
    return next((one for one in days_of(enrolment) if one.on == on), None)


def declaration_sheet(enrolment: Enrolment, day: Day, language) -> dict[str, Any]:
    """What the declaration says, for the Typst template."""
    with translation.override(language):
        return _sheet(enrolment, day) | {"language": language}


def _sheet(enrolment, day):
    edition, today = enrolment.edition, timezone.localdate()
    template = template_for(kind_for(edition))
    meetings = {one.pk: one for one in Session.objects.filter(edition=edition).select_related("register", "venue")}
    rows = [_row(row, meetings[row.session_id], edition.zone) for row in day.rows]
    return {
        "title": _("Declaration of presence"),
        "date": [today.year, today.month, today.day],
        "issuer": template.issuer if template else "Convergenze APS",
        "statement": _statement(enrolment, day.on),
        "head": [_("Meeting"), pgettext("hour", "From"), pgettext("hour", "To"), _("Where"), _("Hours")],
        "rows": rows,
        "total": _("In all: %(hours)s") % {"hours": hours(day.minutes)},
        "registers_title": _("Sealed registers (SHA-256)"),
        "registers": [
            f"{meetings[row.session_id].title}: {meetings[row.session_id].register.digest}" for row in day.rows
        ],
        "signed": f"{template.place if template else 'Bologna'}, {day_long(today)}",
        "signatory": template.signatory if template else "",
        "signatory_role": template.signatory_role if template else "",
        "note": _("Made from the sealed registers of the School on request of the person, for their employer."),
        "logo_alt": "Convergenze",
    }  # fmt: skip


def _statement(enrolment, on):
    words = _("It is declared that %(name)s (%(body)s) was present on %(day)s at “%(edition)s” (%(code)s).")
    return words % {
        "name": enrolment.name, "body": enrolment.organisation.name, "day": day_long(on),
        "edition": enrolment.edition.title, "code": enrolment.edition.code,
    }  # fmt: skip


def _row(row, meeting, zone):
    came, went = row.in_at or meeting.starts_at, row.out_at or meeting.ends_at
    where = str(Mode.ONLINE.label) if row.mode == Mode.ONLINE else str(meeting.venue or "–")
    clock = [date_format(one.astimezone(zone), "TIME_FORMAT") for one in (came, went)]
    return [meeting.title, *clock, where, hours(row.minutes)]
