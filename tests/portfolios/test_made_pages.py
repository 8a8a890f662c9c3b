"""The pages of the analyses: the demonstration's figures on them, equal behind every door, with records behind each."""

import json
from pathlib import Path

import pytest
from django.urls import reverse

from convergenze.accounts.services import clock
from portfolios import services
from portfolios.models import Portfolio
from portfolios.queries.tabs.made import PAGES

DEMO = Path("convergenze/home/demo/case_piene_valli_vive.json")
DAY = "2026-10-31"


@pytest.fixture
def demo(db):
    """The portfolio of the demonstration."""
    return services.load_story(story=json.loads(DEMO.read_text(encoding="utf-8")), by=clock()).portfolio


def page(client, portfolio, tab, **query):
    return client.get(reverse(f"portfolios:{tab}", args=[portfolio.slug]), {"as_of": DAY, **query})


@pytest.mark.parametrize("tab", PAGES)
@pytest.mark.parametrize("who", ["guest", "ada"])
def test_every_page_answers_everybody(client, demo, cast, tab, who):
    if who != "guest":
        client.force_login(cast[who])
    response = page(client, demo, tab)
    assert response.status_code == 200
