"""Two actions side by side, field by field, with what they share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from actors.choices import Resource, tag_label
from convergenze.core.money import show_euro
from missions.choices import Lever, TargetGroup
from portfolios.analysis.world import Action, Key
from portfolios.choices import Horizon, MoneyStage, Stage
from portfolios.queries.tabs.desk import Desk


@dataclass(frozen=True)
class Item:
    """A value of one side; ``shared`` when the other side has it too."""

    text: Any
    shared: bool


@dataclass(frozen=True)
class Field:
    """A row of the comparison. ``is_text``: the items are pieces of one text, word by word."""

    label: Any
    one: list[Item]
    other: list[Item]
    is_text: bool = False

    @property
    def state(self) -> str:
        """ "same", "partly" or "different"; "" where both say nothing."""
        shared = [item.shared for item in (*self.one, *self.other)]
        if not shared:
            return ""
        return "same" if all(shared) else "partly" if any(shared) else "different"

    @property
    def state_label(self) -> Any:
        """The state in words."""
        return STATES.get(self.state, "")


STATES = {"same": _("the same"), "partly": _("partly the same"), "different": _("different")}


def side_by_side(desk: Desk, one: Key, other: Key) -> list[Field]:
    """Every compared field of two actions of ``desk``."""
    world = {action.key: action for action in desk.world.actions}
    sides = world[one], world[other]
    places = _places(desk, sides)
    texts = [_words(label, *(read(action) for action in sides)) for label, read in TEXTS]
    lists = [
        _field(label, *(read(action, desk, places) for action in sides)) for label, read in FIELDS if label != SUMMARY
    ]
    return texts + lists


def _words(label: Any, one: str, other: str) -> Field:
    """Two texts as pieces that both have and pieces that only one has."""
    sides = one.split(), other.split()
    plain = [[re.sub(r"\W", "", word).lower() for word in side] for side in sides]
    found: tuple[list[Item], list[Item]] = ([], [])
    for tag, *spans in SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes():
        for items, words, (start, end) in zip(found, sides, (spans[:2], spans[2:]), strict=True):
            if start < end:
                items.append(Item(" ".join(words[start:end]), tag == "equal"))
    return Field(label, *found, is_text=True)


def _field(label: Any, one: Mapping[Any, Any], other: Mapping[Any, Any]) -> Field:
    return Field(
        label,
        [Item(text, key in other) for key, text in one.items()],
        [Item(text, key in one) for key, text in other.items()],
    )


def _places(desk: Desk, sides: Iterable[Action]) -> Mapping[Key, str]:
    return desk.records.places(set().union(*(action.munis for action in sides)))


def _labels(values: Iterable[str], choices: Any) -> dict[str, Any]:
    values = set(values)
    return {code: label for code, label in choices.choices if code in values}


def _lead(action: Action, desk: Desk, places) -> dict:
    return {action.lead: desk.actors[action.lead].name} if action.lead in desk.actors else {}


def _partners(action: Action, desk: Desk, places) -> dict:
    return {p.actor: desk.actors[p.actor].name for p in action.partners if p.actor in desk.actors}


def _objectives(action: Action, desk: Desk, places) -> dict:
    return {
        key: f"{o} (×{action.objectives[key].weight})" for key, o in desk.objectives.items() if key in action.objectives
    }


def _period(action: Action, desk: Desk, places) -> dict:
    if not action.starts_on and not action.ends_on:
        return {}
    days = [date_format(d, "SHORT_DATE_FORMAT") if d else "…" for d in (action.starts_on, action.ends_on)]
    return {action.period: "–".join(days)}


def _money(action: Action, desk: Desk, places) -> dict:
    stages = dict(MoneyStage.choices)
    return {
        (line.source, place): f"{line.source}: {show_euro(line.amount)} ({stages.get(line.stage, line.stage)})"
        for place, line in enumerate(action.funding)
    }


def _resources(codes: Iterable[str]) -> dict:
    kinds = dict(Resource.choices)
    pairs = [(code, *code.split(":", 1)) for code in sorted(codes)]
    return {code: f"{kinds.get(kind, kind)}: {tag_label(tag)}" for code, kind, tag in pairs}


SUMMARY = _("Summary")
TEXTS = ((_("Title"), lambda action: action.title), (SUMMARY, lambda action: action.summary))
FIELDS = (
    (_("State"), lambda a, d, p: {a.status: d.actions[a.key].status_label}),
    (_("Lead"), _lead),
    (_("Partners"), _partners),
    (SUMMARY, lambda a, d, p: {a.summary: a.summary} if a.summary else {}),
    (_("Objectives"), _objectives),
    (_("Target groups"), lambda a, d, p: _labels(a.targets, TargetGroup)),
    (_("Levers"), lambda a, d, p: _labels(a.levers, Lever)),
    (_("Places"), lambda a, d, p: {key: name for key, name in p.items() if key in a.munis}),
    (_("Period"), _period),
    (_("Cost"), lambda a, d, p: {a.cost: show_euro(a.cost)} if a.cost is not None else {}),
    (_("Funding"), _money),
    (_("Stage"), lambda a, d, p: _labels([a.stage], Stage)),
    (_("Horizon"), lambda a, d, p: _labels([a.horizon], Horizon)),
    (_("Offers"), lambda a, d, p: _resources(a.offers)),
    (_("Needs"), lambda a, d, p: _resources(a.needs)),
)
