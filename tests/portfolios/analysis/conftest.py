import json
from pathlib import Path

import pytest

from portfolios.analysis.story import world_from_story

HERE = Path(__file__).parent
DEMO = HERE.parents[2] / "convergenze" / "home" / "demo" / "case_piene_valli_vive.json"


@pytest.fixture
def small_story():
    """A fresh copy of the small story, free to be broken."""
    return json.loads((HERE / "small_story.json").read_text())


@pytest.fixture
def small_world(small_story):
    return world_from_story(small_story)


@pytest.fixture(scope="session")
def demo_world():
    return world_from_story(json.loads(DEMO.read_text()))
