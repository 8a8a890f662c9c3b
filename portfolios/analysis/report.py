"""All analyses of a world as one JSON-ready document: what pages, API and command line print.

Figures are rounded here and nowhere else: shares and scores to three places, likeness of texts and ratios to two.
Cells labelled ``none`` and money stages without a line are left out; None means that a figure cannot be said.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from .alignment import alignment
from .balance import balance
from .coverage import coverage
from .families import actor_mix
from .indicators import Reading, mission_progress, readings
from .levers import lever_mix
from .money import money, secured_by_objective
from .overlap import Overlap, overlaps
from .parameters import DEFAULTS, Parameters
from .synergy import synergies
from .world import Key, World, in_order

Namer = Callable[[Key], str]


def report(world: World, parameters: Parameters = DEFAULTS, name: Namer = str) -> dict[str, Any]:
    """The figures of the portfolio at ``world.as_of``; ``name`` turns a key into the code to print."""
    found = overlaps(world, parameters)
    linked = synergies(world, parameters, frozenset(pair.pair for pair in found))
    return {
        "alignment": _alignment(world, parameters),
        "coverage": _coverage(world, parameters, name),
        "families": _families(world, parameters),
        "funding": _funding(world, parameters, name),
        "horizon": _horizon(world, parameters),
        "indicators": {name(key): _reading(reading) for key, reading in readings(world, parameters).items()},
        "levers": _levers(world, parameters),
        "mission_progress": _progress(world, parameters),
        "overlaps": [_overlap(pair, name) for pair in found],
        "secured_by_objective": {
            name(key): int(round(amount)) for key, amount in secured_by_objective(world, parameters).items()
        },
        "synergies": [{"pair": f"{name(s.a)}-{name(s.b)}", "score": round(s.score, 3)} for s in linked],
    }


def _alignment(world: World, parameters: Parameters) -> dict[str, Any]:
    found = alignment(world, parameters)
    return {"cost": _rounded(found.cost), "count": _rounded(found.count)}


def _coverage(world: World, parameters: Parameters, name: Namer) -> dict[str, Any]:
    found = coverage(world, "lever", parameters)
    cells = {
        f"{name(objective)}|{column}": {
            "label": cell.label,
            "required": cell.required,
            "value": _plain(cell.value),
        }
        for (objective, column), cell in found.cells.items()
        if cell.label != "none"
    }
    return {"cells": dict(sorted(cells.items())), "covered": found.covered, "required": found.required}


def _families(world: World, parameters: Parameters) -> dict[str, Any]:
    found = actor_mix(world, parameters)
    return {
        "three_or_more": found.three_or_more,
        "touching": dict(sorted(found.touching.items())),
        "two_or_more": found.two_or_more,
    }


def _funding(world: World, parameters: Parameters, name: Namer) -> dict[str, Any]:
    found = money(world, parameters)
    return {
        "cliff": {
            "actions": [name(key) for key in in_order({cliff.action for cliff in found.cliffs})],
            "amount": _plain(found.at_cliff),
        },
        "cost": _plain(found.cost),
        "hhi": _rounded(found.concentration),
        "open_gap": _plain(found.open_gap),
        "secured": _plain(found.secured),
        "secured_share": _rounded(found.secured_share),
        "sources": len(found.sources),
        "stages": {stage: _plain(amount) for stage, amount in found.stages.items()},
    }


def _horizon(world: World, parameters: Parameters) -> dict[str, Any]:
    found = balance(world, "horizon", parameters)
    return {
        "balance_count": _rounded(found.balance_count),
        "balance_money": _rounded(found.balance_money),
        "count": _each_rounded(found.count),
        "money": _each_rounded(found.money),
    }


def _levers(world: World, parameters: Parameters) -> dict[str, Any]:
    found = lever_mix(world, parameters)
    return {
        "count": _each_rounded(found.count),
        "entropy": _rounded(found.entropy),
        "money": _each_rounded(found.money),
    }


def _reading(reading: Reading) -> dict[str, Any]:
    if reading.progress is None:
        return {"status": reading.status}
    return {
        "age_days": reading.age_days,
        "expected": _rounded(reading.expected),
        "progress": _rounded(reading.progress),
        "ratio": _rounded(reading.ratio, 2),
        "stale": reading.stale,
        "status": reading.status,
    }


def _progress(world: World, parameters: Parameters) -> dict[str, Any]:
    found = mission_progress(world, parameters)
    return {
        "measured_weight": _plain(found.measured_weight),
        "total_weight": _plain(found.total_weight),
        "value": _rounded(found.value),
    }


def _overlap(pair: Overlap, name: Namer) -> dict[str, Any]:
    return {
        "at_stake": _plain(pair.at_stake),
        "pair": f"{name(pair.a)}-{name(pair.b)}",
        "score": round(pair.score, 3),
        "text": round(pair.parts.text, 2),
    }


def _rounded(value: float | None, places: int = 3) -> float | None:
    return None if value is None else round(value, places)


def _each_rounded(values: Mapping[str, float] | None) -> dict[str, float]:
    return {key: round(value, 3) for key, value in (values or {}).items()}


def _plain(value: Decimal | float | None) -> int | float | None:
    """A whole number as an integer, others as they are, in a type that JSON knows."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
