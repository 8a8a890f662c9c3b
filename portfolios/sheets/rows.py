"""Rows of a file that become no record: skipped, or to be corrected."""

from convergenze.exchange.choices import Outcome
from convergenze.exchange.registry import PlannedRow
from portfolios.sources import RowError


def unread_row(item):
    """What an import says of a ``SkippedRow`` or a ``RowError``."""
    if isinstance(item, RowError):
        raw = item.raw or list(item.cells) or None
        return PlannedRow(item.line, Outcome.ERROR, "", (item.message,), item.column, item.text, raw)
    return PlannedRow(item.line, Outcome.SKIP, item.text, (item.message,), text=item.external_id, raw=None)
