"""Actions of the cast: the cooperative leads, the municipality joins, the mission holds."""

import json
from pathlib import Path

import pytest

from convergenze.accounts.services import clock
from portfolios import services
from portfolios.models import Portfolio
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


@pytest.fixture
def story(db):
    """The small story as records: B1 and B2 are alike, O2 misses a lever, money of B1 runs out, C1 is outside."""
    text = Path("tests/portfolios/analysis/small_story.json").read_text(encoding="utf-8")
    services.load_story(story=json.loads(text), by=clock())
    return Portfolio.objects.get()


@pytest.fixture
def taken(story, olga):
    """A snapshot of the small story."""
    return services.take_snapshot(portfolio=story, title="Adopted", by=olga)
