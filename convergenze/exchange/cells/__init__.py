"""From the text of a cell to a value, or to a sentence saying what was expected."""

from convergenze.exchange.cells.dates import parse_date
from convergenze.exchange.cells.numbers import DecimalStyle, parse_amount, parse_decimal
from convergenze.exchange.cells.texts import CellError, clean_text, is_blank

__all__ = [
    "CellError",
    "DecimalStyle",
    "clean_text",
    "is_blank",
    "parse_amount",
    "parse_date",
    "parse_decimal",
]
