"""A register of calls as data: its columns, who publishes it, and how one row is understood."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from convergenze.exchange.cells import CellError
from convergenze.exchange.cells.texts import shorten
from convergenze.exchange.messages import message
from convergenze.exchange.reading import BrokenRow, Table, TableRow, column_key
from portfolios.sources.calls.row import CallRow
from portfolios.sources.fields import Field
from portfolios.sources.persons import scrub
from portfolios.sources.record import Record, Survey
from portfolios.sources.rows import RowError, SkippedRow
from portfolios.sources.source import MissingColumns

Outcome = CallRow | SkippedRow | RowError


@dataclass(frozen=True)
class CallSource:
    """One public register. ``citation`` is the sentence to show beside what was recorded."""

    name: str
    label: str
    publisher: str
    licence: str
    citation: str
    fields: tuple[Field, ...]
    build: Callable[[Record], CallRow]
    signature: tuple[str, ...]

    def claims(self, keys: set[str]) -> bool:
        """Whether these headers are this register's."""
        return keys.issuperset(self.signature)

    def columns_of(self, columns: Sequence[str]) -> dict[str, str]:
        """Field → column of this table."""
        by_key = {column_key(name): name for name in reversed(columns)}
        found = {one.name: next((by_key[key] for key in one.headers if key in by_key), "") for one in self.fields}
        return {name: column for name, column in found.items() if column}

    def read(self, table: Table) -> Iterator[Outcome]:
        """Each row of ``table`` as one outcome, in order. Raises ``MissingColumns``."""
        columns = self.columns_of(table.columns)
        if not self.claims({column_key(name) for name in table.columns}):
            raise MissingColumns(message(_("These are not the columns of “%(source)s”."), source=self.label))
        survey, seen = Survey.of(table, columns, self.fields), dict[str, tuple[int, dict[str, str]]]()
        for row in table:
            yield _unread(row) if isinstance(row, BrokenRow) else _once(self._outcome(row, columns, survey), seen)

    def _outcome(self, row: TableRow, columns: Mapping[str, str], survey: Survey) -> CallRow | RowError:
        record = Record(row, columns, survey, None)
        raw = {name: scrub(text) for name, text in row.cells.items()}
        try:
            found = self.build(record)
        except CellError as fault:
            return RowError(row.line, record.column_in_hand, scrub(fault.text), fault.message, raw)
        found.raw, found.notes = raw, (*found.notes, *record.notes)
        found.title, found.summary = scrub(found.title), scrub(found.summary)
        return found


def _once(row: CallRow | RowError, seen: dict[str, tuple[int, dict[str, str]]]) -> Outcome:
    """A repeated row is skipped; the same call with other content is a person's decision."""
    if isinstance(row, RowError):
        return row
    line, raw = seen.setdefault(row.external_id, (row.line, row.raw))
    if line == row.line:
        return row
    if raw == row.raw:
        said = message(_("Same row as line %(line)d."), line=line)
        return SkippedRow(row.line, said, shorten(row.title), line, row.external_id, row.raw)
    said = message(_("Same call as line %(line)d with other content: keep one of the two."), line=line)
    return RowError(row.line, "", shorten(row.title), said, row.raw)


def _unread(row: BrokenRow) -> RowError:
    cells = tuple(scrub(cell) for cell in row.cells)
    return RowError(row.line, "", shorten(scrub(row.text), 300), row.message, {}, cells)
