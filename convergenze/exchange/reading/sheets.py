"""XLSX workbooks, read row by row and never trusted to be small."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml import DefusedXmlException
from django.utils.translation import gettext_noop as _
from openpyxl.utils.exceptions import InvalidFileException

from convergenze.exchange.messages import message
from convergenze.exchange.reading.limits import MEGABYTE, Limits, UnreadableFile
from convergenze.exchange.reading.table import RawRow, Table

WORKBOOK = "xl/workbook.xml"
HEADER_WITHIN = 20
ALWAYS_ALLOWED = 10 * MEGABYTE  # unpacked: below this a high ratio is only a tidy sheet
BROKEN_WORKBOOK = (
    zipfile.BadZipFile, InvalidFileException, DefusedXmlException, ParseError, KeyError, ValueError, TypeError,
    AttributeError, IndexError, EOFError, OSError, NotImplementedError, RecursionError,
)  # fmt: skip


def open_sheet(file: BinaryIO, limits: Limits, wanted: str | None = None) -> Table:
    """The named sheet, else the first visible one that has a header; values, not formulas."""
    with _spoken_errors():
        _refuse_traps(file, limits)
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        names = tuple(sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible")
        title = _chosen(book, names, wanted, limits)
        header_row, header = _header(book[title], limits)

    def raw_rows() -> Iterator[RawRow]:
        with _spoken_errors():
            for number, cells in _rows(book[title], limits, start=header_row + 1):
                yield number, cells + [""] * (len(header) - len(cells))

    table = Table(columns=tuple(header), raw_rows=raw_rows, limits=limits, kind="sheet")
    table.sheets, table.sheet = names, title
    table.expected_rows = max(0, (book[title].max_row or header_row) - header_row)
    return table


@contextmanager
def _spoken_errors() -> Iterator[None]:
    """Whatever a damaged workbook makes the reader raise is one thing for a person."""
    try:
        yield
    except UnreadableFile:
        raise
    except BROKEN_WORKBOOK as error:
        raise UnreadableFile(
            message(
                _("This workbook is damaged or protected: open it, save it as a new .xlsx or as CSV, and try again.")
            )
        ) from error


def _refuse_traps(file: BinaryIO, limits: Limits) -> None:
    """Refuse a zip that is not a workbook, and one that would unpack to far more than a table needs."""
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
    if WORKBOOK not in {part.filename for part in parts}:
        raise UnreadableFile(
            message(_("This is an archive (or an OpenDocument file): unpack it, or save the table as XLSX or CSV."))
        )
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    strings = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    inflated = unpacked > ALWAYS_ALLOWED and unpacked > limits.packing_ratio * max(1, packed)
    if inflated or unpacked > limits.unpacked or strings > limits.unpacked_strings:
        raise UnreadableFile(message(_("This workbook unpacks to more than we can read: save the sheet as CSV.")))


def _chosen(book: openpyxl.Workbook, names: tuple[str, ...], wanted: str | None, limits: Limits) -> str:
    if wanted is not None:
        if wanted in names:
            return wanted
        raise UnreadableFile(message(_("The workbook has no sheet named “%(name)s”."), name=wanted))
    for name in names:
        if next(_rows(book[name], limits, until=HEADER_WITHIN), None):
            return name
    raise UnreadableFile(message(_("The workbook has no sheet with rows.")))


def _header(sheet: Any, limits: Limits) -> tuple[int, list[str]]:
    """The first row with two names; a title above the table is passed over."""
    rows = list(_rows(sheet, limits, until=HEADER_WITHIN))
    if not rows:
        raise UnreadableFile(message(_("The sheet is empty.")))
    return next((row for row in rows if sum(1 for cell in row[1] if cell.strip()) > 1), rows[0])


def _rows(sheet: Any, limits: Limits, *, start: int = 1, until: int | None = None) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # many exporters declare a wrong size
    widest = limits.columns + 1
    for number, values in enumerate(
        sheet.iter_rows(min_row=start, max_row=until, max_col=widest, values_only=True), start=start
    ):
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def _text(value: Any) -> str:
    """A value as a person would type it; a number never looks like thousands (``1.234`` → ``1.2340``)."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_text(repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def number_text(text: str) -> str:
    """The text of a true number, with a fourth decimal where three could be read as thousands."""
    _whole, dot, decimals = text.partition(".")
    return text + "0" if dot and len(decimals) == 3 and decimals.isdigit() else text
