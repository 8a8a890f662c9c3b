"""Tables for people to open: CSV and XLSX in which no cell can act as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as windows-1252
FORMULA = re.compile(r"[\s\x00-\x1f\ufeff]*[=+\-@＝＋－＠]|[\t\r]")
NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]\d+)?")
CELL_CHARACTERS = 32_767  # the most a sheet holds in one cell


def neutral(value: Any) -> Any:
    """The value as it may stand in a cell: text that a spreadsheet would run gets an apostrophe.

    Rule: OWASP "CSV injection" (a first character among ``= + - @``, tab, return, also after
    blanks). Numbers, dates, and text that is just a signed number stay as they are.
    """
    if not isinstance(value, str):
        return "" if value is None else value
    return f"'{value}" if FORMULA.match(value) and not NUMBER.fullmatch(value) else value


def csv_lines(
    header: Sequence[str], rows: Iterable[Sequence[Any]], *, delimiter: str = ";", mark: bool = True
) -> Iterator[str]:
    """Lines of a CSV file, one at a time, for a streaming answer.

    ``;`` and the byte order mark are what an Italian Excel opens with a double click; for programs
    use ``delimiter=","``, ``mark=False``. Decimals take a comma beside ``;`` and a dot otherwise.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    for number, row in enumerate(_with_header(header, rows)):
        writer.writerow([_written(cell, delimiter) for cell in row])
        yield (BYTE_ORDER_MARK if mark and number == 0 else "") + buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def write_xlsx(file: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "") -> None:
    """A one-sheet workbook into ``file``, row by row; text is written as text, never as a formula."""
    write_book(file, [(title, header, rows)])


def write_book(file: BinaryIO, sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]) -> None:
    """A workbook with a sheet for each (title, header, rows), named apart where titles begin alike."""
    book = Workbook(write_only=True)
    for title, header, rows in sheets:
        # openpyxl numbers a name that is taken; a digit more must still fit in the 31 characters of a name.
        sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title or gettext("Data"))[:29])
        sheet.freeze_panes = "A2"
        for row in _with_header(header, rows):
            sheet.append([_cell(sheet, value) for value in row])
    book.save(file)


def error_lines(columns: Sequence[str], faults: Iterable[Any], *, delimiter: str = ";") -> Iterator[str]:
    """A file to correct and import again: the original row, where it was, and what to do about it.

    A fault has ``line``, ``message`` and either ``raw`` (cells by column) or ``cells`` (in order)
    or just ``text``; a row with too many cells keeps them all, after the reason.
    """
    header = [gettext("Line"), gettext("Reason"), *columns]
    return csv_lines(header, (_fault_row(columns, fault) for fault in faults), delimiter=delimiter)


def _fault_row(columns: Sequence[str], fault: Any) -> list[str]:
    raw = getattr(fault, "raw", None)
    cells = [raw.get(name, "") for name in columns] if raw else list(getattr(fault, "cells", None) or [fault.text])
    return [str(fault.line), str(fault.message), *cells]


def _with_header(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    yield header
    yield from rows


def _written(value: Any, delimiter: str) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal | float):
        text = format(value, "f") if isinstance(value, Decimal) else repr(value)
        return text.replace(".", ",") if delimiter == ";" else text
    if isinstance(value, datetime | date):
        return value.isoformat()
    return neutral(str(value) if value is not None else None)


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, datetime) and value.tzinfo:
        return value.isoformat()  # a sheet cannot keep a time zone
    if value is None or isinstance(value, bool | int | float | Decimal | date):
        return value
    text = neutral(ILLEGAL_CHARACTERS_RE.sub("", str(value)))[:CELL_CHARACTERS]
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # also text beginning with "=" after cleaning
    return cell
