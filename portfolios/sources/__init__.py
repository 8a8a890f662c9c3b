"""Public sources of projects, declared as data: from the rows of a table to rows we understand.

Pure: no database, no models. ::

    table = open_table(upload, upload.name)
    name = recognise(table.columns) or "table"
    places = Places.read(open_table(second)) if second else None
    for row in SOURCES[name].read(table, mapping=None, places=places):
        ...                         # ProjectRow | SkippedRow | RowError

Every row of the table comes out as exactly one of the three, so counts always add up.
"""

from __future__ import annotations

from collections.abc import Sequence

from convergenze.exchange.reading import column_key
from portfolios.sources.fields import Field
from portfolios.sources.free_table import FREE_TABLE, guess_mapping
from portfolios.sources.opencoesione import OPENCOESIONE
from portfolios.sources.opencup import OPENCUP
from portfolios.sources.padigitale import PADIGITALE
from portfolios.sources.places import Places
from portfolios.sources.pnc import PNC
from portfolios.sources.pnrr import PNRR
from portfolios.sources.rows import Amount, Classification, ProjectRow, RowError, SkippedRow
from portfolios.sources.source import Source

SOURCES: dict[str, Source] = {
    source.name: source for source in (PNRR, PNC, PADIGITALE, OPENCUP, OPENCOESIONE, FREE_TABLE)
}


def recognise(columns: Sequence[str]) -> str | None:
    """The source whose columns these are; None means a table that a person must map."""
    keys = {column_key(name) for name in columns}
    return next((name for name, source in SOURCES.items() if source.claims(keys)), None)


__all__ = [
    "SOURCES",
    "Amount",
    "Classification",
    "Field",
    "Places",
    "ProjectRow",
    "RowError",
    "SkippedRow",
    "Source",
    "guess_mapping",
    "recognise",
]
