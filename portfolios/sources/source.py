"""A source as data: its columns, who publishes it, and how one row is understood."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from convergenze.exchange.cells import CellError
from convergenze.exchange.cells.texts import shorten
from convergenze.exchange.messages import SpokenError, message
from convergenze.exchange.reading import BrokenRow, Table, TableRow, column_key
from portfolios.sources.fields import Field
from portfolios.sources.persons import scrub, without_persons
from portfolios.sources.places import Places
from portfolios.sources.record import Record, Survey
from portfolios.sources.repeats import Repeats
from portfolios.sources.rows import Outcome, ProjectRow, RowError


class MissingColumns(SpokenError):
    """The table lacks columns without which no row can be read."""


@dataclass(frozen=True)
class Source:
    """One public source. ``citation`` is the sentence to show beside imported records."""

    name: str
    label: str
    publisher: str
    licence: str
    citation: str
    fields: tuple[Field, ...]
    build: Callable[[Record], ProjectRow]
    signature: tuple[tuple[str, ...], ...] = ()
    required: tuple[str, ...] = ()
    guess: Callable[[Sequence[str]], Mapping[str, str]] | None = None

    def claims(self, keys: set[str]) -> bool:
        """Whether these headers are this source's, in any of its known layouts."""
        return any(keys.issuperset(layout) for layout in self.signature)

    def columns_of(self, columns: Sequence[str], mapping: Mapping[str, str] | None = None) -> dict[str, str]:
        """Field → column of this table: ``mapping`` first (an empty value switches a field off), then known headers."""
        chosen = dict(mapping or {})
        if self.guess and mapping is None:
            chosen = dict(self.guess(columns))
        by_key = {column_key(name): name for name in reversed(columns)}
        for field_ in self.fields:
            if field_.name not in chosen and not self.guess:
                chosen[field_.name] = next((by_key[key] for key in field_.headers if key in by_key), "")
        return {name: column for name, column in chosen.items() if column in columns}

    def read(
        self, table: Table, mapping: Mapping[str, str] | None = None, places: Places | None = None
    ) -> Iterator[Outcome]:
        """Each row of ``table`` as one outcome, in order. Passes over the table twice.

        Raises ``MissingColumns`` when a required field has no column. Two rows with one identity
        follow the rule of ``Repeats``.
        """
        columns = self.columns_of(table.columns, mapping)
        self._require(columns)
        survey = Survey.of(table, columns, self.fields)
        repeats = Repeats()
        for row in table:
            if isinstance(row, BrokenRow):
                yield _unread(row)
            else:
                yield repeats.judge(self._outcome(row, columns, survey, places))

    def _require(self, columns: Mapping[str, str]) -> None:
        missing = [
            gettext(field_.label) if field_.label else field_.name
            for field_ in self.fields
            if field_.name in self.required and field_.name not in columns
        ]
        if missing:
            raise MissingColumns(message(_("Choose the columns for: %(names)s."), names=", ".join(missing)))

    def _outcome(
        self, row: TableRow, columns: Mapping[str, str], survey: Survey, places: Places | None
    ) -> ProjectRow | RowError:
        record = Record(row, columns, survey, places)
        try:
            return without_persons(_titled(self.build(record)), record)
        except CellError as fault:
            raw = {name: scrub(text) for name, text in row.cells.items()}
            return RowError(row.line, record.column_in_hand, scrub(fault.text), fault.message, raw)


def _titled(row: ProjectRow) -> ProjectRow:
    """Some publishers leave titles blank: the code and the place then stand for one."""
    if not row.title:
        row.title = f"{row.external_id.split('|')[0]} ({', '.join(row.place_names[:3])})".removesuffix(" ()")
        row.notes += (message(_("The source gives no title; the project is called by its code.")),)
    return row


def _unread(row: BrokenRow) -> RowError:
    cells = tuple(scrub(cell) for cell in row.cells)
    return RowError(row.line, "", shorten(scrub(row.text), 300), row.message, {}, cells)
