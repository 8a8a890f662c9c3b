"""The weights and thresholds this installation uses: the defaults, with what ``ANALYSIS_PARAMETERS`` overrides."""

from dataclasses import fields, replace
from functools import cache

from django.conf import settings

from portfolios.analysis.parameters import DEFAULTS, Parameters


@cache
def parameters_in_use() -> Parameters:
    """``Parameters`` with the numbers of the setting: {"overlap_from": 0.65}. An unknown name is an error at once."""
    numbers = {field.name for field in fields(Parameters) if isinstance(getattr(DEFAULTS, field.name), (int, float))}
    if unknown := set(settings.ANALYSIS_PARAMETERS) - numbers:
        raise ValueError(f"ANALYSIS_PARAMETERS knows {', '.join(sorted(numbers))}; not {', '.join(sorted(unknown))}.")
    return replace(DEFAULTS, **settings.ANALYSIS_PARAMETERS)
