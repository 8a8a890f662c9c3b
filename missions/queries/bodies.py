"""Bodies with who sits in them and when they meet; who was at a meeting."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from actors.choices import Family
from missions.choices.governance import MeetingStatus, SeatRole
from missions.models import Attendance, Body, Meeting, Seat

ROLES = list(SeatRole)


@dataclass(frozen=True)
class FamilySeats:
    """The seats of one family of actors; ``family`` is "" for people who sit for nobody."""

    family: str
    label: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True)
class BodyCard:
    """A body as a reader sees it; ``chair``: the first seat that presides."""

    body: Body
    groups: tuple[FamilySeats, ...]
    next_meeting: Meeting | None
    last_meeting: Meeting | None

    @property
    def seats(self) -> int:
        """How many seats the reader sees."""
        return sum(len(group.seats) for group in self.groups)

    @property
    def chair(self) -> Seat | None:
        """Who presides, as far as the reader may know."""
        held = (seat for group in self.groups for seat in group.seats)
        return next((seat for seat in held if seat.role == SeatRole.CHAIR), None)


def body_cards(bodies: Iterable[Body], user: Any) -> list[BodyCard]:
    """A card for each of ``bodies``; three queries, whatever their number."""
    bodies = list(bodies)
    seats = list(Seat.objects.visible_to(user).valid().filter(body__in=bodies).order_by("actor__name", "pk"))
    meetings = Meeting.objects.visible_to(user).filter(body__in=bodies)
    now = timezone.now()
    planned = list(meetings.filter(status=MeetingStatus.PLANNED, starts_at__gte=now).order_by("starts_at"))
    held = list(meetings.filter(status=MeetingStatus.HELD).order_by("-starts_at"))
    return [
        BodyCard(body, _groups(seat for seat in seats if seat.body_id == body.pk), _of(body, planned), _of(body, held))
        for body in bodies
    ]


def _of(body, meetings):
    return next((meeting for meeting in meetings if meeting.body_id == body.pk), None)


def _groups(seats) -> tuple[FamilySeats, ...]:
    seats = sorted(seats, key=lambda seat: ROLES.index(SeatRole(seat.role)))
    named = [(family.value, str(family.label)) for family in Family] + [("", "")]
    groups = (
        FamilySeats(code, label, tuple(seat for seat in seats if (seat.actor.family if seat.actor else "") == code))
        for code, label in named
    )
    return tuple(group for group in groups if group.seats)


@dataclass(frozen=True)
class AttendanceLine:
    """A seat and whether it was there; ``row`` is None until that was written."""

    seat: Seat
    row: Attendance | None

    @property
    def presence(self) -> str:
        """The code of the presence; "" until it was written."""
        return self.row.presence if self.row else ""


def attendance_sheet(meeting: Meeting, user: Any) -> list[AttendanceLine]:
    """The seats of the day of the meeting that exist for ``user``, each with its attendance; two queries."""
    day = timezone.localtime(meeting.starts_at).date()
    rows = {row.seat_id: row for row in meeting.attendances.all()}
    seats = Seat.objects.visible_to(user).filter(body=meeting.body_id)
    on_the_day = Q(pk__in=Seat.objects.valid(day).filter(body=meeting.body_id).values("pk"))
    found = sorted(seats.filter(on_the_day | Q(pk__in=rows)), key=lambda seat: ROLES.index(SeatRole(seat.role)))
    return [AttendanceLine(seat, rows.get(seat.pk)) for seat in found]
