"""A story file (format ``convergenze-story/1``) as a World; the format is described in docs/analyses.md."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from .parameters import DEFAULTS, DEPTHS, DYNAMICS, FAMILIES, FUNDING_STAGES, HORIZONS, LEVERS, SHARES, STAGES
from .reading import Node, StoryError
from .world import Action, Actor, Contribution, FundingLine, Indicator, Mission, Objective, Partner, World

FORMAT = "convergenze-story/1"
DIMENSIONS = {"horizon": HORIZONS, "stage": STAGES, "dynamic": DYNAMICS, "depth": DEPTHS}
HEALTHS = ("not_assessed", "on_track", "at_risk", "late", "blocked")

__all__ = ["FORMAT", "StoryError", "world_from_story", "world_from_text"]


@dataclass(frozen=True, slots=True)
class _Codes:
    """The codes a story declares, against which its actions are checked."""

    actors: Collection[str]
    objectives: Collection[str]
    positions: Collection[str] | None  # None here and below: the story lists none, so any is accepted
    municipalities: Collection[str] | None


def world_from_text(text: str | bytes, as_of: date | None = None) -> World:
    """The world of a story given as JSON text; StoryError says what to mend."""
    try:
        data = json.loads(text)
    except RecursionError:
        raise StoryError("story", "is nested too deeply.", "Use the format of the demo story.") from None
    except ValueError as error:  # bad JSON, bad encoding, absurdly long numbers
        raise StoryError("story", f"is not JSON ({error}).", "Check the file with a JSON editor.") from None
    return world_from_story(data, as_of)


def world_from_story(data: Any, as_of: date | None = None) -> World:
    """The world of a story read from JSON, evaluated at its own date unless ``as_of`` says another.

    Raises StoryError with the path and what to do for missing keys, unknown codes, bad dates and wrong types.
    Absent positions, target_mix, unaligned_actions and measurements are fine.
    """
    story = Node(data)
    if not story.get("format").missing:
        story.get("format").code((FORMAT,), "a format this platform reads")
    actors = {key: _actor(key, node) for key, node in story.need("actors").members()}
    positions = {key: node.text() for key, node in story.get("positions").members()}
    objectives = tuple(_objective(key, node) for key, node in story.need("objectives").members())
    codes = _Codes(
        actors=actors,
        objectives={objective.key for objective in objectives},
        positions=None if story.get("positions").missing else positions,
        municipalities=_listed(story.get("municipalities")),
    )
    actions = tuple(_action(node, codes) for node in story.need("actions").items())
    unaligned = tuple(_action(node, codes) for node in story.get("unaligned_actions").items())
    _no_code_twice(story, [*actions, *unaligned])
    _owners_exist(story, codes)
    return World(
        as_of=as_of or story.need("as_of").day(),
        mission=_mission(story.need("mission")),
        objectives=objectives,
        positions=positions,
        actors=actors,
        actions=actions,
        target_mix=_target_mix(story.get("target_mix")),
        unaligned=unaligned,
    )


def _mission(node: Node) -> Mission:
    slug, starts_on, ends_on = node.get("slug"), *_period(node)
    title = node.need("title").text()
    return Mission(title if slug.missing else slug.text(), title, starts_on, ends_on)


def _listed(node: Node) -> Collection[str] | None:
    return None if node.missing else {key for key, _ in node.members()}


def _actor(key: str, node: Node) -> Actor:
    return Actor(
        key=key,
        name=node.need("name").text(),
        family=node.need("family").code(FAMILIES, "a family of actors"),
        also_families=_codes_in(node.get("also_families"), FAMILIES, "a family of actors"),
    )


def _target_mix(node: Node) -> dict[str, dict[str, float]]:
    mix: dict[str, dict[str, float]] = {}
    for dimension, classes in node.members():
        known = DIMENSIONS[Node(dimension, classes.path).code(DIMENSIONS, "a dimension of the mix")]
        mix[dimension] = {
            Node(name, share.path).code(known, f"a {dimension}"): share.number() for name, share in classes.members()
        }
    return mix


def _objective(key: str, node: Node) -> Objective:
    weight = node.get("weight")
    return Objective(
        key=key,
        title=node.need("title").text(),
        weight=1 if weight.missing else weight.positive(),
        required_levers=_codes_in(node.get("required_levers"), LEVERS, "a lever"),
        indicators=() if node.get("target").missing else (_indicator(key, node),),
    )


def _indicator(key: str, node: Node) -> Indicator:
    value, frequency = node.get("latest_value"), node.get("frequency_days")
    return Indicator(
        key=key,
        baseline=node.need("baseline").number(),
        baseline_on=node.need("baseline_date").day(),
        target=node.need("target").number(),
        target_on=node.need("target_date").day(),
        milestones=tuple(_milestone(milestone) for milestone in node.get("milestones").items()),
        value=None if value.missing else value.number(),
        measured_on=None if value.missing else node.need("latest_date").day(),
        frequency_days=None if frequency.missing else int(frequency.positive()),
    )


def _milestone(node: Node) -> tuple[date, float]:
    parts = list(node.items())
    if len(parts) != 2:
        raise node.wrong(f"has {len(parts)} elements.", "A milestone is [date, value].")
    return parts[0].day(), parts[1].number()


def _action(node: Node, codes: _Codes) -> Action:
    starts_on, ends_on = _period(node)
    levers = _codes_in(node.get("levers"), LEVERS, "a lever")
    cost = node.get("cost")
    return Action(
        key=node.need("code").text(),
        title=node.need("title").text(),
        summary=node.get("summary").text_or_blank(),
        lead=node.need("lead").code(codes.actors, "an actor of this story"),
        partners=tuple(_partner(partner, codes) for partner in node.get("partners").items()),
        position=_code_or_none(node.get("position"), codes.positions, "a position of this story"),
        objectives=_contributions(node.get("objectives"), codes),
        levers=levers,
        primary_lever=_code_or_none(node.get("primary_lever"), levers, "a lever of this action"),
        horizon=_code_or_none(node.get("horizon"), HORIZONS, "a horizon"),
        stage=_code_or_none(node.get("stage"), STAGES, "a stage"),
        depth=_code_or_none(node.get("depth"), DEPTHS, "a depth"),
        dynamic=_code_or_none(node.get("dynamic"), DYNAMICS, "a dynamic"),
        status=node.need("status").code(DEFAULTS.status_factors, "a status of actions"),
        health=_code_or_none(node.get("health"), HEALTHS, "a health"),
        munis=_codes_in(node.get("munis"), codes.municipalities, "a municipality of this story"),
        starts_on=starts_on,
        ends_on=ends_on,
        cost=None if cost.missing else cost.euro(),
        targets=_texts(node.get("targets")),
        funding=tuple(_funding_line(line) for line in node.get("funding").items()),
        offers=_texts(node.get("offers")),
        needs=_texts(node.get("needs")),
        cofog=_texts(node.get("cofog")),
        ateco=_texts(node.get("ateco")),
    )


def _partner(node: Node, codes: _Codes) -> Partner:
    if isinstance(node.value, str):
        return Partner(node.code(codes.actors, "an actor of this story"))
    role = node.get("role")
    actor = node.need("actor").code(codes.actors, "an actor of this story")
    return Partner(actor) if role.missing else Partner(actor, role.text())


def _contributions(node: Node, codes: _Codes) -> dict[str, Contribution]:
    found = {}
    for key, contribution in node.members():
        Node(key, contribution.path).code(codes.objectives, "an objective of this story")
        if isinstance(contribution.value, dict):
            agreed = contribution.get("agreed")
            weight = contribution.need("weight").weight()
            found[key] = Contribution(weight, agreed.missing or agreed.flag())
        else:
            found[key] = Contribution(contribution.weight())
    return found


def _funding_line(node: Node) -> FundingLine:
    end = node.get("eligibility_end")
    return FundingLine(
        source=node.need("source").text(),
        amount=node.need("amount").euro(),
        stage=node.need("stage").code(FUNDING_STAGES, "a stage of money"),
        instrument=node.get("instrument").text_or_blank(),
        eligibility_end=None if end.missing else end.day(),
        share=_code_or_none(node.get("share"), SHARES, "whose money it is") or "",
    )


def _period(node: Node) -> tuple[date | None, date | None]:
    start, end = node.get("start"), node.get("end")
    starts_on = None if start.missing else start.day()
    ends_on = None if end.missing else end.day()
    if starts_on and ends_on and ends_on < starts_on:
        raise end.wrong(f"is before the start ({starts_on}).", "Swap the two dates.")
    return starts_on, ends_on


def _texts(node: Node) -> frozenset[str]:
    return frozenset(item.text() for item in node.items())


def _codes_in(node: Node, known: Collection[str] | None, of: str) -> frozenset[str]:
    return frozenset(item.text() if known is None else item.code(known, of) for item in node.items())


def _code_or_none(node: Node, known: Collection[str] | None, of: str) -> str | None:
    if node.missing:
        return None
    return node.text() if known is None else node.code(known, of)


def _no_code_twice(story: Node, actions: list[Action]) -> None:
    seen: set[object] = set()
    for action in actions:
        if action.key in seen:
            raise story.get("actions").wrong(f"has {action.key!r} twice.", "Give every action its own code.")
        seen.add(action.key)


def _owners_exist(story: Node, codes: _Codes) -> None:
    for place in ("challenge", "mission"):
        if not story.get(place).missing:
            _code_or_none(story.get(place).get("owner"), codes.actors, "an actor of this story")
    if not story.get("territory").missing:
        _codes_in(story.get("territory").get("municipalities"), codes.municipalities, "a municipality of this story")
