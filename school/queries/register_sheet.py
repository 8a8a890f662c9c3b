"""A register as it is printed: to be signed by hand, or as it was filled."""

from django.utils import timezone, translation
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from school.choices.attendance import Presence
from school.queries.registers import is_intact, register_of, roster, tally_of

TEACHING = ("teacher", "facilitator")


def sheet_of(session, *, blank=False):
    """What a register says on paper; ``blank``: before the meeting, with room for signatures."""
    lines, register = roster(session), register_of(session)
    blank = blank or not any(line.row for line in lines)
    tally = tally_of(lines)
    return {
        "language": translation.get_language(),
        "blank": blank,
        "title": _("Attendance register"),
        "facts": list(_facts(session)),
        "head": _head(blank),
        "rows": [_row(place, line, session, blank) for place, line in enumerate(lines, start=1)],
        "totals": "" if blank else _totals(tally),
        "speakers": _speakers(session),
        "signatures": [_("Signature of who taught"), _("Signature of the tutor")],
        "topics": _("What was done"),
        "seal": "" if blank else _seal(register),
        "footer": f"{session.edition.code} · {session.title}",
    }


def _facts(session):
    edition, zone = session.edition, session.edition.zone
    starts, ends = (at.astimezone(zone) for at in (session.starts_at, session.ends_at))
    yield _("Course"), edition.course.title
    yield _("Edition"), f"{edition.title} ({edition.code})"
    yield _("Meeting"), session.title
    yield _("Day"), date_format(starts, "DATE_FORMAT")
    yield _("Hours"), f"{time_format(starts)}–{time_format(ends)} ({edition.time_zone})"
    yield _("Credited minutes"), str(session.credited_minutes)
    place = ", ".join(filter(None, (session.venue.name if session.venue else "", session.room)))
    yield _("Place"), place or session.get_mode_display()


def _head(blank):
    who = [_("No."), _("Name and surname"), pgettext("employer", "Body")]
    if blank:
        return [*who, _("In"), _("Signature in"), _("Out"), _("Signature out")]
    return [*who, _("Presence"), pgettext("duration", "Minutes"), _("In"), _("Out"), _("Written down")]


def _row(place, line, session, blank):
    who = [str(place), line.enrolment.name, line.enrolment.organisation.name]
    if blank:
        return [*who, "", "", "", ""]
    row, zone = line.row, session.edition.zone
    if row is None:
        return [*who, _("not recorded"), "", "", "", ""]
    times = [time_format(at.astimezone(zone)) if at else "" for at in (row.in_at, row.out_at)]
    return [*who, row.get_presence_display(), str(row.minutes), *times, row.get_source_display()]


def _totals(tally):
    told = [f"{label}: {tally.by_presence[value]}" for value, label in Presence.choices]
    return " · ".join([*map(str, told), f"{_('Not recorded')}: {tally.missing}"])


def _speakers(session):
    rows = session.speakers.filter(role__in=TEACHING).select_related("expert")
    return ", ".join(f"{one.expert.name} ({one.get_role_display()})" for one in rows)


def _seal(register):
    if not register.is_sealed:
        return _("The register is not sealed: it may still change.")
    at = date_format(timezone.localtime(register.closed_at), "SHORT_DATETIME_FORMAT")
    told = {"at": at, "who": register.closed_by or "–", "digest": register.digest}
    if not is_intact(register):
        return _("Sealed on %(at)s by %(who)s, but its rows have changed since. SHA-256: %(digest)s") % told
    return _("Sealed on %(at)s by %(who)s. SHA-256 of its rows: %(digest)s") % told
