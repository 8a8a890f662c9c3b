"""Which actions hold in every future: action × scenario, from −2 (it breaks) to +2 (it thrives).

Convergenze analyses, 15. Resilience to futures: robust when no trial is below zero; fragile when one is −1 or less and
the action's money is above the median of the actions tried.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from .world import Key

ROBUST, MIXED, FRAGILE = "robust", "mixed", "fragile"
LOWEST, HIGHEST = -2, 2
FRAGILE_FROM = -1


@dataclass(frozen=True, slots=True)
class Tried:
    """An action that was tried in at least one scenario; ``score`` per scenario, None where it was not tried."""

    action: Key
    scores: tuple[int | None, ...]
    lowest: int
    money: Decimal | None
    verdict: str
    complete: bool


@dataclass(frozen=True, slots=True)
class WindTunnel:
    """Actions in the given order, the median of their money (None when none is known) and those nobody tried."""

    tried: tuple[Tried, ...]
    untried: tuple[Key, ...]
    median_money: Decimal | None

    def of(self, verdict: str) -> tuple[Tried, ...]:
        """The actions with this verdict."""
        return tuple(one for one in self.tried if one.verdict == verdict)


def wind_tunnel(
    actions: Iterable[Key],
    scenarios: Sequence[Key],
    scores: Mapping[tuple[Key, Key], int],
    money: Mapping[Key, Decimal | None],
) -> WindTunnel:
    """Judge every action by its trials: ``scores`` by (action, scenario); ``money`` missing or None is not known."""
    keys = list(actions)
    rows = {key: tuple(scores.get((key, scenario)) for scenario in scenarios) for key in keys}
    tried = [key for key in keys if any(score is not None for score in rows[key])]
    known = [amount for key in tried if (amount := money.get(key)) is not None]
    middle = Decimal(median(known)) if known else None
    return WindTunnel(
        tuple(_judged(key, rows[key], money.get(key), middle) for key in tried),
        tuple(key for key in keys if key not in set(tried)),
        middle,
    )


def _judged(key: Key, row: tuple[int | None, ...], money: Decimal | None, middle: Decimal | None) -> Tried:
    given = [score for score in row if score is not None]
    return Tried(key, row, min(given), money, _verdict(min(given), money, middle), len(given) == len(row))


def _verdict(lowest: int, money: Decimal | None, middle: Decimal | None) -> str:
    if lowest >= 0:
        return ROBUST
    costly = money is not None and middle is not None and money > middle
    return FRAGILE if lowest <= FRAGILE_FROM and costly else MIXED
