"""A small world: one record of every kind, tied together as in real life, everything public."""

import importlib
import pkgutil

import pytest
from factory.django import DjangoModelFactory

from tests import factories
from tests.factories.actors import (
    ActorFactory,
    ActorMergeFactory,
    ActorResourceFactory,
    ClaimRequestFactory,
    MembershipFactory,
    TerritoryFactory,
    TieFactory,
)
from tests.factories.calls import FundingCallFactory
from tests.factories.governance import (
    AttendanceFactory,
    BodyFactory,
    CommitmentFactory,
    DecisionFactory,
    DecisionOptionFactory,
    DecisionSubjectFactory,
    MeetingFactory,
    ProcedureFactory,
    ProcedureStepFactory,
    SeatFactory,
)
from tests.factories.missions import (
    ChallengeFactory,
    ChallengeStanceFactory,
    CriterionAssessmentFactory,
    IndicatorFactory,
    MeasurementFactory,
    MissionFactory,
    ObjectiveFactory,
)
from tests.factories.portfolios import (
    ActionFactory,
    ActionLinkFactory,
    ContributionFactory,
    FundingLineFactory,
    PlacementFactory,
    PortfolioFactory,
    PositionFactory,
)
from tests.factories.time import SnapshotFactory
from tests.house.foresight import foresight_of
from tests.house.school import school_of


def every_factory():
    """{model: its factory}, from every module of ``tests.factories``."""
    found = {}
    for module in pkgutil.iter_modules(factories.__path__):
        for one in vars(importlib.import_module(f"tests.factories.{module.name}")).values():
            if isinstance(one, type) and issubclass(one, DjangoModelFactory) and one is not DjangoModelFactory:
                found[one._meta.model] = one
    return found


def build_world():
    """One more of everything; returns the records, those with pages first."""
    territory = TerritoryFactory(visibility="public", latitude=44.4, longitude=11.2)
    actor = ActorFactory(seat=territory, description="Fa molte cose")
    other = ActorFactory()
    challenge = ChallengeFactory(
        visibility="public", status="adopted", territory=territory, owner=actor, themes=["climate_transition"]
    )
    mission = MissionFactory(
        visibility="public", status="active", challenge=challenge, territory=territory, owner=actor
    )
    objective = ObjectiveFactory(mission=mission, required_levers=["finance"])
    indicator = IndicatorFactory(objective=objective)
    portfolio = PortfolioFactory(visibility="public", mission=mission)
    position = PositionFactory(portfolio=portfolio)
    one, two = (_placed(lead, portfolio, position, objective, territory) for lead in (actor, other))
    return [
        territory, actor, challenge, mission, portfolio, one, two, other, objective, indicator, position,
        MeasurementFactory(indicator=indicator, status="approved"),
        CriterionAssessmentFactory(mission=mission),
        ChallengeStanceFactory(challenge=challenge, actor=other),
        ActionLinkFactory(one=one, other=two),
        MembershipFactory(actor=actor), ClaimRequestFactory(actor=other), ActorResourceFactory(actor=actor),
        TieFactory(one=actor, other=other), ActorMergeFactory(keep=actor),
        FundingCallFactory(themes=["climate_transition"], levers=["finance"]),
        *foresight_of(actor, mission, portfolio, one),
        *_governed(mission, actor, portfolio),
        *school_of(territory, actor, mission),
        SnapshotFactory(portfolio=portfolio),  # the last: it keeps what is there
    ]  # fmt: skip


def _governed(mission, actor, portfolio):
    """A body that met and decided, a promise that follows, a procedure under way."""
    public = {"visibility": "public"}
    body = BodyFactory(mission=mission, **public)
    seat = SeatFactory(body=body, actor=actor, role="chair")
    meeting = MeetingFactory(body=body, agenda="- **Uno**", **public)
    decision = DecisionFactory(mission=mission, body=body, meeting=meeting, status="adopted", **public)
    procedure = ProcedureFactory(mission=mission, authority=actor, **public)
    promise = CommitmentFactory(mission=mission, actor=actor, decision=decision, **public)
    return [
        body, meeting, decision, procedure, promise, seat, AttendanceFactory(meeting=meeting, seat=seat),
        DecisionOptionFactory(decision=decision),
        DecisionSubjectFactory(decision=decision, subject=portfolio), ProcedureStepFactory(procedure=procedure),
    ]  # fmt: skip


def _placed(lead, portfolio, position, objective, territory):
    action = ActionFactory(lead=lead, levers=["finance"], primary_lever="finance")
    action.territories.set([territory])
    PlacementFactory(portfolio=portfolio, action=action, position=position)
    ContributionFactory(action=action, objective=objective)
    FundingLineFactory(action=action)
    return action


@pytest.fixture
def world(db):
    """One of everything, and what only a factory of its own makes."""
    records = build_world()
    made = {type(record) for record in records}
    return records + [make() for model, make in every_factory().items() if model not in made]
