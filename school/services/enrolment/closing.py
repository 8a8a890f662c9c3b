"""The ends of an edition: whether it goes ahead, called off, concluded. Enrolments follow in the same transaction."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convergenze.core.errors import Busy
from convergenze.history import services as history
from school.choices.catalogue import EditionStatus
from school.choices.enrolment import EnrolmentStatus as S
from school.models import Edition, Enrolment
from school.queries.hours import open_registers
from school.queries.outcomes import outcomes_in
from school.services.enrolment.desk import PROMOTING, Desk, desk_of
from school.workflow.editions import edition_workflow


def decide(*, edition, goes_ahead, reason, by):
    """Say whether the edition goes ahead; if not it is cancelled, and everybody is told why."""
    if not reason.strip():
        raise ValidationError({"reason": _("Write a reason: it stays in the history.")})
    with desk_of(edition, by=by) as desk:
        if not by.has_perm("school.run_enrolments", desk.edition):
            raise PermissionDenied
        desk.edition.goes_ahead = goes_ahead
        decided = history.save(desk.edition, by=by, verb="decide", reason=reason.strip())
        if not goes_ahead:
            decided = edition_workflow.perform(decided, "cancel", by=by, answers={"reason": reason})
        desk.edition = decided
    return decided


def cancel_edition(*, edition, reason, by):
    """Call the edition off: everybody who is still in it is told why, and their calendars let go of it."""
    return _move(edition, "cancel", {"reason": reason}, by)


def conclude(*, edition, by):
    """Close the edition: who met what it asks for has completed it, the others have not."""
    return _move(edition, "conclude", {}, by)


def _move(edition, name, answers, by):
    with desk_of(edition, by=by) as desk:
        desk.edition = edition_workflow.perform(desk.edition, name, by=by, answers=answers)
    return desk.edition


@edition_workflow.requires("conclude")
def every_register_is_sealed(edition):
    """Who is in no register yet is not absent: nobody's hours are known before."""
    found = open_registers(edition).count()
    if found:
        yield ngettext(
            "%(n)d register is still open: seal it.", "%(n)d registers are still open: seal them.", found
        ) % {"n": found}


@edition_workflow.then("cancel")
def everybody_leaves(edition, *, by, answers):
    """Whoever is still in a cancelled edition is taken off it."""
    _take_off(Desk(edition, by=by), S.active(), answers["reason"])


@edition_workflow.then("conclude")
def everybody_has_an_outcome(edition, *, by, answers):
    """Confirmed people complete the edition or not; who still waits for something is told that it is over."""
    desk = Desk(edition, by=by)
    _take_off(desk, tuple(set(S.active()) - {S.CONFIRMED}), _("The edition is over."))
    for outcome in outcomes_in(edition):
        if outcome.enrolment.status != S.CONFIRMED:
            continue
        desk.step(
            desk.fetch(outcome.enrolment),
            S.COMPLETED if outcome.completes else S.NOT_COMPLETED,
            reason="; ".join(outcome.missing),
            attended_minutes=outcome.hours.attended,
            planned_minutes=outcome.hours.due,
        )


def _take_off(desk, states, reason):
    for pk in Enrolment.objects.filter(edition=desk.edition, status__in=states).values_list("pk", flat=True):
        desk.step(desk.fetch(Enrolment(pk=pk)), S.REMOVED, reason=reason)


def sweep(*, edition=None):
    """Let offers expire and promote, edition by edition; returns the editions that were looked at.

    One that others hold now is left to the next sweep: whatever happens there sweeps it too.
    """
    now = timezone.now()
    ran_out = Enrolment.objects.filter(status=S.OFFERED, offer_expires_at__lte=now).values("edition")
    waiting = Enrolment.objects.filter(status=S.WAITLISTED).values("edition")
    offering = Q(pk__in=waiting, status__in=EditionStatus.living(), waitlist__in=PROMOTING)
    rows = Edition.objects.filter(Q(pk__in=ran_out) | offering).order_by("pk")
    swept = []
    for one in rows.filter(pk=edition.pk) if edition else rows:
        try:
            with desk_of(one):
                swept.append(one)
        except Busy:
            continue
    return swept
