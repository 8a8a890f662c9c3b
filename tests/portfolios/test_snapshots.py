"""Snapshots: what they keep is the portfolio of that day, for good, for whoever could see it."""

import json
from pathlib import Path

import pytest

from convergenze.accounts.services import clock
from convergenze.history import services as history
from portfolios import services
from portfolios.analysis.report import report
from portfolios.models import Action, Portfolio, Snapshot
from portfolios.queries.frozen import digest_of, frozen_parameters, frozen_world
from portfolios.queries.loading import load_world
from portfolios.queries.parameters import parameters_in_use


@pytest.fixture
def story(db):
    """The small story as records."""
    text = Path("tests/portfolios/analysis/small_story.json").read_text(encoding="utf-8")
    services.load_story(story=json.loads(text), by=clock())
    return Portfolio.objects.get()


@pytest.fixture
def taken(story, olga):
    """A snapshot of the story."""
    return services.take_snapshot(portfolio=story, title="Adopted", by=olga)


def test_a_snapshot_gives_back_the_world_of_the_day(taken, story):
    world = load_world(story, taken.as_of, None, unaligned=False)
    assert frozen_world(taken) == world
    assert frozen_parameters(taken) == parameters_in_use()
    assert report(frozen_world(taken)) == report(world)


def test_what_was_kept_proves_itself_after_a_round_through_the_database(taken):
    stored = Snapshot.objects.get()
    assert digest_of(stored.content) == stored.digest == taken.digest


@pytest.mark.parametrize("who", ["guest", "chiara", "bruno", "anna", "sara", "olga", "ada"])
def test_each_reader_finds_what_they_see_today(story, cast, who):
    hidden = Action.objects.order_by("pk").first()
    Action.objects.filter(pk=hidden.pk).update(visibility="team")
    hidden.lead.visibility = "staff"
    hidden.lead.save()
    taken = services.take_snapshot(portfolio=story, title="Adopted", by=cast["olga"])
    assert frozen_world(taken, cast[who]) == load_world(story, taken.as_of, cast[who], unaligned=False)


def test_taking_one_is_told_in_the_history_of_both_without_its_content(taken, story, olga):
    entries = {
        entry.verb: entry for entry in (*history.entries_of(taken), *history.entries_of(story)) if entry.by == olga
    }
    assert set(entries) == {"portfolios.snapshot.create", "portfolios.portfolio.snapshot"}
    assert "content" not in entries["portfolios.snapshot.create"].changes
    assert entries["portfolios.portfolio.snapshot"].extra["digest"] == taken.digest
