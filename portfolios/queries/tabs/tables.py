"""Tables of a page, said once: the page prints them, and downloads and the command line write the same cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from convergenze.core.money import show_euro
from convergenze.core.templatetags.formats import UNKNOWN, number_text, percent_text
from portfolios.queries.tabs.desk import Named

NUMBERS = ("number", "euro", "percent")
PLACES = 4  # of a share in a file


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``kind`` is text, number (with ``places``), euro, percent (a share 0 to 1), day, record or records."""

    label: Any
    kind: str = "text"
    places: int = 0


@dataclass(frozen=True)
class Table:
    """Rows of cells as plain values and ``Named`` records; None is not known. The first column heads its row."""

    key: str
    title: Any
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]

    @property
    def html(self) -> SafeString:
        """Head and body for the ``data_table`` component. Thousands of cells: written without a template."""
        heads = "".join(f'<th scope="col"{_css(column)}>{escape(column.label)}</th>' for column in self.columns)
        writers = [_writer(column) for column in self.columns]
        opens = ['<th scope="row">', *(f"<td{_css(column)}>" for column in self.columns[1:])]
        closes = ["</th>", *["</td>"] * (len(self.columns) - 1)]
        cells = list(zip(opens, writers, closes, strict=True))
        rows = "".join(f"<tr>{_written(row, cells)}</tr>" for row in self.rows)
        return SafeString(f"<thead><tr>{heads}</tr></thead><tbody>{rows or self._nothing()}</tbody>")

    @property
    def header(self) -> list[str]:
        """The first line of a file."""
        return [str(column.label) for column in self.columns]

    @property
    def lines(self) -> Iterable[list[Any]]:
        """The rows of a file: numbers as numbers, records by their names."""
        return [
            [plain(value, column) for value, column in zip(row, self.columns, strict=True)] for row in self.rows
        ]  # fmt: skip

    def _nothing(self) -> str:
        return format_html('<tr><td colspan="{}">{}</td></tr>', len(self.columns), _("Nothing to list."))


def _written(row: Sequence[Any], cells: Sequence[tuple[str, Callable[[Any], str], str]]) -> str:
    return "".join(f"{start}{write(value)}{end}" for value, (start, write, end) in zip(row, cells, strict=True))


def _writer(column: Column) -> Callable[[Any], str]:
    """How a cell of ``column`` is printed in the reader's format, as HTML."""
    write = _WRITERS.get(column.kind) or _once(lambda value: escape(_words(value, column)))
    return lambda value: UNKNOWN if value is None or value == "" or value == [] else write(value)


def _once(write: Callable[[Any], str]) -> Callable[[Any], str]:
    """Equal values are written once: in a column of amounts, days or words most are."""
    known: dict[Any, str] = {}

    def written(value: Any) -> str:
        if value not in known:
            known[value] = write(value)
        return known[value]

    return written


def plain(value: Any, column: Column) -> Any:
    """A cell as a file holds it."""
    if column.kind == "record":
        return str(value) if value else None
    if column.kind == "records":
        return ", ".join(one.code or one.name for one in value or ())
    if column.kind == "percent" and value is not None:
        return round(value, PLACES)
    if isinstance(value, float):
        return round(value, max(column.places, PLACES))
    return value if isinstance(value, int | Decimal | date | None) else str(value)


def link(record: Any, *, short: bool = False) -> str:
    """A record by its name (``short``: its code if it has one), with its page if it has one; text stays text."""
    if not isinstance(record, Named):
        return escape(record)
    text = escape((record.code or record.name) if short else str(record))
    return f'<a href="{escape(record.href)}">{text}</a>' if record.href else text


_WRITERS: dict[str, Callable[[Any], str]] = {
    "record": link,
    "records": lambda found: ", ".join(link(one, short=True) for one in found),
}


def _words(value: Any, column: Column) -> Any:
    if column.kind == "euro":
        return show_euro(value)
    if column.kind == "percent":
        return percent_text(value, 1)
    if column.kind == "number":
        return number_text(value, column.places)
    return formats.date_format(value, "SHORT_DATE_FORMAT") if isinstance(value, date) else value


def _css(column: Column) -> str:
    return ' class="cv-right cv-num"' if column.kind in NUMBERS else ""
