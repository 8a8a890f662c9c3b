"""Public registers of calls, declared as data: from the rows of a table to calls we understand.

Pure: no database, no models. Every row of a table comes out as one ``CallRow``, ``SkippedRow`` or ``RowError``.
"""

from __future__ import annotations

from collections.abc import Sequence

from convergenze.exchange.reading import column_key
from portfolios.sources.calls.padigitale import PADIGITALE
from portfolios.sources.calls.procedures import PROCEDURES
from portfolios.sources.calls.recovery_plan import RECOVERY_PLAN
from portfolios.sources.calls.row import CallRow
from portfolios.sources.calls.source import CallSource

CALL_SOURCES: dict[str, CallSource] = {source.name: source for source in (RECOVERY_PLAN, PADIGITALE, PROCEDURES)}


def recognise_calls(columns: Sequence[str]) -> str:
    """The register whose columns these are; "" for a table of something else."""
    keys = {column_key(name) for name in columns}
    return next((name for name, source in CALL_SOURCES.items() if source.claims(keys)), "")


__all__ = ["CALL_SOURCES", "CallRow", "CallSource", "recognise_calls"]
