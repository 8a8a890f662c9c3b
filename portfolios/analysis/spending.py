"""Whose money it is, and whether it is spent as fast as time passes (Convergenze analyses, 5. Money)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .money import secured_of
from .parameters import DEFAULTS, Parameters
from .shares import ratio
from .world import Action, Key, World


@dataclass(frozen=True, slots=True)
class Leverage:
    """Secured euro by whose they are; ``ratio``: private ÷ public, None without public money."""

    amounts: Mapping[str, Decimal]
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Spending:
    """An action's secured and paid euro, and the share of its time that has passed (None: not dated)."""

    action: Key
    secured: Decimal
    paid: Decimal
    absorbed: float | None
    elapsed: float | None


@dataclass(frozen=True, slots=True)
class Absorption:
    """Paid ÷ secured over all actions, beside the elapsed time of dated actions weighted by their secured money.

    ``lines`` holds the actions with secured money; ``recorded`` is False while no line is marked as paid, so that a
    portfolio whose payments nobody enters is not told that it spends nothing.
    """

    secured: Decimal
    paid: Decimal
    absorbed: float | None
    elapsed: float | None
    recorded: bool
    lines: tuple[Spending, ...]


def leverage(world: World, parameters: Parameters = DEFAULTS) -> Leverage:
    """Private secured ÷ public secured money (5. Money)."""
    amounts: defaultdict[str, Decimal] = defaultdict(Decimal)
    for action in world.actions:
        for line in action.funding:
            if line.stage in parameters.secured_stages:
                amounts[line.share] += line.amount
    return Leverage(dict(amounts), ratio(amounts.get("private", Decimal()), amounts.get("public")))


def absorption(world: World, parameters: Parameters = DEFAULTS) -> Absorption:
    """Paid ÷ secured against elapsed time (5. Money)."""
    lines = tuple(
        _spending(action, world.as_of, parameters) for action in world.actions if secured_of(action, parameters)
    )
    secured, paid = (sum((getattr(line, name) for line in lines), Decimal()) for name in ("secured", "paid"))
    dated = [(line.secured, line.elapsed) for line in lines if line.elapsed is not None]
    passed = sum(float(amount) * elapsed for amount, elapsed in dated)
    return Absorption(
        secured=secured,
        paid=paid,
        absorbed=ratio(paid, secured),
        elapsed=ratio(passed, sum((amount for amount, _ in dated), Decimal())) if dated else None,
        recorded=any(line.stage == "paid" for action in world.actions for line in action.funding),
        lines=lines,
    )


def elapsed_share(action: Action, on: date) -> float | None:
    """How much of an action's time has passed, 0 to 1; None when it is not dated."""
    if not action.period:
        return None
    start, end = action.period
    whole = (end - start).days + 1
    return min(max((on - start).days + 1, 0), whole) / whole


def _spending(action: Action, on: date, parameters: Parameters) -> Spending:
    secured = secured_of(action, parameters)
    paid = sum((line.amount for line in action.funding if line.stage == "paid"), Decimal())
    return Spending(action.key, secured, paid, ratio(paid, secured), elapsed_share(action, on))
