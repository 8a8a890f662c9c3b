"""Who sees what: the list and the rule say the same for everybody."""

import pytest

from missions.choices import ChallengeStatus, MeasurementStatus, MissionStatus
from missions.models import Challenge, Measurement, Mission
from tests.factories.missions import (
    ChallengeFactory,
    ChallengeStanceFactory,
    IndicatorFactory,
    MeasurementFactory,
    MissionFactory,
    ObjectiveFactory,
)

EVERYBODY = ["guest", "anna", "bruno", "chiara", "sara", "olga", "marta", "ada"]
LEVELS = ["team", "staff", "members", "link", "public"]


@pytest.fixture
def many_missions(mission, cast):
    for level in LEVELS:
        MissionFactory(visibility=level)
        MissionFactory(visibility=level, lead=cast["chiara"], status="active")
        MissionFactory(visibility=level, created_by=cast["bruno"])
    for state in MissionStatus:
        MissionFactory(status=state, visibility="public")
    mission.deleted_at = "2026-01-01T00:00Z"
    MissionFactory(deleted_at="2026-01-01T00:00Z", visibility="public")
    return Mission.objects.all()


@pytest.fixture
def many_challenges(municipality, cooperative, cast):
    for level in LEVELS:
        ChallengeFactory(visibility=level)
        ChallengeFactory(visibility=level, owner=municipality)
        ChallengeFactory(visibility=level, created_by=cast["chiara"])
        ChallengeStanceFactory(challenge=ChallengeFactory(visibility=level), actor=cooperative)
    for state in ChallengeStatus:
        ChallengeFactory(status=state, visibility="public")
    ChallengeFactory(deleted_at="2026-01-01T00:00Z", visibility="public")
    return Challenge.objects.all()


@pytest.fixture
def many_measurements(mission, cast):
    for home in (mission, MissionFactory(visibility="public"), MissionFactory(lead=cast["chiara"])):
        indicator = IndicatorFactory(objective=ObjectiveFactory(mission=home))
        for state in MeasurementStatus:
            MeasurementFactory(indicator=indicator, status=state)
            MeasurementFactory(indicator=indicator, status=state, created_by=cast["bruno"])
    return Measurement.objects.all()


def _agree(rows, user, permission):
    assert set(rows.model.objects.visible_to(user)) == {one for one in rows if user.has_perm(permission, one)}


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_list_of_missions_and_the_rule_agree(who, cast, many_missions):
    _agree(many_missions, cast[who], "missions.view_mission")


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_list_of_challenges_and_the_rule_agree(who, cast, many_challenges):
    _agree(many_challenges, cast[who], "missions.view_challenge")


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_list_of_measurements_and_the_rule_agree(who, cast, many_measurements):
    _agree(many_measurements, cast[who], "missions.view_measurement")


@pytest.mark.parametrize(
    ("permission", "who"),
    [
        ("add_mission", "olga marta"),
        ("change_mission", "sara olga marta"),
        ("delete_mission", "marta"),
        ("appoint_mission", "sara marta"),
        ("assess_mission", "anna sara olga marta"),
        ("transcribe_mission", "sara marta"),
        ("measure_mission", "anna sara olga marta"),
        ("reopen_gate", "sara marta"),
    ],
)
def test_who_may_do_what_with_a_team_mission(permission, who, cast, mission):
    obj = None if permission.startswith("add") else mission
    assert [name for name in EVERYBODY if cast[name].has_perm(f"missions.{permission}", obj)] == who.split()


@pytest.mark.parametrize(
    ("state", "who"),
    [
        ("draft", "anna chiara olga marta"),
        ("proposed", "anna olga marta"),
        ("framing", "anna olga marta"),
        ("returned", "anna chiara olga marta"),
        ("adopted", "olga marta"),
        ("missions_running", "olga marta"),
        ("archived", "olga marta"),
    ],
)
def test_who_writes_a_challenge_depends_on_its_state(state, who, cast, municipality):
    challenge = ChallengeFactory(status=state, owner=municipality, created_by=cast["chiara"])
    assert [name for name in EVERYBODY if cast[name].has_perm("missions.change_challenge", challenge)] == who.split()


def test_a_merged_challenge_is_written_by_nobody(cast, municipality):
    merged = ChallengeFactory(owner=municipality, merged_into=ChallengeFactory(), status="merged")
    assert [name for name in EVERYBODY if cast[name].has_perm("missions.change_challenge", merged)] == []
