"""Tables of a page, said once: the page prints them, and downloads and the command line write the same cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.html import format_html, format_html_join
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
    rows: list[Sequence[Any]]

    @property
    def html(self) -> SafeString:
        """Head and body for the ``data_table`` component."""
        heads = format_html_join("", '<th scope="col"{}>{}</th>', ((_css(c), c.label) for c in self.columns))
        rows = format_html_join("", "<tr>{}</tr>", ((self._row(row),) for row in self.rows))
        return format_html("<thead><tr>{}</tr></thead><tbody>{}</tbody>", heads, rows or self._nothing())

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

    def _row(self, row: Sequence[Any]) -> SafeString:
        cells = list(zip(row, self.columns, strict=True))
        first = format_html('<th scope="row">{}</th>', shown(*cells[0]))
        rest = format_html_join("", "<td{}>{}</td>", ((_css(column), shown(v, column)) for v, column in cells[1:]))
        return first + rest

    def _nothing(self) -> SafeString:
        return format_html('<tr><td colspan="{}">{}</td></tr>', len(self.columns), _("Nothing to list."))


def shown(value: Any, column: Column) -> Any:
    """A cell as the page prints it, in the reader's format."""
    if value is None or value == "":
        return UNKNOWN
    if column.kind == "record":
        return link(value)
    if column.kind == "records":
        return format_html_join(", ", "{}", ((link(one, short=True),) for one in value)) or UNKNOWN
    return _words(value, column)


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


def link(record: Named, *, short: bool = False) -> Any:
    """A record by its name (``short``: its code if it has one), with its page if it has one."""
    text = (record.code or record.name) if short else str(record)
    return format_html('<a href="{}">{}</a>', record.href, text) if record.href else text


def _words(value: Any, column: Column) -> Any:
    if column.kind == "euro":
        return show_euro(value)
    if column.kind == "percent":
        return percent_text(value, 1)
    if column.kind == "number":
        return number_text(value, column.places)
    return formats.date_format(value, "SHORT_DATE_FORMAT") if isinstance(value, date) else value


def _css(column: Column) -> SafeString:
    return SafeString(' class="cv-right cv-num"' if column.kind in NUMBERS else "")
