"""A story file as records: territory, actors, challenge, mission, portfolio and actions, in one transaction."""

import uuid
from dataclasses import dataclass, field

from django.db import transaction

from missions.models import Mission
from portfolios.analysis.story import world_from_story
from portfolios.models import Portfolio
from portfolios.services.story.actions import write_actions
from portfolios.services.story.actors import write_actors
from portfolios.services.story.checks import check_lengths, slug_of
from portfolios.services.story.goals import write_goals
from portfolios.services.story.mission import write_mission, write_portfolio
from portfolios.services.story.places import write_places


@dataclass
class Telling:
    """What the parts of one loading share; ``counts`` tells how many rows were made, changed, left as they were."""

    story: dict
    world: object
    by: object
    slug: str
    batch: uuid.UUID = field(default_factory=uuid.uuid4)
    counts: dict = field(default_factory=lambda: {"created": 0, "updated": 0, "skipped": 0})

    @property
    def language(self):
        """The language the story is written in; Italian when it does not say a known one."""
        return self.story.get("language") if self.story.get("language") in ("it", "en") else "it"


@dataclass(frozen=True)
class LoadedStory:
    """What a story became; ``batch`` groups its entries in the history."""

    mission: Mission
    portfolio: Portfolio
    counts: dict
    batch: uuid.UUID


@transaction.atomic
def load_story(*, story, by):
    """Make the records of ``story`` (a dict of the format ``convergenze-story/1``); return a ``LoadedStory``.

    Everything is public, the challenge adopted, contributions and measurements as the file says. Loading a story
    with the same mission slug again brings its records to what the file says and makes no second copy. Raises
    ``StoryError`` with the place and what to mend before anything is written.
    """
    world = world_from_story(story)
    check_lengths(story, world)
    telling = Telling(story=story, world=world, by=by, slug=slug_of(story))
    places = write_places(telling)
    actors = write_actors(telling, places)
    mission = write_mission(telling, places, actors)
    objectives = write_goals(telling, mission)
    portfolio, positions = write_portfolio(telling, mission)
    write_actions(telling, portfolio, places, actors, objectives, positions)
    return LoadedStory(mission, portfolio, telling.counts, telling.batch)
