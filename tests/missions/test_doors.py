"""A refusal, a prohibition and an absence are the same through the page and through the API."""

from tests.factories.missions import ChallengeFactory, MissionFactory


def test_a_refusal_tells_what_is_missing(door, sara, mission):
    outcome = door.move(mission, "propose", by=sara)
    assert "Write down the challenge." in outcome.text
    assert outcome.status == "concept"


def test_a_refusal_of_a_challenge_tells_what_is_missing(door, olga):
    outcome = door.move(ChallengeFactory(status="proposed"), "frame", by=olga)
    assert "Add at least one piece of evidence." in outcome.text
    assert outcome.status == "proposed"


def test_a_missing_answer_is_asked_for(door, olga):
    outcome = door.move(ChallengeFactory(status="proposed"), "return", by=olga)
    assert "Write a reason: it stays in the history." in outcome.text
    assert outcome.status == "proposed"


def test_who_may_not_is_told_so(door, bruno):
    mission = MissionFactory(status="candidate", visibility="public")
    assert door.move(mission, "co_design", by=bruno).is_forbidden


def test_what_is_hidden_does_not_exist(door, chiara, mission):
    assert door.move(mission, "propose", by=chiara).is_missing


def test_a_move_that_does_not_exist_is_refused(door, sara, mission):
    outcome = door.move(mission, "fly", by=sara)
    assert "There is no such move here." in outcome.text


def test_a_move_is_made(door, olga):
    outcome = door.move(ChallengeFactory(status="proposed"), "return", by=olga, reason="Manca il territorio.")
    assert outcome.status == "returned"


def test_a_merge_needs_a_destination(door, olga):
    outcome = door.move(ChallengeFactory(status="proposed"), "merge", by=olga)
    assert "Choose the challenge it flows into." in outcome.text
    assert outcome.status == "proposed"
