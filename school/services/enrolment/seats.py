"""Seats: offered, accepted, given first to somebody, more or fewer of them."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convergenze.core.errors import MoveRefused
from convergenze.history import services as history
from school.choices.enrolment import EnrolmentStatus as S
from school.models import SeatPool
from school.services.enrolment.desk import desk_of


def accept(*, enrolment, by):
    """Take the seat that is offered. An offer that ran out has expired by the time this looks at it."""
    with desk_of(enrolment.edition, by=by) as desk:
        return desk.step(desk.moving(enrolment, "accept"), S.CONFIRMED)


def offer(*, enrolment, by):
    """Offer a free seat to somebody on the waiting list: the School chooses whom."""
    with desk_of(enrolment.edition, by=by) as desk:
        found = desk.moving(enrolment, "offer")
        if desk.is_too_late:
            raise MoveRefused([_("It is too late: no seat is offered any more.")])
        return desk.offer(found)


def prioritise(*, enrolment, priority, reason, by):
    """Let somebody who waits go before others (a higher number first), with the reason; 0 puts them back."""
    if priority and not reason.strip():
        raise ValidationError({"reason": _("Write why this person goes first.")})
    with desk_of(enrolment.edition, by=by) as desk:
        found = desk.fetch(enrolment)
        if not by.has_perm("school.prioritise_enrolment", found):
            raise PermissionDenied
        if found.status != S.WAITLISTED:
            state = found.get_status_display()
            raise MoveRefused([_("Only who waits has a turn: this is now “%(state)s”.") % {"state": state}])
        kept = reason.strip()[:300] if priority else ""
        return desk.step(found, S.WAITLISTED, reason=reason.strip(), priority=priority, priority_reason=kept)


def change_capacity(*, pool, capacity, by):
    """More or fewer seats (None: no limit); never fewer than are taken. New ones go at once to who waits."""
    with desk_of(pool.edition, by=by) as desk:
        if not by.has_perm("school.run_enrolments", desk.edition):
            raise PermissionDenied
        found = desk.pools[pool.pk]
        taken = desk.taken(found)
        if capacity is not None and capacity < taken:
            words = ngettext(
                "%(n)d seat is taken: there cannot be fewer.", "%(n)d seats are taken: there cannot be fewer.", taken
            )
            raise ValidationError({"capacity": words % {"n": taken}})
        changes = {"capacity": [found.capacity, capacity]}
        SeatPool.objects.filter(pk=found.pk).update(capacity=capacity)
        found.capacity = capacity
        history.record(desk.edition, "change_capacity", by=by, changes=changes, pool=found.name)
    return found
