"""The moves of an enrolment, as pages offer them. They are made by ``services.enrolment``, under the edition's lock."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import pgettext_lazy as pgettext

from convergenze.core.errors import MoveRefused
from convergenze.workflow import Move
from school.choices.enrolment import EnrolmentStatus as S

REASON = ("reason",)

MOVES = (
    Move("accept", (S.OFFERED,), S.CONFIRMED, "school.accept_enrolment", label=gettext_lazy("Accept the seat")),
    Move(
        "approve",
        S.awaiting_approval(),
        S.CONFIRMED,
        "school.approve_enrolment",
        label=pgettext("enrolment", "Approve"),
    ),
    Move(
        "decline",
        S.awaiting_approval(),
        S.DECLINED,
        "school.decline_enrolment",
        asks=REASON,
        label=pgettext("enrolment", "Decline"),
        tone="danger",
    ),
    Move(
        "offer",
        (S.WAITLISTED,),
        S.OFFERED,
        "school.offer_enrolment",
        label=gettext_lazy("Offer a seat"),
        tone="secondary",
    ),
    Move(
        "withdraw",
        S.active(),
        S.WITHDRAWN,
        "school.withdraw_enrolment",
        label=pgettext("enrolment", "Give up the place"),
        tone="secondary",
    ),
    Move(
        "remove",
        S.active(),
        S.REMOVED,
        "school.remove_enrolment",
        asks=REASON,
        label=pgettext("enrolment", "Take off the edition"),
        tone="danger",
    ),
)
BY_NAME = {move.name: move for move in MOVES}


def moves_for(enrolment, user):
    """Moves out of the present state that ``user`` may make, whether or not they have to wait."""
    return [move for move in MOVES if enrolment.status in move.source and user.has_perm(move.permission, enrolment)]


def reasons_to_wait(enrolment, name):
    """Sentences of what is missing before the move ``name``; empty when nothing is."""
    if name == "offer" and enrolment.pool.free == 0:
        return [_("No seat is free.")]
    return []


def checklist(enrolment, user):
    """[(move, reasons)] for a page: what the user may do now and what it waits for."""
    return [(move, reasons_to_wait(enrolment, move.name)) for move in moves_for(enrolment, user)]


def check(enrolment, name, *, by, reason=""):
    """Raise ``MoveRefused``, ``PermissionDenied`` or ``ValidationError`` unless ``by`` may make the move now."""
    move = BY_NAME.get(name)
    if move is None:
        raise MoveRefused([_("There is no such move here.")])
    if enrolment.status not in move.source:
        state = enrolment.get_status_display()
        raise MoveRefused([_("This is now “%(state)s”: the move is no longer possible.") % {"state": state}])
    if not by.has_perm(move.permission, enrolment):
        raise PermissionDenied
    move.answers_in({"reason": reason})
    if reasons := reasons_to_wait(enrolment, name):
        raise MoveRefused(reasons)
