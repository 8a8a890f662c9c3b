"""Whether the portfolio has the mix it declared (Convergenze analyses, 4. Balance)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .parameters import DEFAULTS, DEPTHS, DYNAMICS, HORIZONS, STAGES, Parameters
from .shares import Number, distance_from, shares
from .world import Action, Key, World

Dimension = Literal["horizon", "stage", "dynamic", "depth"]
CLASSES: Mapping[Dimension, tuple[str, ...]] = {
    "horizon": HORIZONS,
    "stage": STAGES,
    "dynamic": DYNAMICS,
    "depth": DEPTHS,
}


@dataclass(frozen=True, slots=True)
class Balance:
    """Shares over active actions that declare the dimension; the others are listed in ``missing``.

    ``balance_*`` is 1 when the shares equal the declared mix, None without a mix or without actions (or money).
    ``uneven`` are the classes whose two shares differ by more than the threshold.
    """

    count: Mapping[str, float] | None
    money: Mapping[str, float] | None
    balance_count: float | None
    balance_money: float | None
    uneven: tuple[str, ...]
    missing: tuple[Key, ...]


def balance(world: World, dimension: Dimension = "horizon", parameters: Parameters = DEFAULTS) -> Balance:
    """Shares by count and by cost against the declared mix (4. Balance)."""
    active = [action for action in world.actions if parameters.factor(action.status) > 0]
    placed = [(getattr(action, dimension), action) for action in active if getattr(action, dimension)]
    wanted = world.target_mix.get(dimension) or {}
    count = _spread(dimension, wanted, [(name, 1) for name, _ in placed])
    money = _spread(dimension, wanted, [(name, action.cost or Decimal()) for name, action in placed])
    return Balance(
        count=count,
        money=money,
        balance_count=_closeness(count, wanted),
        balance_money=_closeness(money, wanted),
        uneven=_uneven(count, money, parameters),
        missing=tuple(action.key for action in active if not getattr(action, dimension)),
    )


def break_down_actions(world: World, parameters: Parameters = DEFAULTS) -> list[Action]:
    """Active actions that phase something out; an empty list deserves a warning (4. Balance)."""
    return [
        action
        for action in world.actions
        if action.stage == parameters.break_down_stage and parameters.factor(action.status) > 0
    ]


def _spread(
    dimension: Dimension, wanted: Mapping[str, float], amounts: list[tuple[str, Number]]
) -> Mapping[str, float] | None:
    totals: defaultdict[str, Number] = defaultdict(int)
    for name in (*CLASSES[dimension], *wanted):
        totals[name] = 0
    for name, amount in amounts:
        totals[name] += amount  # type: ignore[operator]
    return shares(totals)


def _closeness(found: Mapping[str, float] | None, wanted: Mapping[str, float]) -> float | None:
    return 1 - distance_from(found, wanted) if found and wanted else None


def _uneven(
    count: Mapping[str, float] | None, money: Mapping[str, float] | None, parameters: Parameters
) -> tuple[str, ...]:
    if not count or not money:
        return ()
    return tuple(name for name in count if round(abs(count[name] - money[name]), 9) > parameters.mix_warning)
