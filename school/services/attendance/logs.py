"""Presences from the log of an online platform."""

from django.db import transaction

from convergenze.core.rules_glue import require
from school.analysis.presence import cut, minutes_in
from school.choices.attendance import AttendanceSource
from school.choices.catalogue import Mode
from school.services.attendance.marking import Marking, credited, write_rows
from school.services.attendance.registers import hold


@transaction.atomic
def import_log(*, session, spans, by):
    """Write the presences that ``spans`` ({enrolment: [(in, out)]}) give, cut to the meeting; return the rows.

    Whoever was connected outside the meeting only is left as they were. Raises ``PermissionDenied``, ``MoveRefused``.
    """
    require(by, "school.keep_register", session)
    session, register = hold(session)
    markings = [marking for one, times in spans.items() if (marking := _marking(session, one, times))]
    return write_rows(session, register, markings, AttendanceSource.CSV, by)


def _marking(session, enrolment, times):
    inside = cut(times, session.starts_at, session.ends_at)
    if not inside:
        return None
    presence, minutes = credited(session, minutes_in(inside))
    return Marking(enrolment, presence, minutes, mode=Mode.ONLINE, in_at=inside[0][0], out_at=inside[-1][1])
