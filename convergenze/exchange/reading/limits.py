"""How large a table may be, and the error for a file that is not one."""

from __future__ import annotations

from dataclasses import dataclass

from convergenze.exchange.messages import SpokenError

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Beyond ``cell`` a row is an error; beyond the others the whole file is refused."""

    size: int = 50 * MEGABYTE
    rows: int = 200_000
    columns: int = 500
    cell: int = 100_000
    # A spreadsheet is a zip: these guard against one that unpacks to fill the memory.
    unpacked: int = 400 * MEGABYTE
    unpacked_strings: int = 60 * MEGABYTE
    packing_ratio: int = 150
    # Lines that one quoted cell may span before its quotation mark counts as never closed.
    lines_in_cell: int = 200


class UnreadableFile(SpokenError):
    """The file is not a table we can read; ``message`` says what to do next."""
