"""Leaving: the seat goes to the next who waits, in the same transaction."""

from school.choices.enrolment import EnrolmentStatus as S
from school.services.enrolment.desk import desk_of


def withdraw(*, enrolment, reason="", by):
    """Give up a request, a turn, an offer or a seat."""
    with desk_of(enrolment.edition, by=by) as desk:
        return desk.step(desk.moving(enrolment, "withdraw"), S.WITHDRAWN, reason=reason.strip())


def remove(*, enrolment, reason, by):
    """Take somebody off the edition, with the reason that the person reads."""
    with desk_of(enrolment.edition, by=by) as desk:
        return desk.step(desk.moving(enrolment, "remove", reason=reason), S.REMOVED, reason=reason.strip())
