"""The story format as a way out: what is written loads back into the same portfolio."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from convergenze.accounts.services import clock
from portfolios import services
from portfolios.analysis.report import report
from portfolios.models import Action, Portfolio
from portfolios.queries.loading import load_world
from portfolios.queries.telling import story_of

FILES = {
    "demo": Path("convergenze/home/demo/case_piene_valli_vive.json"),
    "small": Path("tests/portfolios/analysis/small_story.json"),
}
LISTS = {"munis", "targets", "partners", "offers", "needs", "cofog", "ateco", "required_levers", "levers"}


def in_one_way(value, name=""):
    """A story whose sets are in order and which does not say what is empty, so that equal means equal."""
    if isinstance(value, dict):
        said = {key: in_one_way(item, key) for key, item in value.items()}
        return {key: item for key, item in said.items() if item not in (None, "", [], {}, "not_assessed")}
    if isinstance(value, list):
        items = [in_one_way(item) for item in value]
        return sorted(items, key=str) if name in LISTS else items
    return float(value) if isinstance(value, int) else value


@pytest.fixture(params=FILES)
def given(request, db):
    """A story that was loaded."""
    story = json.loads(FILES[request.param].read_text(encoding="utf-8"))
    services.load_story(story=story, by=clock())
    return story


def written(story):
    return story_of(Portfolio.objects.order_by("pk").first(), date.fromisoformat(story["as_of"]))


ABOUT_THE_FILE = {"note", "demo", "title"}


@pytest.mark.parametrize("given", ["demo"], indirect=True)
def test_what_was_loaded_is_written_again(given):
    told, expected = in_one_way(written(given)), in_one_way(given)
    assert {name: told.get(name) for name in told.keys() - ABOUT_THE_FILE} == {
        name: expected.get(name) for name in expected.keys() - ABOUT_THE_FILE
    }


def test_what_is_written_changes_nothing_when_it_is_loaded_again(given):
    told = written(given)
    loaded = services.load_story(story=told, by=clock())
    assert (loaded.counts["created"], loaded.counts["updated"]) == (0, 0)
    assert written(given) == told


def test_what_is_written_loads_into_an_identical_portfolio(given):
    day = date.fromisoformat(given["as_of"])
    told = written(given)
    elsewhere = told["territory"] | {"name": "Un'altra valle"}
    copy = told | {"mission": told["mission"] | {"slug": "una-copia"}, "territory": elsewhere}
    loaded = services.load_story(story=copy, by=clock())
    original = Portfolio.objects.exclude(pk=loaded.portfolio.pk).get()
    figures = [report(load_world(one, day, None, by_code=True)) for one in (original, loaded.portfolio)]
    # Municipalities of the register are shared: the actions of each are candidates of the other.
    for one in figures:
        one.pop("alignment")
        one.pop("mission", None)
    assert figures[0] == figures[1]
    again = story_of(loaded.portfolio, day)
    for name in ("actions", "objectives", "positions", "target_mix", "actors", "municipalities"):
        assert again[name] == told[name], name


def test_a_story_tells_a_reader_what_they_may_see(given, chiara):
    hidden = Action.objects.filter(placements__isnull=False).order_by("pk").first()
    Action.objects.filter(pk=hidden.pk).update(visibility="team", title="Segretissimo")
    lead = hidden.lead
    lead.name, lead.visibility = "Nascosto", "team"
    lead.save()
    told = json.dumps(story_of(Portfolio.objects.get(), date.fromisoformat(given["as_of"]), chiara), ensure_ascii=False)
    assert "Segretissimo" not in told
    assert "Nascosto" not in told


def test_the_command_writes_the_file(given, tmp_path):
    file = tmp_path / "story.json"
    slug = Portfolio.objects.get().mission.slug
    call_command("export_story", slug, str(file), as_of=given["as_of"])
    assert json.loads(file.read_text(encoding="utf-8")) == written(given)


@pytest.mark.parametrize(("slug", "file", "sentence"), [
    ("nessuno", "x.json", "There is no portfolio and no mission with a portfolio called “nessuno”."),
    ("", "/nowhere/at/all.json", "cannot be written"),
])  # fmt: skip
def test_the_command_says_what_is_wrong(given, slug, file, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("export_story", slug or Portfolio.objects.get().slug, file)
