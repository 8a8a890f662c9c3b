"""CSV and its cousins: separators, line breaks and quotation marks as they really come."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from django.utils.translation import gettext_noop as _

from convergenze.exchange.cells.texts import shorten
from convergenze.exchange.messages import Message, message
from convergenze.exchange.reading.encodings import TextFacts, decoded_blocks, inspect
from convergenze.exchange.reading.limits import Limits, UnreadableFile
from convergenze.exchange.reading.table import SHOWN_ROW, BrokenRow, RawRow, Table, too_long

DELIMITERS = ";,\t|"
SAMPLE_LINES = 60
SAMPLE_CHARACTERS = 200_000
HEADER_WITHIN = 10  # a title above the header is common; further down it is data
# Private-use characters that stand for a carriage return inside a cell, and for the end of the file.
LONE_RETURN, THE_END = "\ue00d", "\ue0ff"


def open_text(file: BinaryIO, limits: Limits) -> Table:
    """A table from delimited text; the separator, the encoding and the header are found by looking."""
    facts = inspect(file)
    sample = list(_sample(file, facts))
    delimiter, skipped = _delimiter(sample)
    rows = list(_records(iter(sample[skipped:]), delimiter, limits, skipped))
    header_line, header = _header(rows)
    spare = _has_spare_separator(header, rows)

    def raw_rows() -> Iterator[RawRow]:
        lines = itertools.islice(_lines(file, facts), skipped, None)
        for row in _records(lines, delimiter, limits, skipped):
            if isinstance(row, BrokenRow):
                yield row
            elif row[0] > header_line:
                yield (row[0], row[1][:-1]) if spare and len(row[1]) == len(header) + 1 and not row[1][-1] else row

    table = Table(columns=tuple(header), raw_rows=raw_rows, limits=limits, encoding=facts.encoding)
    table.delimiter = delimiter
    table.expected_rows = max(0, facts.lines - header_line)
    table.warnings.extend(_warnings(facts))
    return table


def _warnings(facts: TextFacts) -> Iterator[Message]:
    if facts.garbled:
        yield message(
            _("Some accented letters were damaged before the file reached us (Ã¨ for è): compare the source.")
        )
    if facts.nul:
        yield message(_("The file holds NUL characters, which were left out."))
    if facts.encoding == "windows-1252":
        yield message(_("The file is not in UTF-8; it was read as windows-1252, as older Italian files are."))


def _lines(file: BinaryIO, facts: TextFacts) -> Iterator[str]:
    """Lines ending in a line feed. A lone carriage return ends a line only where no line feed exists."""
    pieces: list[str] = []
    held, old_mac = "", facts.lone_returns and facts.lines == 0
    for block in decoded_blocks(file, facts.encoding):
        text = held + (block.replace("\x00", "") if facts.nul else block)
        held = "\r" if text.endswith("\r") else ""  # its line feed may come with the next block
        text = text.removesuffix("\r").replace("\r\n", "\n")
        if "\r" in text:
            text = text.replace("\r", "\n" if old_mac else LONE_RETURN)
        first, *others = text.split("\n")
        pieces.append(first)
        for next_line in others:
            yield "".join(pieces) + "\n"
            pieces = [next_line]
    if last := "".join(pieces):
        yield last + "\n"


def _sample(file: BinaryIO, facts: TextFacts) -> Iterator[str]:
    room = SAMPLE_CHARACTERS
    for line in itertools.islice(_lines(file, facts), SAMPLE_LINES):
        yield line
        room -= len(line)
        if room < 0:
            return


def _delimiter(sample: Sequence[str]) -> tuple[str, int]:
    """The separator, and how many lines to pass over (Excel writes ``sep=;`` as the first one)."""
    if sample and sample[0].lower().startswith("sep=") and len(sample[0].strip("\n")) == 5:
        return sample[0][4], 1
    return max(DELIMITERS, key=lambda mark: _agreement(sample, mark)), 0


def _agreement(sample: Sequence[str], mark: str) -> tuple[float, int]:
    """How many records have the commonest width, and that width; one column convinces nobody."""
    try:
        widths = [len(cells) for cells in csv.reader(sample, delimiter=mark) if any(cells)]
    except csv.Error:
        widths = [line.count(mark) + 1 for line in sample]
    if not widths:
        return 0.0, 0
    commonest = max(set(widths), key=lambda width: (widths.count(width), width))
    share = widths.count(commonest) / len(widths)
    return (share if commonest > 1 else 0.0), commonest


def _header(rows: Sequence[RawRow]) -> tuple[int, Sequence[str]]:
    read = [row for row in rows[:HEADER_WITHIN] if not isinstance(row, BrokenRow) and any(map(str.strip, row[1]))]
    if not read:
        raise UnreadableFile(
            message(
                _("No header was found: the first row must hold the names of the columns, then one row per record.")
            )
        )
    return next((row for row in read if sum(1 for cell in row[1] if cell.strip()) > 1), read[0])


def _has_spare_separator(header: Sequence[str], rows: Sequence[RawRow]) -> bool:
    """Some exporters end every row, but not the header, with a separator: that shifts nothing."""
    data = [row[1] for row in rows if not isinstance(row, BrokenRow) and row[1] is not header and any(row[1])]
    return bool(data) and all(len(cells) == len(header) + 1 and not cells[-1] for cells in data)


def _records(lines: Iterator[str], delimiter: str, limits: Limits, skipped: int = 0) -> Iterator[RawRow]:
    """Rows with the number of their first line; a quotation mark never closed costs one row, not the rest."""
    source = _Lines(lines, limits, skipped)
    reader = csv.reader(source, delimiter=delimiter)
    while True:
        start = source.number + 1
        source.taken.clear()
        try:
            cells = next(reader)
        except (_NeverClosed, csv.Error) as problem:
            yield _stuck(source, start, problem, limits)
            reader = csv.reader(source, delimiter=delimiter)
            continue
        if cells == [THE_END]:
            return
        if source.has_lone_return:
            cells = [cell.replace(LONE_RETURN, "\n") for cell in cells]
            source.has_lone_return = False
        yield start, cells


def _stuck(source: _Lines, start: int, problem: Exception, limits: Limits) -> BrokenRow:
    first = source.give_back_all_but_first()
    reason = (
        message(_("A quotation mark opened in this row is never closed: close it or remove it."))
        if isinstance(problem, _NeverClosed)
        else too_long(limits)
    )
    return BrokenRow(start, reason, shorten(first.rstrip("\n").replace(LONE_RETURN, " "), SHOWN_ROW))


class _NeverClosed(Exception):
    """A quoted cell went on for longer than any cell does, or to the end of the file."""


class _Lines:
    """Lines on their way to the csv reader, which can be given back when a row leads nowhere."""

    def __init__(self, lines: Iterator[str], limits: Limits, skipped: int):
        self.lines, self.limits, self.number = lines, limits, skipped
        self.taken: list[str] = []
        self.waiting: list[str] = []
        self.has_lone_return = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self.taken) > self.limits.lines_in_cell:
            raise _NeverClosed
        line = self.waiting.pop() if self.waiting else next(self.lines, THE_END)
        self.number += 1
        self.taken.append(line)
        if LONE_RETURN in line:
            self.has_lone_return = True
        return line

    def give_back_all_but_first(self) -> str:
        first, *others = self.taken
        self.waiting.extend(reversed([line for line in others if line != THE_END]))
        self.number -= len(others)
        self.taken.clear()
        return first
