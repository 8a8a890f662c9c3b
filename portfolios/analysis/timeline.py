"""What happens when, and which order cannot hold (Convergenze analyses, 9. Timeline)."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from .money import Cliff, cliffs
from .parameters import DEFAULTS, Parameters
from .world import Action, Key, World, in_order


@dataclass(frozen=True, slots=True)
class Dependency:
    """A dependent action needs what its provider delivers; None when a date is missing."""

    provider: Key
    dependent: Key
    is_critical: bool | None


@dataclass(frozen=True, slots=True)
class Window:
    """Money of an action that may be spent until a day."""

    action: Key
    source: str
    until: date
    is_over: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars by position with today, the milestones of objectives, funding windows, cliffs and dependencies."""

    today: date
    first: date | None
    last: date | None
    rows: tuple[tuple[Key | None, tuple[Action, ...]], ...]
    undated: tuple[Key, ...]
    milestones: tuple[tuple[date, Key], ...]
    windows: tuple[Window, ...]
    cliffs: tuple[Cliff, ...]
    dependencies: tuple[Dependency, ...]


def timeline(world: World, parameters: Parameters = DEFAULTS) -> Timeline:
    """Everything dated in the portfolio (9. Timeline)."""
    dated = [(action.period, action) for action in world.actions if action.period]
    return Timeline(
        today=world.as_of,
        first=min((period[0] for period, _ in dated), default=None),
        last=max((period[1] for period, _ in dated), default=None),
        rows=_rows(world, [action for _, action in dated]),
        undated=tuple(action.key for action in world.actions if not action.period),
        milestones=_milestones(world),
        windows=_windows(world),
        cliffs=tuple(cliffs(world, parameters)),
        dependencies=tuple(dependencies(world)),
    )


def dependencies(world: World) -> list[Dependency]:
    """Critical: the dependent starts before its provider ends (9. Timeline); pairs with unknown keys are skipped."""
    actions = {action.key: action for action in world.actions}
    return [
        Dependency(provider, dependent, _is_critical(actions[provider], actions[dependent]))
        for provider, dependent in world.dependencies
        if provider in actions and dependent in actions
    ]


def _is_critical(provider: Action, dependent: Action) -> bool | None:
    if provider.ends_on is None or dependent.starts_on is None:
        return None
    return dependent.starts_on < provider.ends_on


def _rows(world: World, dated: list[Action]) -> tuple[tuple[Key | None, tuple[Action, ...]], ...]:
    """Positions in their declared order, actions without one last, each row by start."""
    order = {position: place for place, position in enumerate(world.positions)}
    keys = {key: place for place, key in enumerate(in_order(action.key for action in dated))}

    def place(action: Action) -> int:
        return order.get(action.position, len(order))

    ranked = sorted(dated, key=lambda a: (place(a), a.starts_on, keys[a.key]))
    rows = ((at, tuple(actions)) for at, actions in groupby(ranked, key=place))
    names = [*world.positions, None]
    return tuple((names[at], actions) for at, actions in rows)


def _milestones(world: World) -> tuple[tuple[date, Key], ...]:
    found = [
        (day, objective.key)
        for objective in world.objectives
        for indicator in objective.indicators
        for day in (*(day for day, _ in indicator.milestones), indicator.target_on)
        if day is not None
    ]
    return tuple(sorted(found, key=lambda milestone: (milestone[0], str(milestone[1]))))


def _windows(world: World) -> tuple[Window, ...]:
    found = [
        Window(action.key, line.source, line.eligibility_end, line.eligibility_end < world.as_of)
        for action in world.actions
        for line in action.funding
        if line.eligibility_end is not None
    ]
    return tuple(sorted(found, key=lambda window: (window.until, window.source)))
