"""A procedure goes from stage to stage, each kind on its own path; the legal acts stay where they are."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convergenze.workflow import Move, Workflow
from missions.choices.governance import ProcedureKind, stages_of
from missions.choices.governance import ProcedureStage as S


class StagedWorkflow(Workflow):
    """One move per stage, named by it; a page offers only the next one of the procedure's kind, and stopping."""

    def moves_for(self, record, user):
        """The next stage of this kind, and stopping, as far as ``user`` may make them."""
        return [move for move in super().moves_for(record, user) if move.target in (record.next_stage, S.STOPPED)]


def _reach(procedure, *, by, answers):
    """The stage is written as done today; the service writes over it what the act says."""
    step = procedure.steps.filter(stage=procedure.status).first() or procedure.steps.model(procedure=procedure)
    step.stage, step.done_on = procedure.status, timezone.localdate()
    step.save()


def _before(stage):
    """Every stage that comes right before ``stage`` on the path of some kind."""
    paths = [list(stages_of(kind)) for kind in ProcedureKind]
    found = {path[path.index(stage) - 1] for path in paths if stage in path[1:]}
    return tuple(one for one in S if one in found)


procedure_workflow = StagedWorkflow(
    S,
    (S.INITIATIVE,),
    *(
        Move(stage.value, _before(stage), stage, "missions.advance_procedure", effect=_reach, label=stage.label)
        for stage in S
        if _before(stage)
    ),
    Move(
        "stop",
        tuple(stage for stage in S if stage not in S.ends()),
        S.STOPPED,
        "missions.stop_procedure",
        asks=("reason",),
        label=_("Stop the procedure"),
        tone="danger",
    ),
)


@procedure_workflow.requires(S.OPENED)
def somebody_is_responsible(procedure):
    if not procedure.responsible.strip():
        yield _("Name the person responsible (RUP).")


@procedure_workflow.requires(S.NOTICE_PUBLISHED)
def the_notice_has_an_address(procedure):
    if not procedure.notice_url:
        yield _("Write the address of the notice.")


def it_is_the_next_stage(stage):
    """The requirement that the paths of kinds are not mixed."""

    def follows(procedure):
        if procedure.next_stage != stage:
            yield _("This is not the next stage of this kind of procedure.")

    return follows


for _move in list(procedure_workflow.moves.values()):
    if _move.name != "stop":
        procedure_workflow.requires(_move.name)(it_is_the_next_stage(_move.target))
