"""Procedures read stage by stage: where they are, what is late, what a notice lacks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from missions.choices.governance import ProcedureKind, ProcedureStage
from missions.models import Procedure, ProcedureStep

NOTICE_DAYS = 20  # how long one regional law asks a notice of co-design to stay open
DONE, NOW, LATE, TO_COME = "done", "now", "late", "to_come"


@dataclass(frozen=True)
class StageReading:
    """One stage on the path of a procedure; ``state`` is done, now, late or to_come."""

    stage: ProcedureStage
    state: str
    step: ProcedureStep | None
    is_late: bool

    @property
    def label(self) -> str:
        """The stage in words."""
        return str(self.stage.label)

    @property
    def due_on(self) -> date | None:
        """Its deadline; None without."""
        return self.step.due_on if self.step else None

    @property
    def is_ahead(self) -> bool:
        """Its deadline still counts: not reached yet, or the present stage that is not done."""
        return self.state in (LATE, TO_COME) or (self.state == NOW and not (self.step and self.step.done_on))

    @property
    def state_label(self) -> str:
        """The state in words."""
        return {DONE: _("done"), NOW: _("here now"), LATE: _("late"), TO_COME: _("to come")}[self.state]


@dataclass(frozen=True)
class ProcedureReading:
    """A procedure with its stages; ``warnings``: sentences about what should be looked at."""

    procedure: Procedure
    stages: tuple[StageReading, ...]
    warnings: tuple[str, ...]

    @property
    def is_late(self) -> bool:
        """A deadline has passed."""
        return bool(self.late_stages)

    @property
    def late_stages(self) -> list[StageReading]:
        """Stages whose deadline has passed, the present one included."""
        return [stage for stage in self.stages if stage.is_late]

    @property
    def next_deadline(self) -> StageReading | None:
        """The first deadline still open, passed or not; None without."""
        waiting = [(one.due_on, index) for index, one in enumerate(self.stages) if one.due_on and one.is_ahead]
        return self.stages[min(waiting)[1]] if waiting else None

    @property
    def reached(self) -> int:
        """How many stages it has reached, the present one included."""
        return sum(one.state in (DONE, NOW) for one in self.stages)


def read_procedures(procedures: Iterable[Procedure], on: date | None = None) -> list[ProcedureReading]:
    """A reading of each procedure whose ``steps`` are prefetched; no query."""
    on = on or timezone.localdate()
    return [_reading(procedure, on) for procedure in procedures]


def _reading(procedure: Procedure, on: date) -> ProcedureReading:
    steps = {step.stage: step for step in procedure.steps.all()}
    path = list(procedure.path)
    here = path.index(procedure.status) if procedure.status in path else _last_done(path, steps)
    stages = tuple(_stage(stage, index, here, steps.get(stage), procedure, on) for index, stage in enumerate(path))
    return ProcedureReading(procedure, stages, tuple(_warnings(procedure, stages, steps)))


def _last_done(path, steps) -> int:
    """Where a procedure stood when it was stopped."""
    done = [index for index, stage in enumerate(path) if stage in steps and steps[stage].done_on]
    return max(done, default=0)


def _stage(stage, index, here, step, procedure, on) -> StageReading:
    is_over = procedure.status in ProcedureStage.ends()
    is_past = step is not None and step.done_on is None and step.due_on is not None and step.due_on < on
    is_late = is_past and index >= here and not is_over
    if index < here or (index == here and is_over):
        state = DONE
    elif index == here:
        state = NOW
    else:
        state = LATE if is_late else TO_COME
    return StageReading(stage, state, step, is_late)


def _warnings(procedure, stages, steps):
    for stage in stages:
        if stage.is_late:
            yield _("“%(stage)s” was due on %(day)s.") % {
                "stage": stage.label,
                "day": date_format(stage.due_on, "SHORT_DATE_FORMAT"),
            }
    if (days := notice_days(procedure, steps)) is not None and days < NOTICE_DAYS:
        yield _("The notice is open for %(days)s days: at least %(needed)s are asked for a co-design.") % {
            "days": days,
            "needed": NOTICE_DAYS,
        }


def notice_days(procedure: Procedure, steps: dict) -> int | None:
    """How many days the notice of a co-design is open, from its publication to the applications; None if unknown."""
    if procedure.kind != ProcedureKind.CO_PROGETTAZIONE:
        return None
    published, applied = steps.get(ProcedureStage.NOTICE_PUBLISHED), steps.get(ProcedureStage.APPLICATIONS)
    begin = published and (published.done_on or published.due_on)
    end = applied and (applied.due_on or applied.done_on)
    return (end - begin) // timedelta(days=1) if begin and end else None
