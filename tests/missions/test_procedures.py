"""Procedures go from stage to stage, each kind on its own path."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from convergenze.core.errors import MoveRefused
from missions import queries, services
from missions.models import Procedure
from missions.workflow import procedure_workflow
from tests.factories.governance import ProcedureFactory, ProcedureStepFactory

DAY = dt.timedelta(days=1)
# Typed by hand from the domain study, 2.4 (art. 55 CTS, DM 72/2021).
CO_DESIGN = (
    "initiative opened notice_published applications selection design_table final_project convention running reported "
    "concluded"
).split()
CO_PROGRAMMING = ("initiative opened notice_published applications table_sessions summary_document concluded").split()


def _ready(**values):
    return ProcedureFactory(responsible="Ing. Rossi", notice_url="https://comune.example.it/avviso", **values)


@pytest.mark.parametrize(("kind", "path"), [("co_progettazione", CO_DESIGN), ("co_programmazione", CO_PROGRAMMING)])
def test_a_procedure_goes_its_own_way_to_the_end(kind, path, olga):
    procedure = _ready(kind=kind)
    went = [procedure.status]
    while procedure.next_stage:
        procedure = services.advance_procedure(procedure=procedure, by=olga)
        went.append(procedure.status)
    assert went == path
    with pytest.raises(MoveRefused, match="This procedure is over"):
        services.advance_procedure(procedure=procedure, by=olga)


def test_a_stage_of_another_kind_is_refused(olga):
    procedure = _ready(kind="patto_di_collaborazione", status="opened")
    assert procedure.next_stage == "table_sessions"
    with pytest.raises(MoveRefused, match="not the next stage"):
        procedure_workflow.perform(procedure, "notice_published", by=olga)


def test_each_stage_keeps_day_document_and_note(olga):
    procedure = _ready()
    day = timezone.localdate() - 3 * DAY
    services.advance_procedure(
        procedure=procedure, by=olga, done_on=day, document="https://comune.example.it/atto", note="Det. 7"
    )
    step = procedure.steps.get()
    assert (step.stage, step.done_on, step.document, step.note) == (
        "opened", day, "https://comune.example.it/atto", "Det. 7",
    )  # fmt: skip


def test_a_move_without_a_day_is_of_today(olga):
    procedure = _ready()
    procedure_workflow.perform(procedure, "opened", by=olga)
    assert procedure.steps.get().done_on == timezone.localdate()


def test_days_run_forward(olga):
    procedure = _ready()
    services.advance_procedure(procedure=procedure, by=olga, done_on=timezone.localdate() - DAY)
    for day, words in [(timezone.localdate() + DAY, "not come yet"), (timezone.localdate() - 2 * DAY, "a later day")]:
        with pytest.raises(ValidationError, match=words):
            services.advance_procedure(procedure=procedure, by=olga, done_on=day)
    assert Procedure.objects.get().status == "opened"


def test_opening_asks_for_the_responsible_and_publishing_for_the_address(olga):
    procedure = ProcedureFactory()
    with pytest.raises(MoveRefused, match="Name the person responsible"):
        services.advance_procedure(procedure=procedure, by=olga)
    procedure = ProcedureFactory(status="opened")
    with pytest.raises(MoveRefused, match="Write the address of the notice"):
        services.advance_procedure(procedure=procedure, by=olga)


def test_who_is_not_of_the_proceeding_body_does_not_bring_it_on(bruno):
    with pytest.raises(PermissionDenied):
        services.advance_procedure(procedure=_ready(visibility="public"), by=bruno)


def test_stopping_keeps_the_reason_and_what_was_reached(olga):
    procedure = _ready()
    services.advance_procedure(procedure=procedure, by=olga)
    procedure_workflow.perform(procedure, "stop", by=olga, answers={"reason": "Ricorso."})
    [reading] = queries.read_procedures(Procedure.objects.prefetch_related("steps"))
    assert [stage.state for stage in reading.stages[:3]] == ["done", "done", "to_come"]
    assert reading.procedure.status == "stopped"


def test_deadlines_that_passed_are_told(olga):
    procedure = _ready(status="notice_published")
    late, soon = timezone.localdate() - DAY, timezone.localdate() + DAY
    services.set_deadlines(procedure=procedure, deadlines={"applications": late, "selection": soon}, by=olga)
    [reading] = queries.read_procedures([procedure])
    assert [(one.stage.value, one.state) for one in reading.stages[2:5]] == [
        ("notice_published", "now"), ("applications", "late"), ("selection", "to_come"),
    ]  # fmt: skip
    assert reading.next_deadline.stage == "applications"
    assert reading.is_late
    assert list(Procedure.objects.late()) == [procedure]


def test_the_present_stage_is_late_when_it_takes_too_long(db):
    step = ProcedureStepFactory(procedure__status="design_table", stage="design_table", due_on=dt.date(2026, 1, 1))
    [reading] = queries.read_procedures([step.procedure])
    assert [(one.stage.value, one.state) for one in reading.late_stages] == [("design_table", "now")]
    assert reading.next_deadline.stage == "design_table"
    assert list(Procedure.objects.late()) == [step.procedure]


def test_a_stopped_procedure_is_never_late(db):
    step = ProcedureStepFactory(procedure__status="stopped", due_on=dt.date(2020, 1, 1), stage="applications")
    [reading] = queries.read_procedures([step.procedure])
    assert not reading.is_late
    assert list(Procedure.objects.late()) == []


def test_a_deadline_for_a_stage_the_kind_does_not_have_is_refused(olga):
    with pytest.raises(ValidationError, match="no such stage"):
        services.set_deadlines(procedure=_ready(), deadlines={"table_sessions": None}, by=olga)


NOTICES = [
    ("co_progettazione", 12, ["The notice is open for 12 days: at least 20 are asked for a co-design."]),
    ("co_progettazione", 20, []),
    ("bando_contributi", 12, []),
]


@pytest.mark.parametrize(("kind", "days", "told"), NOTICES)
def test_a_short_notice_of_co_design_is_told(kind, days, told, db):
    procedure = _ready(kind=kind, status="notice_published")
    begin = timezone.localdate()
    ProcedureStepFactory(procedure=procedure, stage="notice_published", done_on=begin)
    ProcedureStepFactory(procedure=procedure, stage="applications", due_on=begin + days * DAY)
    [reading] = queries.read_procedures([procedure])
    assert list(reading.warnings) == told
