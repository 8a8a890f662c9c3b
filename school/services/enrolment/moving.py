"""A move by its name, as a form or the API asks for it."""

from django.utils.translation import gettext as _

from convergenze.core.errors import MoveRefused
from school.services.enrolment import approving, leaving, seats

ACTS = {
    "accept": lambda enrolment, reason, by: seats.accept(enrolment=enrolment, by=by),
    "approve": lambda enrolment, reason, by: approving.approve(enrolment=enrolment, by=by),
    "decline": lambda enrolment, reason, by: approving.decline(enrolment=enrolment, reason=reason, by=by),
    "offer": lambda enrolment, reason, by: seats.offer(enrolment=enrolment, by=by),
    "remove": lambda enrolment, reason, by: leaving.remove(enrolment=enrolment, reason=reason, by=by),
    "withdraw": lambda enrolment, reason, by: leaving.withdraw(enrolment=enrolment, reason=reason, by=by),
}


def perform(*, enrolment, name, by, reason=""):
    """Make the move ``name``. Raises ``MoveRefused``, ``PermissionDenied``, ``ValidationError``, ``Busy``."""
    if name not in ACTS:
        raise MoveRefused([_("There is no such move here.")])
    return ACTS[name](enrolment, reason, by)
