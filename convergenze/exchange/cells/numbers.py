"""Amounts as Italian and European files write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_noop as _

from convergenze.exchange.cells.texts import CellError, is_blank
from convergenze.exchange.messages import message

CENT = Decimal("0.01")
MOST_DIGITS = 18
DECORATION = re.compile(r"(?:€|EUR(?:O)?|\s|['’`])+", re.IGNORECASE)
PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)*[.,]?|[+-]?[.,]\d+")
SCIENTIFIC = re.compile(r"[+-]?\d(?:[.,]\d+)?E\+?\d{1,2}", re.IGNORECASE)
GROUPED = {mark: re.compile(rf"[+-]?\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+") for mark in ".,"}
SINGLE_GROUP = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
# Most cells of most files: digits, perhaps one mark with decimals that cannot be a group of three.
ORDINARY = re.compile(r"-?\d{1,15}(?:[.,](?:\d{1,2}|\d{4,6}))?")
OTHER = {".": ",", ",": "."}


@dataclass(frozen=True)
class DecimalStyle:
    """Which mark separates decimals in a column; ``mixed`` when both styles were seen in it.

    Only needed for numbers such as ``1.234``, which alone can be read both ways.
    """

    decimal: str = ","
    mixed: bool = False

    @classmethod
    def sniff(cls, values: Iterable[str], *, default: str = ",") -> DecimalStyle:
        """The style that the unambiguous numbers of a column speak for; the Italian one if none does."""
        votes = {".": 0, ",": 0}
        for value in values:
            if mark := decimal_mark(value):
                votes[mark] += 1
        if votes["."] == votes[","]:
            return cls(default, mixed=votes["."] > 0)
        return cls(max(votes, key=votes.__getitem__), mixed=min(votes.values()) > 0)


ITALIAN = DecimalStyle(",")
ENGLISH = DecimalStyle(".")


def decimal_mark(text: str) -> str | None:
    """The decimal mark that this number alone gives away, or None when it does not."""
    bare = _bare(text)
    if not PLAIN.fullmatch(bare) or SINGLE_GROUP.fullmatch(bare):
        return None
    last = max(bare.rfind("."), bare.rfind(","))
    if last < 0:
        return None
    mark = bare[last]
    only_this = OTHER[mark] not in bare
    return OTHER[mark] if only_this and bare.count(mark) > 1 else mark


def parse_decimal(text: str | None, style: DecimalStyle | None = None) -> Decimal | None:
    """The number in a cell, None for a blank cell; raises ``CellError`` for anything else.

    Reads ``1.234,56``, ``1,234.56``, ``1234,56``, ``114.000.000``, ``€ 1.200``, ``(5,00)``,
    ``1.2E+05``. ``1.234`` follows ``style`` (see ``DecimalStyle.sniff``), else means 1234 as in
    Italian. Groups of the wrong length are refused, never guessed.
    """
    if not text:
        return None
    if ORDINARY.fullmatch(text):
        return Decimal(text.replace(",", "."))
    if is_blank(text):
        return None
    bare = _bare(text)
    if SCIENTIFIC.fullmatch(bare):
        number = Decimal(bare.replace(",", "."))
    elif PLAIN.fullmatch(bare):
        number = Decimal(_to_dot(bare, style or ITALIAN, text))
    else:
        raise _unreadable(text)
    if number.adjusted() >= MOST_DIGITS:
        raise CellError(message(_("This number is larger than any amount we can keep: check the digits.")), text)
    return number


def parse_amount(text: str | None, style: DecimalStyle | None = None) -> Decimal | None:
    """Euro with two decimals, half a cent rounded up; otherwise as ``parse_decimal``."""
    number = parse_decimal(text, style)
    return None if number is None else number.quantize(CENT, ROUND_HALF_UP)


def _bare(text: str) -> str:
    bare = DECORATION.sub("", text).replace("−", "-")
    # Accountants write a negative amount between brackets.
    return f"-{bare[1:-1]}" if bare.startswith("(") and bare.endswith(")") else bare


def _to_dot(bare: str, style: DecimalStyle, text: str) -> str:
    """The same number with a dot for decimals and no grouping."""
    mark = style.decimal if SINGLE_GROUP.fullmatch(bare) else decimal_mark(bare)
    if mark is None:
        return bare
    whole, _mark, decimals = bare.rpartition(mark) if mark in bare else (bare, "", "")
    grouping = OTHER[mark]
    if mark in whole or grouping in decimals or (grouping in whole and not GROUPED[grouping].fullmatch(whole)):
        raise _unreadable(text)
    return f"{whole.replace(grouping, '') or '0'}.{decimals or '0'}"


def _unreadable(text: str) -> CellError:
    return CellError(message(_("Expected an amount such as 1.234,56 or 1234.56.")), text)
