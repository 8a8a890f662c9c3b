"""Writes on bodies, their seats and their meetings."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from convergenze.core.rules_glue import require
from convergenze.history import services as history
from missions.models import Attendance, Meeting, Seat
from missions.workflow import meeting_workflow


@transaction.atomic
def add_body(*, body, by, seats=()):
    """Save an unsaved body of a mission with its unsaved ``seats``; return it.

    Raises ``PermissionDenied``, ``ValidationError``.
    """
    require(by, "missions.govern_mission", body.mission)
    history.save(body, by=by)
    for seat in seats:
        seat.body = body
        add_seat(seat=seat, by=by)
    return body


@transaction.atomic
def add_seat(*, seat, by):
    """Save an unsaved seat; the body's history tells it. Raises ``PermissionDenied``, ``ValidationError``."""
    require(by, "missions.seat_body", seat.body)
    history.save(seat, by=by)
    changes = {"seats": [None, [seat.pk]], "role": [None, str(seat.get_role_display())]}
    history.record(seat.body, "add_seat", by=by, changes=changes)
    return seat


@transaction.atomic
def remove_seat(*, seat, by):
    """Take away a seat that was never called to a meeting; others get an end date (``ValidationError`` says so)."""
    require(by, "missions.seat_body", seat.body)
    if seat.attendances.exists():
        raise ValidationError(_("This seat was at meetings: write until when it lasted instead of removing it."))
    changes = {"actor": [seat.actor_id, None], "role": [str(seat.get_role_display()), None]}
    history.record(seat.body, "remove_seat", by=by, changes=changes)
    seat.delete()


@transaction.atomic
def call_meeting(*, meeting, by):
    """Save an unsaved meeting; return it. Raises ``PermissionDenied``, ``ValidationError``."""
    require(by, "missions.convene_body", meeting.body)
    return history.save(meeting, by=by)


@transaction.atomic
def write_attendance(*, meeting, rows, by):
    """Write who was there: ``rows`` is {seat: (presence, who came)}; a seat without presence is left out.

    Returns the rows as kept. Raises ``ValidationError`` for a seat of another body.
    """
    require(by, "missions.change_meeting", meeting)
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    before = _presences(meeting)
    for seat, (presence, came) in rows.items():
        _write_one(meeting, seat, presence, came)
    after = _presences(meeting)
    if before != after:
        history.record(meeting, "write_attendance", by=by, changes={"presence": [len(before), len(after)]})
    return list(meeting.attendances.all())


def _write_one(meeting, seat, presence, came):
    if seat.body_id != meeting.body_id:
        raise ValidationError(_("A seat of another body cannot be at this meeting."))
    found = Attendance.objects.filter(meeting=meeting, seat=seat).first() or Attendance(meeting=meeting, seat=seat)
    if not presence:
        if found.pk:
            found.delete()
        return
    found.presence, found.came = presence, came
    found.full_clean()
    found.save()


def _presences(meeting):
    return {(row.seat_id, row.presence, row.came) for row in meeting.attendances.all()}


@transaction.atomic
def hold_meeting(*, meeting, by, minutes="", attendance=None):
    """Say that a meeting was held, with its minutes and attendance (see ``write_attendance``); return it as stored.

    An unsaved meeting is called first. Raises ``MoveRefused``, ``PermissionDenied``, ``ValidationError``.
    """
    if meeting._state.adding:
        call_meeting(meeting=meeting, by=by)
    if minutes:
        require(by, "missions.change_meeting", meeting)
        meeting.minutes = minutes
        history.save(meeting, by=by)
    if attendance:
        write_attendance(meeting=meeting, rows=attendance, by=by)
    return meeting_workflow.perform(meeting, "hold", by=by)


@transaction.atomic
def seat_everybody(*, body, actors, by, role="member"):
    """Give every one of ``actors`` that has none yet a seat in ``body``; return the new seats."""
    there = set(body.seats.valid().values_list("actor_id", flat=True))
    missing = [actor for actor in actors if actor.pk not in there]
    return [add_seat(seat=Seat(body=body, actor=actor, role=role), by=by) for actor in missing]
