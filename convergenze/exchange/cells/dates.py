"""Dates as Italian portals and spreadsheets write them."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext_noop as _

from convergenze.exchange.cells.texts import CellError, is_blank
from convergenze.exchange.messages import message

FIRST_YEAR, LAST_YEAR = 1850, 2150
OPEN_END = 9999  # the year that registers write for "still in force"

TIME = r"(?:[T ]\d{1,2}[:.]\d{2}.*)?"
ISO = re.compile(rf"(?P<y>\d{{4}})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}}){TIME}")
DAY_FIRST = re.compile(rf"(?P<d>\d{{1,2}})[-/.](?P<m>\d{{1,2}})[-/.](?P<y>\d{{4}}|\d{{2}}){TIME}")
COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:\.0+)?")  # 20080331.0: a number once, in a spreadsheet
NAMED = re.compile(rf"(?P<d>\d{{1,2}})(?:º|°)?[-/. ]+(?P<m>[^\W\d_]{{3,10}})\.?[-/., ]+(?P<y>\d{{4}}|\d{{2}}){TIME}")
SHAPES = (ISO, DAY_FIRST, COMPACT, NAMED)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "gen gennaio jan january",
            "feb febbraio february",
            "mar marzo march",
            "apr aprile april",
            "mag maggio may",
            "giu giugno jun june",
            "lug luglio jul july",
            "ago agosto aug august",
            "set sett settembre sep sept september",
            "ott ottobre oct october",
            "nov novembre november",
            "dic dicembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}


def parse_date(text: str | None) -> date | None:
    """The day in a cell; None for a blank cell and for 9999-12-31, which means "no end".

    Reads day first (``31/12/2022``, never month first), ISO with or without a time, ``20221231``,
    ``22-JUL-2022`` and months in Italian. Raises ``CellError`` otherwise.
    """
    if is_blank(text):
        return None
    bare = text.strip()
    found = next((match for shape in SHAPES if (match := shape.fullmatch(bare))), None)
    if found is None:
        raise _unreadable(text)
    year, month, day = _year(found["y"]), _month(found["m"]), int(found["d"])
    if year == OPEN_END:
        return None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CellError(message(_("The year of this date looks mistyped: expected one such as 2024.")), text)
    try:
        return date(year, month, day)
    except ValueError:
        raise _unreadable(text) from None


def _year(digits: str) -> int:
    # Two digits: files in use speak of 1970 to 2069.
    return int(digits) if len(digits) == 4 else 1900 + int(digits) + (100 if int(digits) < 70 else 0)


def _month(word: str) -> int:
    return int(word) if word.isdigit() else MONTHS.get(word.casefold(), 0)


def _unreadable(text: str) -> CellError:
    return CellError(message(_("Expected a date such as 31/12/2024 (day first) or 2024-12-31.")), text)
