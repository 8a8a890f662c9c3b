"""A mission with everything on it, as the pages meet it."""

import datetime as dt

import pytest

from tests.factories.actors import ActorFactory, TerritoryFactory
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
from tests.factories.notifications import FollowFactory

SCORES = {
    "bold": [3, 3, 3, 4, 2],
    "target": [4, 4, 3, 4, 4],
    "ambitious_realistic": [3, 3, 2, 3, 4],
    "cross": [4, 4, 3, 4, 4],
    "multiple": [2, 1, 3, 2, 2],
}
KINDS = {
    "municipality": "public_administration",
    "aps": "third_sector",
    "housing_cooperative": "cooperation",
    "cooperative_bank": "financial_body",
    "university": "knowledge",
}


def furnish(challenge, mission):
    """Put stances, evidence, scores, objectives, indicators and measurements on a challenge and its mission."""
    EvidenceFactory(subject=challenge, source="ISTAT, censimento permanente", dated_on=dt.date(2024, 12, 31))
    actors = [ActorFactory(kind=kind, family=family) for kind, family in KINDS.items()]
    for actor, stance in zip(actors, ["owner", "affected", "contributor", "funds", "opposes"], strict=True):
        ChallengeStanceFactory(challenge=challenge, actor=actor, stance=stance)
    people = [CriterionAssessmentFactory(mission=mission, actor=actor).assessor for actor in actors]
    mission.assessments.all().delete()
    for criterion, scores in SCORES.items():
        for person, actor, score in zip(people, actors, scores, strict=True):
            CriterionAssessmentFactory(
                mission=mission, criterion=criterion, score=score, assessor=person, actor=actor, reason="Perché sì."
            )
    for code, title, weight in [("O1", "Riuso", 3), ("O2", "Accessibilità", 2), ("O3", "Convivenza", 1)]:
        objective = ObjectiveFactory(
            mission=mission, code=code, title=title, weight=weight, order=weight, required_levers=["finance"]
        )
        indicator = IndicatorFactory(objective=objective, milestones=[["2027-12-31", 40], ["2030-12-31", 130]])
        if code != "O3":
            MeasurementFactory(indicator=indicator, status="approved", value=14, source="Anagrafe comunale")
            MeasurementFactory(indicator=indicator, status="submitted", value=20)
    FollowFactory(subject=challenge)
    return mission


@pytest.fixture
def place(db):
    return TerritoryFactory(name="Valfiorita", slug="valfiorita")


@pytest.fixture
def challenge(municipality, place):
    return ChallengeFactory(
        title="Case vuote", slug="case-vuote", owner=municipality, territory=place, status="adopted",
        visibility="public", themes=["climate_transition"], sdgs=[1, 11], situation="Case chiuse.",
    )  # fmt: skip


@pytest.fixture
def full_mission(mission, challenge, place):
    mission.challenge, mission.territory, mission.visibility = challenge, place, "public"
    mission.starts_on, mission.ends_on = dt.date(2025, 9, 15), dt.date(2032, 12, 31)
    mission.save()
    return furnish(challenge, mission)


@pytest.fixture
def another_mission(challenge):
    return furnish(ChallengeFactory(visibility="public"), MissionFactory(challenge=challenge, visibility="public"))
