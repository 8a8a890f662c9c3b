"""From a file to a table: look at the content, never trust the name."""

from __future__ import annotations

import re
from typing import BinaryIO

from django.utils.translation import gettext_noop as _

from convergenze.exchange.messages import message
from convergenze.exchange.reading.limits import MEGABYTE, Limits, UnreadableFile
from convergenze.exchange.reading.records import open_json
from convergenze.exchange.reading.sheets import open_sheet
from convergenze.exchange.reading.table import Table
from convergenze.exchange.reading.text import open_text

HEAD = 65_536
ZIP, OLD_OFFICE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
PICTURES_AND_ARCHIVES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"BZh",
    b"7z\xbc",
    b"Rar!",
    b"\xfd7zXZ",
    b"\x7fELF",
    b"MZ\x90",
    b"SQLite",
)
MARKUP = re.compile(rb"\s*<(!doctype\s+html|html|head|body|table|\?xml|rdf|svg|!--)", re.IGNORECASE)
UTF16 = (b"\xff\xfe", b"\xfe\xff")
CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def open_table(file: BinaryIO, filename: str = "", *, limits: Limits | None = None, sheet: str | None = None) -> Table:
    """The table in an open binary, seekable file; raises ``UnreadableFile`` with the way out.

    ``filename`` only matters for files whose content could be two things (a JSON text). ``sheet``
    names the sheet of a workbook; without it the first one that holds a table is read.
    """
    limits = limits or Limits()
    _refuse_by_size(_size(file), limits)
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith(ZIP):
        return open_sheet(file, limits, sheet)
    _refuse_other_kinds(head)
    if _looks_like_json(head, filename):
        return open_json(file, limits)
    return open_text(file, limits)


def _size(file: BinaryIO) -> int:
    return file.seek(0, 2)


def _refuse_by_size(size: int, limits: Limits) -> None:
    if size == 0:
        raise UnreadableFile(message(_("The file is empty: check that the download or the export was complete.")))
    if size > limits.size:
        values = {"found": round(size / MEGABYTE), "most": limits.size // MEGABYTE}
        raise UnreadableFile(
            message(_("The file is %(found)d MB and the most we read is %(most)d MB: split it into parts."), **values)
        )


def _refuse_other_kinds(head: bytes) -> None:
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if bare.startswith(PDF):
        said = _("This is a PDF, which holds pages and not a table: ask the source for the data as CSV or XLSX.")
    elif bare.startswith(OLD_OFFICE):
        said = _("This is an old Excel file (.xls): open it and save it as .xlsx or CSV.")
    elif MARKUP.match(bare):
        said = _("This is a web page or XML, not a table: open it in a spreadsheet program and save it as CSV or XLSX.")
    elif not bare.strip(b" \t\r\n\x00;,|"):
        said = _("The file is empty: check that the download or the export was complete.")
    elif bare.startswith(PICTURES_AND_ARCHIVES) or _is_binary(bare):
        said = _("This is not a table: we read CSV, XLSX and JSON files. Unpack archives first.")
    else:
        return
    raise UnreadableFile(message(said))


def _is_binary(head: bytes) -> bool:
    """Whether more than one byte in fifty is a control character (a stray NUL or two is forgiven)."""
    if head.startswith(UTF16):
        return False
    odd = len(CONTROLS.findall(head)) + max(0, head.count(b"\x00") - 20)
    return odd * 50 > len(head)


def _looks_like_json(head: bytes, filename: str) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200]
    if filename.lower().endswith((".json", ".geojson", ".jsonl", ".ndjson")):
        return True
    return bool(re.match(rb"\[\s*[\[{\]]|\{\s*[\"}]", start))
