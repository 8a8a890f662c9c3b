"""State machines: what the table promises and what a move needs."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from convergenze.core.errors import MoveRefused
from convergenze.history.models import Entry
from convergenze.workflow import Move, Workflow
from missions.choices import ChallengeStatus
from tests.factories.missions import ChallengeFactory

DRAFT, PROPOSED, RETURNED = ChallengeStatus.DRAFT, ChallengeStatus.PROPOSED, ChallengeStatus.RETURNED
STATES = (DRAFT, PROPOSED, RETURNED)


def machine(**effects):
    return Workflow(
        STATES,
        (DRAFT,),
        Move("send", (DRAFT, RETURNED), PROPOSED, "missions.add_challenge", effect=effects.get("send")),
        Move("give_back", (PROPOSED,), RETURNED, "missions.add_mission", asks=("reason",)),
    )


def test_two_moves_cannot_share_a_name():
    twice = Move("send", (DRAFT,), PROPOSED, "missions.add_challenge")
    with pytest.raises(ValueError, match="same name"):
        Workflow(STATES[:2], (DRAFT,), twice, twice)


def test_every_state_is_reached_by_some_move():
    with pytest.raises(ValueError, match="no move reaches"):
        Workflow(STATES, (DRAFT,), Move("send", (DRAFT,), PROPOSED, "missions.add_challenge"))


def test_a_requirement_names_a_move_that_exists():
    with pytest.raises(ValueError, match="no move is called fly"):
        machine().requires("fly")


def test_a_move_changes_the_state_and_is_remembered(chiara):
    challenge = machine().perform(ChallengeFactory(), "send", by=chiara)
    assert challenge.status == PROPOSED
    entry = Entry.objects.about(challenge).get()
    assert (entry.verb, entry.by, entry.changes) == (
        "missions.challenge.send",
        chiara,
        {"status": ["draft", "proposed"]},
    )


def test_the_reason_asked_is_needed_and_kept(olga):
    challenge = ChallengeFactory(status=PROPOSED)
    with pytest.raises(ValidationError, match="Write a reason"):
        machine().perform(challenge, "give_back", by=olga, answers={"reason": "  "})
    machine().perform(challenge, "give_back", by=olga, answers={"reason": "Manca la domanda"})
    assert Entry.objects.about(challenge).get().reason == "Manca la domanda"


def test_who_may_not_make_a_move_does_not(chiara):
    challenge = ChallengeFactory(status=PROPOSED)
    with pytest.raises(PermissionDenied):
        machine().perform(challenge, "give_back", by=chiara, answers={"reason": "x"})
    assert machine().moves_for(challenge, chiara) == []


@pytest.mark.parametrize("move", ["fly", "give_back"])
def test_a_move_that_is_not_there_or_no_longer_possible_is_refused(move, olga):
    with pytest.raises(MoveRefused):
        machine().perform(ChallengeFactory(), move, by=olga, answers={"reason": "x"})


def test_a_move_waits_for_what_is_missing_and_says_all_of_it(chiara):
    flow, challenge = machine(), ChallengeFactory()

    @flow.requires("send")
    def two_things(record):
        yield "Write down the situation."
        yield "Name an owner."

    with pytest.raises(MoveRefused) as refusal:
        flow.perform(challenge, "send", by=chiara)
    assert refusal.value.messages == ["Write down the situation.", "Name an owner."]
    challenge.refresh_from_db()
    assert (challenge.status, Entry.objects.about(challenge).count()) == (DRAFT, 0)


def test_a_failing_effect_takes_the_move_back(chiara):
    def fail(record, by, answers):
        raise RuntimeError("no")

    challenge = ChallengeFactory()
    with pytest.raises(RuntimeError):
        machine(send=fail).perform(challenge, "send", by=chiara)
    challenge.refresh_from_db()
    assert (challenge.status, Entry.objects.about(challenge).count()) == (DRAFT, 0)


def test_two_people_moving_at_once_move_once(chiara):
    challenge = ChallengeFactory()
    opened_before = type(challenge).objects.get(pk=challenge.pk)
    machine().perform(challenge, "send", by=chiara)
    with pytest.raises(MoveRefused, match="This is now “Proposed”"):
        machine().perform(opened_before, "send", by=chiara)
