"""Writes on what may come: intentions, signals, scenarios."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from convergenze.core.rules_glue import require
from convergenze.core.visibility import with_unseen
from convergenze.history import services as history
from missions.workflow import signal_workflow


@transaction.atomic
def declare_intention(*, intention, by):
    """Save a new intention of an actor for whom ``by`` writes, on a mission or a challenge; return it.

    Raises ``ValidationError``.
    """
    if intention.mission_id is None and intention.challenge_id is None:
        raise ValidationError({"mission": _("Say on which mission or on which challenge the actor would act.")})
    if not by.has_perm("missions.declare_intention", intention):
        raise ValidationError({"actor": _("You do not write for this actor: choose one of yours.")})
    return history.save(intention, by=by)


@transaction.atomic
def capture_signal(*, signal, by):
    """Save a new signal; impact and uncertainty given by who may assess it assess it at once. Returns it."""
    history.save(signal, by=by)
    weighed = signal.impact is not None and signal.uncertainty is not None
    if weighed and by.has_perm("missions.assess_signal", signal):
        return signal_workflow.perform(signal, "assess", by=by)
    return signal


@transaction.atomic
def assess_signal(*, signal, impact, uncertainty, by):
    """Write impact and uncertainty (1 to 5); a captured signal becomes assessed. Returns it.

    Raises ``ValidationError``, ``PermissionDenied``.
    """
    require(by, "missions.assess_signal", signal)
    signal.impact, signal.uncertainty = impact, uncertainty
    history.save(signal, by=by, verb="weigh")
    if signal.status == signal_workflow.starts[0]:
        return signal_workflow.perform(signal, "assess", by=by)
    return signal


@transaction.atomic
def link_signal(*, signal, by, mission=None, challenge=None):
    """Tie an assessed signal to what it changes, and say that it is linked. Returns it.

    Raises ``ValidationError`` (nothing chosen), ``MoveRefused``, ``PermissionDenied``.
    """
    require(by, "missions.link_signal", signal)
    if mission is None and challenge is None:
        raise ValidationError(_("Choose the mission or the challenge that this signal changes."))
    signal.mission, signal.challenge = mission or signal.mission, challenge or signal.challenge
    history.save(signal, by=by)
    if signal.status in signal_workflow.moves["link"].source:
        return signal_workflow.perform(signal, "link", by=by)
    return signal


@transaction.atomic
def write_scenario(*, scenario, by, signals=None, expected_version=None):
    """Save a scenario of a mission that ``by`` writes, with the signals behind it (None: as they are). Returns it."""
    if not by.has_perm("missions.write_scenario", scenario):
        raise PermissionDenied
    links = {} if signals is None else {"signals": with_unseen(scenario, "signals", signals, by)}
    return history.save(scenario, by=by, links=links, expected_version=expected_version)
