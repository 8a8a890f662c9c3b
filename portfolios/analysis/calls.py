"""Which funding calls fit what a portfolio lacks (Convergenze analyses, calls).

A call is held against a need: a required lever that nobody pulls, or an action whose money is still open. Six parts are
weighed (``Parameters.calls``): a theme in common, a lever it pays for, a family that may apply, the place, the time and
the amount. What a call does not say counts half: neither for nor against. Some things rule a call out altogether.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .parameters import DEFAULTS, Parameters
from .world import Key

FITS, UNSAID, DIFFERS = 1.0, 0.5, 0.0
PARTS = ("theme", "lever", "family", "place", "time", "amount")


@dataclass(frozen=True, slots=True)
class Call:
    """A call one can still answer; an empty list means that it does not say. ``munis``: where it is valid."""

    key: Key
    themes: frozenset[str] = frozenset()
    levers: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    munis: frozenset[Key] = frozenset()
    opens_on: date | None = None
    closes_on: date | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What money is looked for. ``families``: who could ask; ``is_gap``: a missing lever, which anybody may bring."""

    key: Key
    themes: frozenset[str] = frozenset()
    levers: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    munis: frozenset[Key] = frozenset()
    ends_on: date | None = None
    amount: Decimal | None = None
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """How well a call fits a need: ``score`` from 0 to 1 and each part from 0 (differs) to 1 (fits)."""

    call: Key
    need: Key
    score: float
    parts: Mapping[str, float]


def matches(calls: Iterable[Call], needs: Collection[Need], parameters: Parameters = DEFAULTS) -> list[Match]:
    """The pairs that reach ``call_from``, the best first."""
    found = [one for call in calls for need in needs if (one := match(call, need, parameters))]
    return sorted(
        (one for one in found if one.score >= parameters.call_from), key=lambda one: -one.score
    )  # stable: equal scores stay in the order of the calls


def match(call: Call, need: Need, parameters: Parameters = DEFAULTS) -> Match | None:
    """The score of a pair; None when the call is ruled out.

    Ruled out: another place; a missing lever the call does not pay for; a lead whose family may not apply; a call that
    opens after the need is over.
    """
    parts = {
        "theme": _shared(call.themes, need.themes),
        "lever": _shared(call.levers, need.levers),
        "family": _shared(call.families, need.families),
        "place": _shared(call.munis, need.munis),
        "time": _in_time(call, need),
        "amount": _amount(call, need),
    }
    musts = ("place", "time", "lever" if need.is_gap else "family")
    if any(parts[name] == DIFFERS for name in musts):
        return None
    weights = parameters.calls
    return Match(call.key, need.key, sum(getattr(weights, name) * value for name, value in parts.items()), parts)


def _shared(said: frozenset, wanted: frozenset) -> float:
    if not said or not wanted:
        return UNSAID
    return DIFFERS if said.isdisjoint(wanted) else FITS


def _in_time(call: Call, need: Need) -> float:
    if need.ends_on is None or call.opens_on is None:
        return UNSAID
    return FITS if call.opens_on <= need.ends_on else DIFFERS


def _amount(call: Call, need: Need) -> float:
    """The part of what is missing that the whole call could cover."""
    if call.amount is None or not need.amount:
        return UNSAID
    return float(min(Decimal(1), call.amount / need.amount))
