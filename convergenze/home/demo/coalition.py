"""What the coalition of the story did: bodies and meetings, decisions, promises, procedures, what it foresees.

The file tells facts of the past, so states are written as they are told and not reached move by move.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from django.utils import timezone

from actors.models import HistoricalIdentifier
from convergenze.accounts.services import clock
from convergenze.core.visibility import Visibility
from convergenze.history import services as history
from missions.models import (
    Attendance,
    Body,
    Commitment,
    Decision,
    DecisionOption,
    DecisionSubject,
    Intention,
    Meeting,
    Procedure,
    ProcedureStep,
    Scenario,
    Seat,
    Signal,
)
from portfolios.models import Action, ScenarioTrial, Trigger
from portfolios.services.story.actors import SCHEME, identifier

FILE = Path(__file__).parent / "coalizione_case_piene.json"


@dataclass(frozen=True)
class Stage:
    """The mission and portfolio on which the coalition acts, and the file that tells what it did."""

    mission: object
    portfolio: object

    @cached_property
    def told(self):
        """The file."""
        return json.loads(FILE.read_text(encoding="utf-8"))

    @cached_property
    def actors(self):
        """{code of the story: actor}."""
        prefix = identifier(self.mission.slug, "")
        rows = HistoricalIdentifier.objects.filter(scheme=SCHEME, value__startswith=prefix).select_related("actor")
        return {row.value.removeprefix(prefix): row.actor for row in rows}

    @cached_property
    def actions(self):
        """{code: action}."""
        return {action.code: action for action in Action.objects.filter(placements__portfolio=self.portfolio)}

    def record(self, name):
        """ "AZ03", "mission" or "portfolio" as the record it names."""
        return {"mission": self.mission, "portfolio": self.portfolio}.get(name) or self.actions[name]


def gather_coalition(stage):
    """Write everything but sensemaking and conversation (``learning`` has those); return {key: decision}."""
    bodies = {told["key"]: _body(stage, told) for told in stage.told["bodies"]}
    meetings = {told["key"]: _meeting(bodies, stage, told) for told in stage.told["meetings"]}
    decisions = {told["key"]: _decision(meetings, stage, told) for told in stage.told["decisions"]}
    for told in stage.told["commitments"]:
        _commitment(decisions, stage, told)
    for told in stage.told["procedures"]:
        _procedure(stage, told)
    _foresee(stage)
    return decisions


def write(record, **links):
    """``record`` stored for everybody to read, with its many-to-many ``links``."""
    record.visibility = Visibility.PUBLIC
    return history.save(record, by=clock(), links=links or None)


def _fields(told, *left_out):
    return {name: value for name, value in told.items() if name not in left_out}


def _body(stage, told):
    body = write(Body(mission=stage.mission, **_fields(told, "key", "seats", "starts_on")))
    for code, role in told["seats"]:
        Seat.objects.create(body=body, actor=stage.actors[code], role=role, starts_on=told["starts_on"])
    return body


def _meeting(bodies, stage, told):
    body = bodies[told["body"]]
    times = {name: _moment(told[name]) for name in ("starts_at", "ends_at")}
    fields = _fields(told, "key", "body", "present", "excused", "starts_at", "ends_at")
    meeting = write(Meeting(body=body, **times, **fields))
    seats = {seat.actor_id: seat for seat in body.seats.all()}
    for presence in ("present", "excused"):
        for code in told[presence]:
            Attendance.objects.create(meeting=meeting, seat=seats[stage.actors[code].pk], presence=presence)
    return meeting


def _moment(text):
    return timezone.make_aware(datetime.fromisoformat(text))


def _decision(meetings, stage, told):
    meeting = meetings[told["meeting"]]
    fields = _fields(told, "key", "meeting", "options", "about")
    decision = write(Decision(mission=stage.mission, body=meeting.body, meeting=meeting, **fields))
    for order, (text, chosen) in enumerate(told["options"], start=1):
        DecisionOption.objects.create(decision=decision, text=text, is_chosen=chosen, order=order)
    for name in told["about"]:
        DecisionSubject.objects.create(decision=decision, subject=stage.record(name))
    return decision


def _commitment(decisions, stage, told):
    fields = _fields(told, "actor", "decision", "about")
    write(
        Commitment(
            mission=stage.mission,
            actor=stage.actors[told["actor"]],
            decision=decisions.get(told.get("decision")),
            subject=stage.record(told["about"]),
            **fields,
        )
    )


def _procedure(stage, told):
    fields = _fields(told, "authority", "participants", "done", "due")
    procedure = Procedure(mission=stage.mission, authority=stage.actors[told["authority"]], **fields)
    write(procedure, participants=[stage.actors[code] for code in told["participants"]])
    for stage_code in {**told["done"], **told["due"]}:
        dates = {"done_on": told["done"].get(stage_code), "due_on": told["due"].get(stage_code)}
        ProcedureStep.objects.create(procedure=procedure, stage=stage_code, **dates)


def _foresee(stage):
    intentions = {
        told["actor"]: write(
            Intention(mission=stage.mission, actor=stage.actors[told["actor"]], **_fields(told, "actor"))
        )
        for told in stage.told["intentions"]
    }
    signals = {
        told["key"]: write(Signal(mission=stage.mission, **_fields(told, "key"))) for told in stage.told["signals"]
    }
    for told in stage.told["scenarios"]:
        scenario = Scenario(mission=stage.mission, **_fields(told, "key", "signals", "trials"))
        write(scenario, signals=[signals[key] for key in told["signals"]])
        for code, (score, reason) in told["trials"].items():
            action = stage.actions[code]
            ScenarioTrial.objects.create(scenario=scenario, action=action, score=score, reason=reason)
    for told in stage.told["triggers"]:
        trigger = Trigger(
            mission=stage.mission,
            signal=signals.get(told.get("signal")),
            **_fields(told, "key", "unlocks", "intention", "signal"),
        )
        met = [intentions[told["intention"]]] if told.get("intention") else []
        write(trigger, unlocks=[stage.actions[code] for code in told["unlocks"]], intentions=met)
