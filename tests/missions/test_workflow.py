"""The state machines, typed by hand once more from the domain study, 2.4."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from convergenze.accounts.services import clock
from convergenze.core.errors import MoveRefused
from missions.workflow import challenge_workflow, measurement_workflow, mission_workflow
from tests.factories.actors import ActorFactory, TerritoryFactory
from tests.factories.governance import BodyFactory, CommitmentFactory
from tests.factories.missions import (
    ChallengeFactory,
    ChallengeStanceFactory,
    CriterionAssessmentFactory,
    IndicatorFactory,
    MeasurementFactory,
    MissionFactory,
    ObjectiveFactory,
)
from tests.factories.notes import EvidenceFactory

# anna: owner's representative · chiara: author of the challenge · sara: steward · olga: officer · marta: manager
CHALLENGE_MOVES = {
    "draft": {"chiara": "propose", "olga": "propose merge", "marta": "propose merge"},
    "proposed": {"olga": "frame return merge", "marta": "frame return merge"},
    "framing": {"olga": "adopt return merge", "marta": "adopt return merge"},
    "adopted": {"olga": "archive merge", "marta": "archive merge"},
    "missions_running": {"olga": "archive merge", "marta": "archive merge"},
    "archived": {},
    "returned": {"chiara": "redraft", "olga": "redraft merge", "marta": "redraft merge"},
    "merged": {},
}
STEER = {
    "candidate": "co_design discontinue",
    "co_design": "adopt discontinue",
    "adopted": "activate discontinue",
    "active": "review complete close discontinue",
    "under_review": "resume complete close discontinue",
    "completed_met": "",
    "completed_not_met": "",
    "discontinued": "",
}
MISSION_MOVES = {
    "concept": {
        "anna": "propose",
        "sara": "propose discontinue",
        "olga": "propose",
        "marta": "propose discontinue",
    },
    **{state: {"sara": moves, "marta": moves} for state, moves in STEER.items()},
}
MEASUREMENT_MOVES = {
    "draft": {"anna": "submit"},
    "submitted": {"sara": "return approve", "olga": "return approve", "marta": "return approve"},
    "returned": {"anna": "submit"},
    "approved": {},
}
EVERYBODY = ["guest", "anna", "bruno", "chiara", "sara", "olga", "marta", "ada"]


def _table(moves):
    return [(state, who, by.get(who, "").split()) for state, by in moves.items() for who in EVERYBODY]


def _names(workflow, record, user):
    return sorted(move.name for move in workflow.moves_for(record, user))


@pytest.mark.parametrize(("state", "who", "moves"), _table(CHALLENGE_MOVES))
def test_who_may_move_a_challenge(state, who, moves, cast, municipality):
    challenge = ChallengeFactory(status=state, owner=municipality, created_by=cast["chiara"], visibility="public")
    assert _names(challenge_workflow, challenge, cast[who]) == sorted(moves)


@pytest.mark.parametrize(("state", "who", "moves"), _table(MISSION_MOVES))
def test_who_may_move_a_mission(state, who, moves, cast, mission):
    mission.status = state
    assert _names(mission_workflow, mission, cast[who]) == sorted(moves)


@pytest.mark.parametrize(("state", "who", "moves"), _table(MEASUREMENT_MOVES))
def test_who_may_move_a_measurement(state, who, moves, cast, mission):
    anna = cast["anna"]
    measurement = MeasurementFactory(
        indicator__objective__mission=mission,
        status=state,
        created_by=anna,
        submitted_by=anna if state != "draft" else None,
    )
    assert _names(measurement_workflow, measurement, cast[who]) == sorted(moves)


def test_only_the_clock_sets_a_challenge_running(cast):
    challenge = ChallengeFactory(status="adopted")
    assert "run" in _names(challenge_workflow, challenge, clock())
    for who in EVERYBODY:
        assert "run" not in _names(challenge_workflow, challenge, cast[who])


def _reasons(workflow, record, name):
    return workflow.reasons_to_wait(record, name)


def test_proposing_asks_for_an_actor(db):
    challenge = ChallengeFactory()
    assert _reasons(challenge_workflow, challenge, "propose") == [
        "Say who raises it: name the owner, or add an actor with its stance."
    ]
    ChallengeStanceFactory(challenge=challenge)
    assert _reasons(challenge_workflow, challenge, "propose") == []


def test_framing_asks_for_territory_question_and_evidence(db):
    challenge = ChallengeFactory(question=" ")
    assert _reasons(challenge_workflow, challenge, "frame") == [
        "Choose the territory.",
        "Write the question.",
        "Add at least one piece of evidence.",
    ]
    challenge.question, challenge.territory = "Perché?", TerritoryFactory()
    EvidenceFactory(subject=challenge)
    assert _reasons(challenge_workflow, challenge, "frame") == []


def test_adopting_asks_for_three_actors_of_two_families(municipality):
    challenge = ChallengeFactory(owner=municipality)
    assert _reasons(challenge_workflow, challenge, "adopt") == [
        "Bring in at least 3 actors: there are 1.",
        "Bring in actors of at least 2 families: there are 1.",
    ]
    ChallengeStanceFactory(challenge=challenge, actor=municipality, stance="decides")
    ChallengeStanceFactory(challenge=challenge)
    ChallengeStanceFactory(challenge=challenge)
    assert _reasons(challenge_workflow, challenge, "adopt") == ["Bring in actors of at least 2 families: there are 1."]
    ChallengeStanceFactory(challenge=challenge, actor=ActorFactory(kind="aps", family="third_sector"))
    assert _reasons(challenge_workflow, challenge, "adopt") == []


def test_returning_asks_for_a_reason(olga):
    challenge = ChallengeFactory(status="proposed")
    with pytest.raises(ValidationError, match="Write a reason"):
        challenge_workflow.perform(challenge, "return", by=olga)
    assert challenge_workflow.perform(challenge, "return", by=olga, answers={"reason": "Manca."}).status == "returned"


def test_a_candidate_needs_an_adopted_challenge_and_the_litmus_test(mission):
    assert _reasons(mission_workflow, mission, "propose") == [
        "Write down the challenge.",
        "Answer the question: “Does it say where to go, not how?”",
        "Answer the question: “How will we know, and when, that we got there?”",
        "Answer the question: “Does it need several actors and several solutions?”",
        "Answer the question: “Who will care that it is reached?”",
    ]
    mission.challenge = ChallengeFactory(status="framing")
    for name in mission.LITMUS:
        setattr(mission, name, "Sì.")
    assert _reasons(mission_workflow, mission, "propose") == [
        "The challenge has to be adopted first: it is “Being framed”."
    ]
    mission.challenge = ChallengeFactory(status="adopted")
    assert _reasons(mission_workflow, mission, "propose") == []


def test_co_design_needs_owner_lead_and_a_body(sara):
    mission = MissionFactory(status="candidate")
    assert _reasons(mission_workflow, mission, "co_design") == [
        "Name the owner.",
        "Name the person who leads it.",
        "Create a governance body: a mission is designed together with somebody.",
    ]
    BodyFactory(mission=mission)
    assert len(_reasons(mission_workflow, mission, "co_design")) == 2


def test_starting_asks_for_accepted_promises_of_three_families(mission):
    waits = "Accept commitments of actors of at least 3 families: there are {}."
    assert waits.format(0) in _reasons(mission_workflow, mission, "activate")
    kinds = {"municipality": "public_administration", "aps": "third_sector", "university": "knowledge"}
    states = ["accepted", "fulfilled", "offered"]
    for (kind, family), state in zip(kinds.items(), states, strict=True):
        CommitmentFactory(mission=mission, actor=ActorFactory(kind=kind, family=family), status=state)
    assert waits.format(2) in _reasons(mission_workflow, mission, "activate")
    mission.commitments.filter(status="offered").update(status="accepted")
    assert not any(
        "families" in one and "commitments" in one for one in _reasons(mission_workflow, mission, "activate")
    )


def test_adopting_asks_for_statement_indicator_and_gate(mission):
    mission.statement = "x" * 281
    found = _reasons(mission_workflow, mission, "adopt")
    assert found[:2] == [
        "Shorten the statement to 280 characters: it has 281.",
        "Give at least one objective an indicator with baseline, target and both dates.",
    ]
    assert "“Inspiring and relevant” has no score yet." in found
    assert "The gate asks for at least 3 assessors: there are 0." in found


def pass_the_gate(mission, score=3):
    families = ["municipality", "aps", "aps"]
    for kind in families:
        actor = ActorFactory(kind=kind, family={"municipality": "public_administration", "aps": "third_sector"}[kind])
        first = CriterionAssessmentFactory(mission=mission, criterion="bold", score=score, actor=actor)
        for criterion in ("target", "ambitious_realistic", "cross", "multiple"):
            CriterionAssessmentFactory(
                mission=mission, criterion=criterion, score=score, actor=actor, assessor=first.assessor
            )


def test_a_mission_with_everything_is_adopted(mission, sara):
    IndicatorFactory(objective=ObjectiveFactory(mission=mission))
    pass_the_gate(mission)
    mission.status = "co_design"
    mission.save()
    assert mission_workflow.perform(mission, "adopt", by=sara).status == "adopted"


def test_the_first_mission_that_starts_sets_its_challenge_running(mission, sara, monkeypatch):
    # What portfolios ask for before the start is theirs to test.
    monkeypatch.setitem(mission_workflow.requirements, "activate", [])
    challenge = ChallengeFactory(status="adopted")
    mission.status, mission.challenge = "adopted", challenge
    mission.save()
    mission_workflow.perform(mission, "activate", by=sara)
    challenge.refresh_from_db()
    assert challenge.status == "missions_running"
    second = MissionFactory(status="adopted", challenge=challenge)
    mission_workflow.perform(second, "activate", by=clock())
    challenge.refresh_from_db()
    assert challenge.status == "missions_running"


def test_a_mission_completes_when_its_measurements_are_approved(mission):
    indicator = IndicatorFactory(objective=ObjectiveFactory(mission=mission))
    MeasurementFactory(indicator=indicator, status="submitted")
    assert _reasons(mission_workflow, mission, "complete") == [
        "Measure “Alloggi riusati”: it has no approved measurement.",
        "Approve or return the measurement of “Alloggi riusati” that waits.",
    ]
    indicator.measurements.update(status="approved")
    assert _reasons(mission_workflow, mission, "complete") == []


def test_discontinuing_keeps_the_reason(mission, sara):
    with pytest.raises(ValidationError, match="Write a reason"):
        mission_workflow.perform(mission, "discontinue", by=sara, answers={"reason": "  "})
    moved = mission_workflow.perform(mission, "discontinue", by=sara, answers={"reason": "La sfida è cambiata."})
    assert moved.status == "discontinued"


def test_a_measurement_goes_through_two_people(mission, anna, sara):
    measurement = MeasurementFactory(indicator__objective__mission=mission, created_by=anna)
    measurement_workflow.perform(measurement, "submit", by=anna)
    measurement_workflow.perform(measurement, "return", by=sara, answers={"reason": "Manca la fonte."})
    measurement_workflow.perform(measurement, "submit", by=anna)
    approved = measurement_workflow.perform(measurement, "approve", by=sara)
    assert (approved.status, approved.submitted_by, approved.approved_by) == ("approved", anna, sara)


def test_nobody_approves_what_they_submitted(mission, sara, olga):
    measurement = MeasurementFactory(indicator__objective__mission=mission, created_by=sara)
    measurement_workflow.perform(measurement, "submit", by=sara)
    with pytest.raises(PermissionDenied):
        measurement_workflow.perform(measurement, "approve", by=sara)
    assert measurement_workflow.perform(measurement, "approve", by=olga).approved_by == olga


def test_a_move_from_another_state_is_refused_with_the_state(mission, sara):
    with pytest.raises(MoveRefused, match="This is now “Concept”"):
        mission_workflow.perform(mission, "activate", by=sara)
