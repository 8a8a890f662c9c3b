"""Actions, money, links and portfolios."""

import factory
from factory.django import DjangoModelFactory

from portfolios.models import (
    Action,
    ActionLink,
    ActionResource,
    ActionRole,
    Contribution,
    FundingLine,
    FundingProgramme,
    Placement,
    Portfolio,
    Position,
    SourceRecord,
)
from tests.factories.actors import ActorFactory
from tests.factories.missions import MissionFactory, ObjectiveFactory


class ActionFactory(DjangoModelFactory):
    """A public action under way."""

    class Meta:
        model = Action

    title = factory.Sequence(lambda n: f"Censimento delle case vuote {n}")
    slug = factory.Sequence(lambda n: f"censimento-{n}")
    lead = factory.SubFactory(ActorFactory)
    status = "in_progress"
    visibility = "public"


class ActionRoleFactory(DjangoModelFactory):
    class Meta:
        model = ActionRole

    action = factory.SubFactory(ActionFactory)
    actor = factory.SubFactory(ActorFactory)


class ActionResourceFactory(DjangoModelFactory):
    class Meta:
        model = ActionResource

    action = factory.SubFactory(ActionFactory)
    direction = "offer"
    resource = "data"
    tag = "vacant_homes"


class ContributionFactory(DjangoModelFactory):
    class Meta:
        model = Contribution

    action = factory.SubFactory(ActionFactory)
    objective = factory.SubFactory(ObjectiveFactory)
    weight = 2
    status = "agreed"


class FundingProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = FundingProgramme

    name = factory.Sequence(lambda n: f"PR FESR {n}")


class FundingLineFactory(DjangoModelFactory):
    class Meta:
        model = FundingLine

    action = factory.SubFactory(ActionFactory)
    source = "PR FESR"
    amount = 70_000
    stage = "awarded"


class PortfolioFactory(DjangoModelFactory):
    class Meta:
        model = Portfolio

    title = factory.Sequence(lambda n: f"Portafoglio {n}")
    slug = factory.Sequence(lambda n: f"portafoglio-{n}")
    mission = factory.SubFactory(MissionFactory)


class PositionFactory(DjangoModelFactory):
    class Meta:
        model = Position

    portfolio = factory.SubFactory(PortfolioFactory)
    code = factory.Sequence(lambda n: f"P{n}")
    title = "Case che tornano abitate"


class PlacementFactory(DjangoModelFactory):
    class Meta:
        model = Placement

    portfolio = factory.SubFactory(PortfolioFactory)
    action = factory.SubFactory(ActionFactory)


class ActionLinkFactory(DjangoModelFactory):
    class Meta:
        model = ActionLink

    one = factory.SubFactory(ActionFactory)
    other = factory.SubFactory(ActionFactory)
    kind = "duplication"
    score = 0.86


class SourceRecordFactory(DjangoModelFactory):
    class Meta:
        model = SourceRecord

    action = factory.SubFactory(ActionFactory)
    source = "pnrr"
    external_id = factory.Sequence(lambda n: f"PRJ_{n}")
    digest = "0" * 64
