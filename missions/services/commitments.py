"""Writes on commitments: offering, reporting, and what the clock does every night."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.accounts.services import clock
from convergenze.core.rules_glue import require
from convergenze.history import services as history
from missions.choices.governance import CommitmentStatus
from missions.models import Commitment
from missions.workflow import commitment_workflow

REMIND_BEFORE = (0, 7, 30)  # days before the due day, the nearest first


@dataclass(frozen=True)
class Night:
    """What one night did: commitments that lapsed, and those somebody was reminded of."""

    lapsed: list
    reminded: list


@transaction.atomic
def save_commitment(*, commitment, by, expected_version=None):
    """Save a commitment; a new one is a draft, written for its actor or by the mission's people. Returns it.

    Raises ``PermissionDenied``, ``ValidationError``, ``StaleRecord``.
    """
    if commitment._state.adding and not (
        by.has_perm("missions.prepare_mission", commitment.mission)
        or by.has_perm("actors.change_actor", commitment.actor)
    ):
        raise PermissionDenied
    return history.save(commitment, by=by, expected_version=expected_version)


@transaction.atomic
def offer_commitment(*, commitment, by, signed=""):
    """Save an unsaved commitment and offer it; return it as stored.

    By its signatory's representative; with ``signed`` (what was signed on paper, where) by the mission's steward or an
    officer. Raises ``PermissionDenied``, ``ValidationError``.
    """
    if commitment._state.adding:
        save_commitment(commitment=commitment, by=by)
    if signed:
        return commitment_workflow.perform(commitment, "transcribe", by=by, answers={"reason": signed})
    return commitment_workflow.perform(commitment, "offer", by=by)


@transaction.atomic
def accept_commitment(*, commitment, by):
    """The mission takes the promise. Raises ``MoveRefused``, ``PermissionDenied``."""
    return commitment_workflow.perform(commitment, "accept", by=by)


@transaction.atomic
def report_commitment(*, commitment, quantity_done, by, note=""):
    """Write how much is done so far, which may be all of it; return the commitment.

    Raises ``PermissionDenied``, ``ValidationError`` (nothing was counted, less than nothing).
    """
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    require(by, "missions.report_commitment", locked)
    if locked.quantity is None:
        raise ValidationError(
            {"quantity_done": _("This commitment promises no quantity: say how it was kept instead.")}
        )
    if quantity_done < 0:
        raise ValidationError({"quantity_done": _("Write how much is done, zero or more.")})
    locked.quantity_done = quantity_done
    return history.save(locked, by=by, verb="report", reason=note)


def watch_commitments(on=None):
    """What the clock does at night: let overdue commitments lapse, remind of those that are due soon.

    Twice in one day does no harm; a night that was missed is made good by the next.
    """
    on = on or timezone.localdate()
    late = list(Commitment.objects.alive().to_lapse(on))
    lapsed = [commitment_workflow.perform(one, "lapse", by=clock()) for one in late]
    return Night(lapsed, [one for one in _due_soon(on) if _remind(one, on)])


def _due_soon(on):
    last = on + timedelta(days=max(REMIND_BEFORE))
    rows = Commitment.objects.alive().filter(status=CommitmentStatus.ACCEPTED, due_on__range=(on, last))
    return rows.exclude(quantity__isnull=False, quantity_done__gte=F("quantity")).order_by("due_on", "pk")


@transaction.atomic
def _remind(commitment, on):
    left = (commitment.due_on - on).days
    step = next(days for days in REMIND_BEFORE if left <= days)
    since = commitment.due_on - timedelta(days=step)
    told = commitment.reminded_at and timezone.localtime(commitment.reminded_at).date()
    if told is not None and told >= since:
        return False
    Commitment.objects.filter(pk=commitment.pk).update(reminded_at=timezone.now())
    history.record(commitment, "remind", by=clock(), days=left)
    return True
