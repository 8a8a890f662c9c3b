"""Stories: loaded once or twice, they give back the figures that the file itself gives."""

import copy
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from actors.models import Actor, HistoricalIdentifier
from convergenze.accounts.services import clock
from convergenze.history import services as history
from missions.models import Mission
from portfolios import services
from portfolios.analysis.reading import StoryError
from portfolios.analysis.report import report
from portfolios.analysis.story import world_from_story
from portfolios.models import Action, Contribution, FundingLine, Placement, Portfolio
from portfolios.queries.loading import find_portfolio, load_world
from tests.portfolios.analysis.test_report import differences

DEMO = Path("convergenze/home/demo/case_piene_valli_vive.json")
SMALL = Path("tests/portfolios/analysis/small_story.json")
MORE = Path("tests/portfolios/more_actions.json")


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def own_story():
    """Many states, one action mapped inside the portfolio, values missing, codes out of order, unknown tags."""
    story = read(SMALL)
    story["mission"]["slug"] = "altra"
    story["actions"] = [*reversed(story["actions"]), *read(MORE)]
    story["objectives"]["O2"]["latest_value"] = None
    story["objectives"]["O1"]["frequency_days"] = 30
    return story


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["demo", "small", "own"])
def test_the_command_line_prints_what_the_file_itself_gives(name, own_story):
    story = {"demo": lambda: read(DEMO), "small": lambda: read(SMALL), "own": lambda: own_story}[name]()
    services.load_story(story=story, by=clock())
    out = io.StringIO()
    call_command("analyse_portfolio", story["mission"]["slug"], as_of=story["as_of"], json=True, stdout=out)
    assert differences(json.loads(out.getvalue()), json.loads(json.dumps(report(world_from_story(story))))) == []


@pytest.mark.django_db
def test_the_demo_story_gives_what_an_independent_implementation_computed():
    call_command("load_story", str(DEMO), stdout=io.StringIO())
    world = load_world(find_portfolio("case-piene-valli-vive"), world_from_story(read(DEMO)).as_of, by_code=True)
    expected = json.loads(Path("tests/portfolios/analysis/story.expected.json").read_text())
    assert differences(json.loads(json.dumps(report(world))), expected) == []


def counted():
    return {
        model.__name__: model.objects.count()
        for model in (Actor, Mission, Portfolio, Action, Contribution, FundingLine, Placement)
    }


@pytest.mark.django_db
def test_loading_again_changes_nothing():
    first = services.load_story(story=read(DEMO), by=clock())
    before = counted()
    again = services.load_story(story=read(DEMO), by=clock())
    assert counted() == before == {
        "Actor": 18, "Mission": 1, "Portfolio": 1, "Action": 19, "Contribution": 27, "FundingLine": 38, "Placement": 16,
    } | {name: before[name] for name in ("Contribution", "FundingLine")}  # fmt: skip
    assert (first.counts, again.counts) == (
        {"created": 19, "updated": 0, "skipped": 0},
        {"created": 0, "updated": 0, "skipped": 19},
    )


@pytest.mark.django_db
def test_a_changed_file_brings_its_records_along(own_story):
    services.load_story(story=copy.deepcopy(own_story), by=clock())
    gone = own_story["actions"].pop(0)
    own_story["actions"][0]["cost"] = 999
    del own_story["objectives"]["O2"]
    for action in own_story["actions"]:
        (action.get("objectives") or {}).pop("O2", None)
    services.load_story(story=own_story, by=clock())
    world = load_world(find_portfolio("altra"), world_from_story(own_story).as_of, by_code=True)
    assert (
        differences(json.loads(json.dumps(report(world))), json.loads(json.dumps(report(world_from_story(own_story)))))
        == []
    )
    assert not Action.objects.alive().filter(code=gone["code"]).exists()


@pytest.mark.django_db
def test_the_code_of_an_actor_is_kept():
    services.load_story(story=read(DEMO), by=clock())
    bank = HistoricalIdentifier.objects.get(scheme="story", value="case-piene-valli-vive:A10")
    assert bank.actor.name == "Banca delle Valli BCC"
    assert set(FundingLine.objects.filter(funder=bank.actor).values_list("source", flat=True)) == {bank.actor.name}


@pytest.mark.django_db
def test_a_loading_is_one_batch_of_the_history():
    loaded = services.load_story(story=read(SMALL), by=clock())
    assert {entry.act for entry in history.entries_of_batch(loaded.batch)} == {"import"}


WRONG = [
    (lambda s: s["actions"][0].update(lead="Z"), "lead"),
    (lambda s: s["actions"][0].update(title="x" * 300), "title"),
    (lambda s: s["actions"][0].update(cost=10**14), "B1"),
    (lambda s: s["objectives"]["O1"].update(weight=5), "weight"),
    (lambda s: s["objectives"]["O1"].update(target_date="2020-01-01"), "target_date"),
    (lambda s: s["mission"].update(statement="x" * 281), "statement"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("spoil", "place"), WRONG)
def test_a_story_that_does_not_fit_is_refused_whole(spoil, place):
    story = read(SMALL)
    spoil(story)
    with pytest.raises(StoryError) as refused:
        services.load_story(story=story, by=clock())
    assert place in refused.value.path
    assert (Mission.objects.count(), Action.objects.count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "[", "[]", "null", "{}", '{"mission": 3}', "\x00\xff"])
def test_a_file_that_is_no_story_is_one_sentence(text, tmp_path):
    file = tmp_path / "story.json"
    file.write_text(text)
    with pytest.raises(CommandError):
        call_command("load_story", str(file), stdout=io.StringIO())


@pytest.mark.django_db
def test_unknown_slugs_and_dates_are_one_sentence():
    with pytest.raises(CommandError, match="There is no portfolio"):
        call_command("analyse_portfolio", "nothing")
    services.load_story(story=read(SMALL), by=clock())
    with pytest.raises(CommandError, match="is not a date"):
        call_command("analyse_portfolio", "prova", as_of="2026-13-40")
