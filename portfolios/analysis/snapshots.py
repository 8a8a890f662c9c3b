"""What changed between two snapshots (Convergenze analyses, 13. Snapshot difference)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from .coverage import coverage
from .indicators import Reading, readings
from .money import money
from .parameters import DEFAULTS, Parameters
from .world import Action, Key, World, in_order


@dataclass(frozen=True, slots=True)
class Difference:
    """From an earlier world to a later one; only what changed is listed.

    ``changed`` names the fields of each action that stayed, ``stages`` the change in euro by funding stage,
    gaps are (objective, lever) pairs, ``indicators`` holds the readings before and after.
    """

    entered: tuple[Key, ...]
    left: tuple[Key, ...]
    changed: Mapping[Key, tuple[str, ...]]
    stages: Mapping[str, Decimal]
    gaps_opened: tuple[tuple[Key, Key], ...]
    gaps_closed: tuple[tuple[Key, Key], ...]
    indicators: Mapping[Key, tuple[Reading | None, Reading | None]]


def difference(before: World, after: World, parameters: Parameters = DEFAULTS) -> Difference:
    """Actions in, out and changed; money by stage; gaps opened and closed; indicator moves (13.)."""
    old, new = ({action.key: action for action in world.actions} for world in (before, after))
    gaps_then, gaps_now = _gaps(before, parameters), _gaps(after, parameters)
    stayed = [key for key in in_order(new) if key in old and old[key] != new[key]]
    return Difference(
        entered=tuple(in_order(new.keys() - old.keys())),
        left=tuple(in_order(old.keys() - new.keys())),
        changed={key: changed_fields(old[key], new[key]) for key in stayed},
        stages=_stage_moves(before, after, parameters),
        gaps_opened=tuple(in_order(gaps_now - gaps_then)),
        gaps_closed=tuple(in_order(gaps_then - gaps_now)),
        indicators=_indicator_moves(before, after, parameters),
    )


def changed_fields(before: Action, after: Action) -> tuple[str, ...]:
    """Names of the fields in which two states of an action differ."""
    return tuple(f.name for f in fields(Action) if getattr(before, f.name) != getattr(after, f.name))


def _gaps(world: World, parameters: Parameters) -> set[tuple[Key, Key]]:
    return {at for at, cell in coverage(world, "lever", parameters).cells.items() if cell.label == "gap"}


def _stage_moves(before: World, after: World, parameters: Parameters) -> Mapping[str, Decimal]:
    then, now = money(before, parameters).stages, money(after, parameters).stages
    moves = {stage: now.get(stage, Decimal()) - then.get(stage, Decimal()) for stage in {**then, **now}}
    return {stage: amount for stage, amount in moves.items() if amount}


def _indicator_moves(
    before: World, after: World, parameters: Parameters
) -> Mapping[Key, tuple[Reading | None, Reading | None]]:
    """Readings whose progress or status moved; a measurement that only grew older did not."""
    then, now = readings(before, parameters), readings(after, parameters)
    pairs = {key: (then.get(key), now.get(key)) for key in {**then, **now}}
    return {key: pair for key, pair in pairs.items() if _essence(pair[0]) != _essence(pair[1])}


def _essence(reading: Reading | None) -> tuple | None:
    return (reading.status, reading.progress) if reading else None
