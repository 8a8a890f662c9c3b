"""Writes on procedures: stages and deadlines. The platform records; it does not replace the legal act."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.core.errors import MoveRefused
from convergenze.core.rules_glue import require
from convergenze.history import services as history
from missions.models import Procedure, ProcedureStep
from missions.workflow import procedure_workflow


@transaction.atomic
def save_procedure(*, procedure, by, links=None, expected_version=None):
    """Save a procedure; a new one is written by its authority's or the mission's people. Returns it.

    Raises ``PermissionDenied``, ``ValidationError``, ``StaleRecord``.
    """
    if procedure._state.adding and not (
        by.has_perm("missions.prepare_mission", procedure.mission)
        or by.has_perm("actors.change_actor", procedure.authority)
    ):
        raise PermissionDenied
    return history.save(procedure, by=by, links=links or {}, expected_version=expected_version)


@transaction.atomic
def advance_procedure(*, procedure, by, done_on=None, document="", note=""):
    """Bring a procedure to the next stage of its kind, with the day and the document that say so; return it.

    Raises ``MoveRefused``, ``PermissionDenied``, ``ValidationError`` (a day to come, a day before the last stage).
    """
    locked = Procedure.objects.select_for_update().get(pk=procedure.pk)
    stage, done_on = locked.next_stage, done_on or timezone.localdate()
    if stage is None:
        raise MoveRefused([_("This procedure is over: there is no next stage.")])
    _require_in_order(locked, done_on)
    moved = procedure_workflow.perform(locked, stage, by=by)
    _write_step(moved, stage, done_on=done_on, document=document, note=note)
    return moved


def _require_in_order(procedure, done_on):
    if done_on > timezone.localdate():
        raise ValidationError({"done_on": _("This day has not come yet: write the day on which it was done.")})
    last = procedure.steps.exclude(done_on=None).order_by("-done_on").first()
    if last and done_on < last.done_on:
        raise ValidationError(
            {"done_on": _("The stage before was reached on %(day)s: write a later day.") % {"day": last.done_on}}
        )


@transaction.atomic
def set_deadlines(*, procedure, deadlines, by):
    """Write the deadlines {stage: day or None} of stages that are still to come; return the steps.

    Raises ``PermissionDenied``, ``ValidationError`` for a stage that this kind does not have.
    """
    require(by, "missions.change_procedure", procedure)
    before = dict(procedure.steps.values_list("stage", "due_on"))
    for stage, due_on in deadlines.items():
        if stage not in procedure.path:
            raise ValidationError(_("This kind of procedure has no such stage."))
        if due_on != before.get(stage):
            _write_step(procedure, stage, due_on=due_on)
    after = dict(procedure.steps.values_list("stage", "due_on"))
    if (was := _days(before)) != (now := _days(after)):
        history.record(procedure, "set_deadlines", by=by, changes={"deadlines": [was, now]})
    return list(procedure.steps.all())


def _write_step(procedure, stage, **values):
    step = procedure.steps.filter(stage=stage).first() or ProcedureStep(procedure=procedure, stage=stage)
    for name, value in values.items():
        setattr(step, name, value)
    step.full_clean()
    step.save()


def _days(deadlines):
    return [f"{stage}: {day.isoformat()}" for stage, day in deadlines.items() if day]
