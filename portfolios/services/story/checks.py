"""What a story may say and a record cannot hold: found before anything is written."""

import re

from django.utils.text import slugify

from missions.models.mission import STATEMENT_LENGTH
from portfolios.analysis.reading import StoryError

LARGEST_AMOUNT = 10**12
SLUG = re.compile(r"[-a-z0-9_]{1,80}")


def slug_of(story):
    """The slug of the story's mission, made from its title when it gives none."""
    given = str(story["mission"].get("slug") or "")
    found = given if SLUG.fullmatch(given) else slugify(given or story["mission"]["title"])[:80]
    if not found:
        raise StoryError("story.mission.slug", "has no letters.", "Write it like this: case-piene.")
    return found


def check_lengths(story, world):
    """Raise ``StoryError`` at the first text, weight or amount that has no room in a record."""
    _fits("story.mission.title", story["mission"]["title"], 200)
    _fits("story.mission.statement", story["mission"].get("statement") or "", STATEMENT_LENGTH)
    for actor in world.actors.values():
        _fits(f"story.actors.{actor.key}.name", actor.name, 300)
    for objective in world.objectives:
        _check_objective(objective)
    for position, title in world.positions.items():
        _fits(f"story.positions.{position}", position, 10)
        _fits(f"story.positions.{position}", title, 200)
    for action in (*world.actions, *world.unaligned):
        _check_action(action)


def _check_objective(objective):
    path = f"story.objectives.{objective.key}"
    _fits(path, objective.key, 10)
    _fits(f"{path}.title", objective.title, 200)
    if objective.weight not in (1, 2, 3):
        raise StoryError(f"{path}.weight", f"is {objective.weight}.", "An objective weighs 1, 2 or 3.")
    for indicator in objective.indicators:
        if indicator.target_on <= indicator.baseline_on:
            raise StoryError(f"{path}.target_date", "is not after the baseline's date.", "Write a later date.")


def _check_action(action):
    path = f"story.actions.{action.key}"
    _fits(f"{path}.code", action.key, 20)
    _fits(f"{path}.title", action.title, 250)
    for amount in (action.cost, *(line.amount for line in action.funding)):
        if amount is not None and amount >= LARGEST_AMOUNT:
            raise StoryError(path, f"has an amount of {amount} euro.", "Amounts stay below a thousand billions.")
    for line in action.funding:
        _fits(f"{path}.funding", line.source, 200)
    for code in (*action.offers, *action.needs):
        _fits(f"{path}.offers", code, 60)


def _fits(path, text, limit):
    if len(str(text)) > limit:
        raise StoryError(path, f"has {len(str(text))} characters.", f"Shorten it to {limit}.")
