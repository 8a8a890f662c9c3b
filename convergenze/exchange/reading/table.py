"""A table as the rest of the house sees it, whatever file it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _

from convergenze.exchange.cells.texts import clean_text, shorten
from convergenze.exchange.messages import Message, message
from convergenze.exchange.reading.limits import Limits, UnreadableFile

NOT_A_WORD = re.compile(r"[\W_]+")
SHOWN_ROW = 1_000


def column_key(name: str) -> str:
    """A header reduced to what releases of one dataset share: ``"FINANZIAMENTO _UE "`` → ``finanziamento_ue``."""
    return NOT_A_WORD.sub("_", name.replace("\ufeff", "").casefold()).strip("_")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row whose cells match the header. ``cells`` keeps the text as found, by column name.

    ``line`` is where a person finds it: the line in a text editor, the row of a sheet, the place
    in a JSON list (from 1).
    """

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that cannot be read safely, with the reason and its text (shortened)."""

    line: int
    message: Message
    text: str
    cells: tuple[str, ...] = ()


RawRow = tuple[int, Sequence[str]] | BrokenRow


@dataclass
class Table:
    """Columns and rows of a file. Iterating starts from the top each time, one reader after the other.

    All readers share the file: one that goes on after another began is refused, since it would get the other's rows.

    ``expected_rows`` is an estimate for progress bars. ``warnings`` are about the whole file and
    are complete once it was iterated. ``sheets`` names the sheets of a workbook, ``sheet`` the one read.
    """

    columns: tuple[str, ...]
    raw_rows: Callable[[], Iterator[RawRow]]
    limits: Limits = field(default_factory=Limits)
    kind: str = "text"
    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    expected_rows: int = 0
    warnings: list[Message] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._readers = 0
        self.columns = tuple(distinct_names(self.columns))
        if len(self.columns) > self.limits.columns:
            values = {"found": len(self.columns), "most": self.limits.columns}
            raise UnreadableFile(
                message(
                    _("The file has %(found)d columns; the most we read is %(most)d. Remove those not needed."),
                    **values,
                )
            )

    def __iter__(self) -> Iterator[TableRow | BrokenRow]:
        count, self._readers = 0, self._readers + 1
        reader = self._readers
        for raw in self.raw_rows():
            if reader != self._readers:
                raise RuntimeError("The table is being read from the top by somebody else: read it once at a time.")
            row = raw if isinstance(raw, BrokenRow) else self._checked(*raw)
            if row is None:
                continue
            count += 1
            if count > self.limits.rows:
                raise UnreadableFile(
                    message(_("The file has more than %(most)d rows: split it into parts."), most=self.limits.rows)
                )
            yield row

    def _checked(self, line: int, cells: Sequence[str]) -> TableRow | BrokenRow | None:
        if not any(cells) or not any(cell.strip() for cell in cells):
            return None
        if len(cells) != len(self.columns):
            return broken(line, cells, self.delimiter, _wrong_width(len(cells), len(self.columns)))
        if max(map(len, cells)) > self.limits.cell:
            return broken(line, cells, self.delimiter, too_long(self.limits))
        return TableRow(line, dict(zip(self.columns, cells, strict=True)))


def broken(line: int, cells: Sequence[str], delimiter: str, reason: Message) -> BrokenRow:
    """A row with the right to be shown and corrected, but not to be read."""
    kept = tuple(shorten(cell, SHOWN_ROW) for cell in cells)
    return BrokenRow(line, reason, shorten((delimiter or "; ").join(kept), SHOWN_ROW), kept)


def too_long(limits: Limits) -> Message:
    return message(_("A cell is longer than %(most)d characters: shorten it."), most=limits.cell)


def _wrong_width(found: int, expected: int) -> Message:
    values = {"found": found, "expected": expected}
    if found > expected:
        said = _("The row has %(found)d cells but the header has %(expected)d: look for a separator too many.")
    else:
        said = _("The row has %(found)d cells but the header has %(expected)d: look for a missing one or a line break.")
    return message(said, **values)


def distinct_names(names: Sequence[str]) -> Iterator[str]:
    """Headers cleaned; a nameless one is called by its position, a repeated one gets a number."""
    seen: dict[str, int] = {}
    for position, name in enumerate(names, start=1):
        clean = clean_text(name) or f"[{position}]"
        key = column_key(clean)
        seen[key] = seen.get(key, 0) + 1
        yield clean if seen[key] == 1 else f"{clean} ({seen[key]})"
