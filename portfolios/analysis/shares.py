"""Shares, entropy and thresholds, the small arithmetic that several analyses have in common."""

import math
from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from missions.analysis.thresholds import reaches as reaches

K = TypeVar("K", bound=Hashable)
Number = int | float | Decimal


def ratio(part: Number | None, whole: Number | None) -> float | None:
    """part ÷ whole as a float; None when either is unknown or the whole is zero."""
    if part is None or not whole:
        return None
    return float(part) / float(whole)


def shares(amounts: Mapping[K, Number]) -> dict[K, float] | None:
    """Each amount ÷ their sum; None when there is nothing to share."""
    total = sum(amounts.values())
    if not total:
        return None
    return {key: float(amount) / float(total) for key, amount in amounts.items()}


def evenness(parts: Mapping[K, float] | None, classes: int) -> float | None:
    """Entropy of shares ÷ ln(classes): 0 for one class only, 1 for equal shares of all; None without shares."""
    if not parts or classes < 2:
        return None
    return -sum(p * math.log(p) for p in parts.values() if p > 0) / math.log(classes) + 0.0


def distance_from(parts: Mapping[K, float], wanted: Mapping[K, float]) -> float:
    """½ Σ|p − t|: the share that would have to move for the parts to equal the wanted mix."""
    return sum(abs(parts.get(key, 0.0) - wanted.get(key, 0.0)) for key in {*parts, *wanted}) / 2


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Sum of the known amounts; None when there are amounts and every one is missing."""
    amounts = list(amounts)
    known = [amount for amount in amounts if amount is not None]
    return None if amounts and not known else sum(known, Decimal())


def geometric_mean(parts: Iterable[float | None]) -> float | None:
    """Geometric mean; None when a part is missing, since a mean of fewer parts would flatter."""
    parts = list(parts)
    if not parts or any(part is None for part in parts):
        return None
    return math.prod(max(part, 0.0) for part in parts if part is not None) ** (1 / len(parts))
