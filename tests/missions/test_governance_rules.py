"""Who may do what in the governance of a mission: tables typed by hand."""

import datetime as dt

import pytest

from missions.workflow import commitment_workflow, decision_workflow, meeting_workflow, procedure_workflow
from tests.factories.actors import MembershipFactory, PersonFactory
from tests.factories.governance import (
    BodyFactory,
    CommitmentFactory,
    DecisionFactory,
    MeetingFactory,
    ProcedureFactory,
    SeatFactory,
)

EVERYBODY = ["guest", "anna", "bruno", "chiara", "sara", "olga", "marta", "ada"]
# anna: owner's representative · bruno: editor of the cooperative, which chairs the body · sara: steward
BODY = {
    "view": "anna bruno sara olga marta ada",
    "change": "sara olga marta",
    "seat": "sara marta",
    "delete": "sara marta",
    "convene": "sara olga marta",
    "record": "sara marta",
}


@pytest.fixture
def public(mission):
    mission.visibility = "public"
    mission.save()
    return mission


@pytest.fixture
def body(public, cooperative):
    """A body for its team only; the cooperative presides, anna's municipality sits in it."""
    made = BodyFactory(mission=public)
    SeatFactory(body=made, actor=cooperative, role="chair")
    return made


def _may(cast, permission, record):
    return [who for who in EVERYBODY if cast[who].has_perm(permission, record)]


@pytest.mark.parametrize(("act", "who"), BODY.items())
def test_who_may_do_what_with_a_body(act, who, cast, body):
    assert _may(cast, f"missions.{act}_body", body) == sorted(who.split(), key=EVERYBODY.index)


def test_the_representative_of_the_chair_records_and_convenes(body, cooperative, chiara):
    MembershipFactory(actor=cooperative, person=PersonFactory(account=chiara), role="representative")
    assert chiara.has_perm("missions.record_body", body)
    assert chiara.has_perm("missions.convene_body", body)
    assert not chiara.has_perm("missions.change_body", body)


@pytest.mark.parametrize(
    ("role", "records"),
    [
        ("chair", True), ("vice_chair", True), ("secretary", True), ("facilitator", True),
        ("member", False), ("observer", False), ("delegate", False), ("evaluator", False),
    ],
)  # fmt: skip
def test_only_some_seats_record(role, records, public, chiara):
    seat = SeatFactory(body__mission=public, actor=None, person=PersonFactory(account=chiara), role=role)
    assert chiara.has_perm("missions.record_body", seat.body) == records
    assert chiara.has_perm("missions.view_body", seat.body)


def test_a_seat_that_ended_gives_nothing(public, chiara):
    ended = dt.date.today() - dt.timedelta(days=1)
    seat = SeatFactory(
        body__mission=public, actor=None, person=PersonFactory(account=chiara), role="chair", ends_on=ended
    )
    assert not chiara.has_perm("missions.record_body", seat.body)
    assert not chiara.has_perm("missions.view_body", seat.body)


def test_a_seat_held_by_a_person_is_not_spoken_for_by_the_actor(public, cooperative, chiara):
    MembershipFactory(actor=cooperative, person=PersonFactory(account=chiara), role="representative")
    seat = SeatFactory(body__mission=public, actor=cooperative, person=PersonFactory(), role="chair")
    assert not chiara.has_perm("missions.record_body", seat.body)


def _moves(workflow, make, states, cast):
    return {
        f"{state} {who}": " ".join(move.name for move in workflow.moves_for(make(state), cast[who]))
        for state in states
        for who in EVERYBODY
        if workflow.moves_for(make(state), cast[who])
    }


def test_who_may_move_a_meeting(cast, body):
    def make(state):
        return MeetingFactory(body=body, status=state)

    who = ["sara", "olga", "marta"]
    assert _moves(meeting_workflow, make, ["planned", "held", "cancelled"], cast) == {
        **{f"planned {name}": "hold cancel" for name in who},
        **{f"held {name}": "reopen" for name in who},
        **{f"cancelled {name}": "reopen" for name in who},
    }


def test_who_may_record_an_outcome(cast, body):
    def make(state):
        return DecisionFactory(mission=body.mission, body=body, status=state)

    states = ["open", "postponed", "adopted", "amended", "rejected"]
    assert _moves(decision_workflow, make, states, cast) == {
        f"{state} {who}": moves
        for state, moves in {
            "open": "adopt amend postpone reject",
            "postponed": "adopt amend reject reopen",
            "adopted": "reopen",
            "amended": "reopen",
            "rejected": "reopen",
        }.items()
        for who in ("sara", "marta")
    }


def test_who_may_move_a_commitment(cast, public, cooperative, chiara):
    MembershipFactory(actor=cooperative, person=PersonFactory(account=chiara), role="representative")

    def make(state):
        return CommitmentFactory(mission=public, actor=cooperative, status=state, visibility="public")

    states = ["draft", "offered", "accepted", "fulfilled", "lapsed", "withdrawn"]
    assert _moves(commitment_workflow, make, states, cast) == {
        "draft chiara": "offer withdraw",
        "draft sara": "transcribe", "draft olga": "transcribe", "draft marta": "transcribe",
        "offered anna": "accept", "offered chiara": "withdraw",
        "offered sara": "return accept", "offered olga": "return accept", "offered marta": "return accept",
        "accepted chiara": "withdraw",
        "accepted sara": "fulfil", "accepted olga": "fulfil", "accepted marta": "fulfil",
        "lapsed sara": "fulfil", "lapsed olga": "fulfil", "lapsed marta": "fulfil",
    }  # fmt: skip


def test_who_may_bring_a_procedure_on(cast, public, cooperative):
    def make(state):
        return ProcedureFactory(mission=public, authority=cooperative, status=state)

    assert _moves(procedure_workflow, make, ["initiative", "running", "concluded", "stopped"], cast) == {
        **{f"initiative {who}": "opened stop" for who in ("bruno", "sara", "olga", "marta")},
        **{f"running {who}": "reported stop" for who in ("bruno", "sara", "olga", "marta")},
    }


COMMITMENT_READERS = {
    "draft": "anna bruno sara olga marta ada",
    "offered": "anna bruno sara olga marta ada",
    "accepted": "guest anna bruno chiara sara olga marta ada",
    "withdrawn": "anna bruno sara olga marta ada",
}


@pytest.mark.parametrize(("state", "who"), COMMITMENT_READERS.items())
def test_others_read_a_public_commitment_once_it_is_accepted(state, who, cast, public, cooperative):
    one = CommitmentFactory(mission=public, actor=cooperative, status=state, visibility="public")
    assert _may(cast, "missions.view_commitment", one) == sorted(who.split(), key=EVERYBODY.index)


def test_a_hidden_signatory_hides_its_commitment(public, guest, ada):
    one = CommitmentFactory(mission=public, actor__visibility="team", visibility="public")
    assert not guest.has_perm("missions.view_commitment", one)
    assert list(type(one).objects.visible_to(guest)) == []
    assert list(type(one).objects.visible_to(ada)) == [one]
