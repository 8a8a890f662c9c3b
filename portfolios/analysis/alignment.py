"""How much of what happens in a territory serves the mission (Convergenze analyses, 11. Alignment of a territory)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .parameters import DEFAULTS, Parameters
from .shares import ratio, total
from .world import Action, Key, World, in_order


@dataclass(frozen=True, slots=True)
class Alignment:
    """Shares by count and by cost (None when nothing is recorded or priced), and the largest unaligned actions."""

    aligned: int
    recorded: int
    count: float | None
    cost: float | None
    candidates: tuple[Action, ...]


def alignment(world: World, parameters: Parameters = DEFAULTS) -> Alignment:
    """Actions with an agreed contribution ÷ all actions recorded in the territory (11.)."""
    recorded = [*world.actions, *world.unaligned]
    aligned = [action for action in recorded if is_aligned(action)]
    others = [action for action in recorded if not is_aligned(action)]
    return Alignment(
        aligned=len(aligned),
        recorded=len(recorded) + world.unlisted_count,
        count=ratio(len(aligned), len(recorded) + world.unlisted_count),
        cost=ratio(total(a.cost for a in aligned), total([*(a.cost for a in recorded), world.unlisted_cost or None])),
        candidates=tuple(_largest(others, parameters.largest_candidates)),
    )


def is_aligned(action: Action) -> bool:
    """Whether an objective of the mission has agreed to what the action contributes."""
    return any(contribution.agreed for contribution in action.objectives.values())


def _largest(actions: Sequence[Action], size: int) -> list[Action]:
    """By cost, unknown costs last, equal costs by key."""
    order: dict[Key, int] = {key: place for place, key in enumerate(in_order(action.key for action in actions))}
    unknown = Decimal(-1)
    return sorted(actions, key=lambda a: (-(unknown if a.cost is None else a.cost), order[a.key]))[:size]
