"""Stories that are wrong say where, and what to do."""

import json
from datetime import date

import pytest

from portfolios.analysis.reading import StoryError
from portfolios.analysis.story import world_from_story, world_from_text


def put(story, path, value):
    """Set (or with ... remove) a value deep in a story."""
    *way, last = path
    for step in way:
        story = story[step]
    if value is ...:
        del story[last]
    else:
        story[last] = value


FIRST = ("actions", 0)
WRONG = [
    (("format",), "other/2", "story.format"),
    (("as_of",), ..., "story.as_of"),
    (("as_of",), "1/1/2026", "story.as_of"),
    (("as_of",), "2026-02-30", "story.as_of"),
    (("as_of",), "20260101", "story.as_of"),
    (("as_of",), 2026, "story.as_of"),
    (("mission",), [], "story.mission"),
    (("mission", "owner"), "A99", "story.mission.owner"),
    (("actors",), ..., "story.actors"),
    (("actors",), [], "story.actors"),
    (("actors", "U", "family"), "family", "story.actors.U.family"),
    (("objectives",), "O1", "story.objectives"),
    (("objectives", "O1", "title"), "  ", "story.objectives.O1.title"),
    (("objectives", "O1", "weight"), 0, "story.objectives.O1.weight"),
    (("objectives", "O1", "target"), "many", "story.objectives.O1.target"),
    (("objectives", "O1", "latest_value"), True, "story.objectives.O1.latest_value"),
    (("objectives", "O1", "latest_date"), None, "story.objectives.O1.latest_date"),
    (("objectives", "O1", "milestones"), [["2025-06-30"]], "story.objectives.O1.milestones[0]"),
    (("objectives", "O1", "required_levers"), ["magic"], "story.objectives.O1.required_levers[0]"),
    (("target_mix", "horizon", "H9"), 1, "story.target_mix.horizon.H9"),
    (("actions",), {}, "story.actions"),
    ((*FIRST, "code"), ..., "story.actions[0].code"),
    ((*FIRST, "lead"), "A99", "story.actions[0].lead"),
    ((*FIRST, "partners"), ["A99"], "story.actions[0].partners[0]"),
    ((*FIRST, "position"), "P9", "story.actions[0].position"),
    ((*FIRST, "objectives"), {"O9": 1}, "story.actions[0].objectives.O9"),
    ((*FIRST, "objectives"), {"O1": 7}, "story.actions[0].objectives.O1"),
    ((*FIRST, "status"), "running", "story.actions[0].status"),
    ((*FIRST, "munis"), ["Q"], "story.actions[0].munis[0]"),
    ((*FIRST, "end"), "2024-12-31", "story.actions[0].end"),
    ((*FIRST, "cost"), -1, "story.actions[0].cost"),
    ((*FIRST, "cost"), 1e300, "story.actions[0].cost"),
    ((*FIRST, "cost"), 10**400, "story.actions[0].cost"),
    ((*FIRST, "cost"), float("nan"), "story.actions[0].cost"),
    ((*FIRST, "summary"), "x" * 30_000, "story.actions[0].summary"),
    ((*FIRST, "funding", 0, "stage"), "promised", "story.actions[0].funding[0].stage"),
    ((*FIRST, "funding", 0, "amount"), "300", "story.actions[0].funding[0].amount"),
    (("actions", 1, "code"), "B1", "story.actions"),
]


@pytest.mark.parametrize(("path", "value", "named"), WRONG)
def test_an_error_names_the_place(small_story, path, value, named):
    put(small_story, path, value)
    with pytest.raises(StoryError) as caught:
        world_from_story(small_story)
    assert caught.value.path == named
    assert caught.value.advice.endswith(".")


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, b"\xff\xfe\x00", "null", "[]", "1"])
def test_what_is_not_a_story_is_refused(text):
    with pytest.raises(StoryError):
        world_from_text(text)


@pytest.mark.parametrize(
    "path",
    [
        ("format",),
        ("positions",),
        ("target_mix",),
        ("municipalities",),
        ("unaligned_actions",),
        ("objectives", "O1", "latest_value"),
        ("objectives", "O1", "milestones"),
        ("objectives", "O1", "required_levers"),
        (*FIRST, "summary"),
        (*FIRST, "partners"),
        (*FIRST, "position"),
        (*FIRST, "objectives"),
        (*FIRST, "levers"),
        (*FIRST, "start"),
        (*FIRST, "cost"),
        (*FIRST, "funding"),
    ],
)
def test_a_story_may_leave_this_out(small_story, path):
    put(small_story, path, ...)
    assert len(world_from_story(small_story).actions) == 4


def test_a_story_can_be_read_at_another_date(small_story):
    assert world_from_text(json.dumps(small_story), as_of=date(2027, 5, 1)).as_of == date(2027, 5, 1)


def test_contributions_and_partners_may_say_more(small_story):
    small_story["actions"][0]["objectives"] = {"O1": {"weight": 3, "agreed": False}}
    small_story["actions"][0]["partners"] = [{"actor": "K", "role": "funder"}]
    first = world_from_story(small_story).actions[0]
    assert (first.objectives["O1"].weight, first.objectives["O1"].agreed) == (3, False)
    assert [(partner.actor, partner.role) for partner in first.partners] == [("K", "funder")]
