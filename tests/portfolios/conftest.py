"""Actions of the cast: the cooperative leads, the municipality joins, the mission holds."""

import pytest

from tests.factories.actors import TerritoryFactory
from tests.factories.missions import ObjectiveFactory
from tests.factories.portfolios import ActionFactory, ActionRoleFactory, PlacementFactory, PortfolioFactory


@pytest.fixture
def portfolio(mission):
    mission.visibility = "public"
    mission.save()
    return PortfolioFactory(mission=mission, title="Case piene", slug="case-piene", visibility="public")


@pytest.fixture
def objective(mission):
    return ObjectiveFactory(mission=mission, code="O1")


@pytest.fixture
def action(cooperative, municipality, portfolio):
    """Led by bruno's cooperative, joined by anna's municipality, placed in sara's mission; seen by its team only."""
    action = ActionFactory(lead=cooperative, status="proposed", visibility="team")
    ActionRoleFactory(action=action, actor=municipality)
    PlacementFactory(portfolio=portfolio, action=action)
    action.territories.add(TerritoryFactory())
    return action


@pytest.fixture
def client(client):
    """A browser that asks for English, whatever the site's first language."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client
