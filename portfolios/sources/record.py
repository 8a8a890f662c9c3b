"""One row while it is being understood, and what the whole file says about its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice

from django.utils.translation import gettext_noop as _

from convergenze.core import codes
from convergenze.exchange.cells import CellError, DecimalStyle, clean_text, is_blank, parse_amount, parse_date
from convergenze.exchange.messages import Message, message
from convergenze.exchange.reading import Table, TableRow
from portfolios.sources.fields import Field
from portfolios.sources.places import SEVERAL, Place, Places
from portfolios.sources.rows import Classification

STYLE_SAMPLE = 5_000  # rows looked at to learn how amounts are written
ZERO = Decimal(0)


class Survey:
    """What a first pass tells: the decimal style of each amount column, and which titles are shared."""

    def __init__(self) -> None:
        self.styles: dict[str, DecimalStyle] = {}
        self.times: Counter[int] = Counter()

    @classmethod
    def of(cls, table: Table, columns: Mapping[str, str], fields: Sequence[Field]) -> Survey:
        survey = cls()
        amounts = [columns[field.name] for field in fields if field.kind == "amount" and field.name in columns]
        survey._learn_styles(table, amounts)
        texts = [columns[name] for name in ("title", "summary") if name in columns]
        for row in table:
            if isinstance(row, TableRow):
                survey.times.update([hash(clean_text(row.cells[name])) for name in texts])
        return survey

    def _learn_styles(self, table: Table, amounts: Sequence[str]) -> None:
        seen: dict[str, set[str]] = {name: set() for name in amounts}
        for row in islice(table, STYLE_SAMPLE):
            if isinstance(row, TableRow):
                for name in amounts:
                    seen[name].add(row.cells[name])
        whole = DecimalStyle.sniff(value for values in seen.values() for value in values)
        self.styles = {name: DecimalStyle.sniff(values, default=whole.decimal) for name, values in seen.items()}

    def is_shared(self, text: str) -> bool:
        """Whether more than one row of the file has this title or summary."""
        return self.times[hash(text)] > 1


class Record:
    """Cells of one row by field name; a cell that cannot be read raises ``CellError``."""

    def __init__(self, row: TableRow, columns: Mapping[str, str], survey: Survey, places: Places | None):
        self.line, self.cells = row.line, row.cells
        self.columns, self.survey, self.places = columns, survey, places
        self.column_in_hand = ""
        self.notes: list[Message] = []
        self.may_name_person = False

    def _cell(self, name: str) -> str:
        self.column_in_hand = self.columns.get(name, "")
        return self.cells.get(self.column_in_hand, "") if self.column_in_hand else ""

    def text(self, name: str) -> str:
        """Clean text; empty for a blank cell or a column the file does not have."""
        cell = self._cell(name)
        return "" if is_blank(cell) else clean_text(cell)

    def parts(self, name: str, separator: str) -> list[str]:
        """The several values that one cell holds."""
        return [part for raw in self.text(name).split(separator) if (part := raw.strip()) and not is_blank(part)]

    def amount(self, name: str) -> Decimal | None:
        """Euro, zero or more."""
        cell = self._cell(name)
        found = parse_amount(cell, self.survey.styles.get(self.column_in_hand))
        if found is not None and found < ZERO:
            raise CellError(message(_("Expected an amount of zero or more.")), cell)
        return found

    def day(self, *names: str) -> date | None:
        """The first of these fields that has a date."""
        return next((found for name in names if (found := parse_date(self._cell(name)))), None)

    def pair(self, name: str) -> Classification:
        """Fields ``<name>_code`` and ``<name>_text`` together."""
        return Classification(self.text(f"{name}_code"), self.text(f"{name}_text"))

    def cup(self) -> str:
        """The CUP, or nothing with a note when the cell holds something else."""
        found = self.text("cup")
        code = codes.normalise_cup(found)
        if found and not code:
            self.note(_("The CUP “%(text)s” does not have the 15 characters of a CUP; it was left out."), found)
        return code

    def tax_code(self, text: str) -> str:
        """The body's 11 digits with lost zeros restored, or nothing with a note."""
        code = codes.normalise_body_tax_code(text)
        if text and not code and not codes.is_natural_person(text):
            self.note(_("The tax code “%(text)s” fails its check digit; it was left out."), text)
        return code

    def place(self, cup: str, local_code: str = "") -> Place:
        """Places from the second table if it knows the project, else from the row itself."""
        known = self.places.of(cup, local_code) if self.places else None
        return known or Place.of_cells(lambda field: self.parts(field, SEVERAL))

    def identity(self, *parts: str) -> str:
        """Parts joined into an external id; at least one must be there."""
        if not any(parts):
            raise CellError(message(_("Expected a code that identifies the project (CUP or local code).")), "")
        return "|".join(parts)

    def note(self, said: str, text: str) -> None:
        self.notes.append(message(said, text=text[:80]))

    def order(self, starts_on: date | None, ends_on: date | None) -> tuple[date | None, date | None]:
        """Both dates, or the start alone with a note when the end comes before it."""
        if starts_on and ends_on and ends_on < starts_on:
            self.note(_("The end (%(text)s) comes before the start; it was left out."), ends_on.isoformat())
            return starts_on, None
        return starts_on, ends_on
