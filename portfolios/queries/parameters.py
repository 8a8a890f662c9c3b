"""The weights and thresholds this installation uses: the defaults, with what ``ANALYSIS_PARAMETERS`` overrides.

The setting is JSON: ``{"overlap_from": 0.65, "overlap": {"text": 0.25, "geo": 0.2}, "status_factors": {"idea": 0}}``.
"""

from dataclasses import fields, replace
from functools import cache

from django.conf import settings

from portfolios.analysis.parameters import DEFAULTS, Parameters

WEIGHTS = ("overlap", "synergy", "calls")


@cache
def parameters_in_use() -> Parameters:
    """``Parameters`` with the numbers of the setting. Unknown names and weights that are not 1 are refused at once."""
    given = dict(settings.ANALYSIS_PARAMETERS)
    numbers = {field.name for field in fields(Parameters) if isinstance(getattr(DEFAULTS, field.name), (int, float))}
    _known(given, numbers | {*WEIGHTS, "status_factors"}, "ANALYSIS_PARAMETERS")
    changes: dict = {name: value for name, value in given.items() if name in numbers}
    changes |= {name: _weights(name, given[name]) for name in WEIGHTS if name in given}
    if factors := given.get("status_factors"):
        _known(factors, DEFAULTS.status_factors, "status_factors")
        changes["status_factors"] = {**DEFAULTS.status_factors, **factors}
    return replace(DEFAULTS, **changes)


def _weights(name, given):
    """The parts of a score; together they stay 1, so that a threshold means what it meant."""
    parts = getattr(DEFAULTS, name)
    _known(given, {field.name for field in fields(parts)}, name)
    found = replace(parts, **given)
    total = sum(getattr(found, field.name) for field in fields(parts))
    if round(total, 6) != 1:
        raise ValueError(f"The weights of {name} in ANALYSIS_PARAMETERS make {total:g}: bring them to 1.")
    return found


def _known(given, names, what):
    if unknown := set(given) - set(names):
        raise ValueError(f"{what} knows {', '.join(sorted(names))}; not {', '.join(sorted(unknown))}.")
