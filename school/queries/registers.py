"""Registers: who is on them, what they say, and the hash that seals them.

The hash of a register is the SHA-256, in hexadecimal, of a JSON text in UTF-8 without spaces and with sorted keys:
``session`` (its public id), ``starts_at`` and ``ends_at`` (universal time, ISO 8601 with "Z"), ``credited_minutes``,
and ``rows``: one list for each recorded person, in the order of the public ids of their enrolments, holding that id,
the presence, the minutes, the mode, the source, the times in and out ("" where there is none) and the note.
No name is in it, so that a person can be forgotten and the register still proves itself. See docs/registers.md.
"""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils import timezone

from school.choices.attendance import Presence
from school.models import Attendance, AttendanceScan, Enrolment, Session, SessionRegister

SHOWN_SCANS = 20


@dataclass(frozen=True)
class Line:
    """A person on a register; ``row`` is None while nothing is recorded."""

    enrolment: Enrolment
    row: Attendance | None


@dataclass(frozen=True)
class Tally:
    """How many of a register are what."""

    total: int
    recorded: int
    by_presence: dict = field(default_factory=dict)

    @property
    def missing(self):
        """People of whom nothing is recorded."""
        return self.total - self.recorded


def register_of(session) -> SessionRegister:
    """The register of a meeting; one that was never opened is not saved."""
    return SessionRegister.objects.filter(session=session).first() or SessionRegister(session=session)


def roster(session) -> list[Line]:
    """Everybody with a seat, and whoever was recorded before they left, by name."""
    rows = {row.enrolment_id: row for row in Attendance.objects.filter(session=session)}
    people = Enrolment.objects.filter(edition=session.edition_id).filter(
        Q(pk__in=Enrolment.objects.admitted().values("pk")) | Q(pk__in=rows)
    )
    people = people.select_related("organisation", "pool", "person").order_by("name", "pk")
    return [Line(one, rows.get(one.pk)) for one in people]


def tally_of(lines) -> Tally:
    """What a register counts up to."""
    recorded = [line.row.presence for line in lines if line.row]
    return Tally(len(lines), len(recorded), {one: recorded.count(one) for one in Presence})


def registers_in(edition):
    """The meetings that are not cancelled, each with its register and how many were ``recorded`` and ``there``."""
    there = Count("attendances", filter=Q(attendances__presence__in=Presence.attended()))
    rows = Session.objects.filter(edition=edition).standing().select_related("register")
    return rows.annotate(recorded=Count("attendances"), there=there).order_by("starts_at", "pk")


def last_scans(session):
    """The codes read last, refused ones too."""
    rows = AttendanceScan.objects.filter(session=session).select_related("enrolment")
    return rows.order_by("-received_at", "-pk")[:SHOWN_SCANS]


def digest_of(session) -> str:
    """The hash of what the register of a meeting says now."""
    rows = Attendance.objects.filter(session=session).order_by("enrolment__public_id")
    told = {
        "session": str(session.public_id),
        "starts_at": _instant(session.starts_at),
        "ends_at": _instant(session.ends_at),
        "credited_minutes": session.credited_minutes,
        "rows": [
            [str(public_id), presence, minutes, mode, source, _instant(in_at), _instant(out_at), note]
            for public_id, presence, minutes, mode, source, in_at, out_at, note in rows.values_list(
                "enrolment__public_id", "presence", "minutes", "mode", "source", "in_at", "out_at", "note"
            )
        ],
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def is_intact(register) -> bool:
    """Whether a sealed register still says what it said when it was sealed."""
    return bool(register.digest) and register.digest == digest_of(register.session)


def _instant(at):
    return at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z") if at else ""


def register_next(edition):
    """The meeting whose register is wanted now: the first that is not over, else the last one."""
    rows = Session.objects.filter(edition=edition).standing().order_by("starts_at", "pk")
    return rows.filter(ends_at__gte=timezone.now()).first() or rows.last()
