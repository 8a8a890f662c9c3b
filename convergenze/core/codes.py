"""Codes of Italian and European registers: put into their written form and checked.

A ``normalise_*`` function gives the code as its register writes it, or ``""`` when the text is not
such a code; ``is_*`` answers a question about a code. Spreadsheets eat leading zeros: they are put
back where the length is fixed and a check digit or a register confirms the result.
"""

from __future__ import annotations

import re

NOT_ALPHANUMERIC = re.compile(r"[\s.\-'’\"/_]+")
PERSON = re.compile(r"[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]")
CUP = re.compile(r"[A-Z]\d{2}[A-Z]\d{11}")
IPA = re.compile(r"[A-Za-z0-9_]{1,20}")
NUTS = re.compile(r"[A-Z]{2}[A-Z0-9]{0,3}")
ATECO = re.compile(r"\d{2}(?:\.\d{1,2}(?:\.\d{1,2})?)?")

# Values of characters in odd positions (D.M. 23 December 1976, n. 13813, table of the check character).
ODD_VALUES = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16)
        + (10, 22, 25, 24, 23),
        strict=True,
    )
)
# First divisions of each section (Reg. (EC) 1893/2006, NACE Rev. 2, as ATECO 2007 keeps it).
ATECO_SECTIONS = (
    (1, "A"), (5, "B"), (10, "C"), (35, "D"), (36, "E"), (41, "F"), (45, "G"), (49, "H"), (55, "I"), (58, "J"),
    (64, "K"), (68, "L"), (69, "M"), (77, "N"), (84, "O"), (85, "P"), (86, "Q"), (90, "R"), (94, "S"), (97, "T"),
    (99, "U"),
)  # fmt: skip
# Reg. (EU) 2023/137, NACE Rev. 2.1, as ATECO 2025 keeps it: J is split and the letters after it move on.
ATECO_2025_SECTIONS = (
    (1, "A"), (5, "B"), (10, "C"), (35, "D"), (36, "E"), (41, "F"), (46, "G"), (49, "H"), (55, "I"), (58, "J"),
    (61, "K"), (64, "L"), (68, "M"), (69, "N"), (77, "O"), (84, "P"), (85, "Q"), (86, "R"), (90, "S"), (94, "T"),
    (97, "U"), (99, "V"),
)  # fmt: skip


def compact(text: str | None) -> str:
    """Upper case without blanks, dots, dashes and quotation marks (some files quote codes with ``'``)."""
    return NOT_ALPHANUMERIC.sub("", text or "").upper()


def has_body_check_digit(code: str) -> bool:
    """Whether 11 digits end in their check digit.

    Source: D.M. 23 December 1976 (tax codes of bodies) and the VAT number rule of the Agenzia delle
    Entrate: digits in even positions are doubled (minus 9 above 9), and all eleven add up to a
    multiple of ten. ``00000000000`` passes the sum but belongs to nobody.
    """
    if len(code) != 11 or not (code.isascii() and code.isdigit()) or not int(code):
        return False
    doubled = (2 * int(digit) for digit in code[1::2])
    return (sum(map(int, code[::2])) + sum(n - 9 if n > 9 else n for n in doubled)) % 10 == 0


def normalise_body_tax_code(text: str | None) -> str:
    """The 11-digit tax code of a body (also its VAT number), leading zeros restored; ``""`` if not one."""
    digits = compact(text).removeprefix("IT")
    if digits.endswith("0") and re.fullmatch(r"\s*'?\d+\.0\s*", text or ""):
        digits = digits[:-1]  # 530321207.0: a number once, in a spreadsheet
    if not (digits.isascii() and digits.isdigit()) or not 7 <= len(digits) <= 11:
        return ""
    padded = digits.zfill(11)
    return padded if has_body_check_digit(padded) else ""


def normalise_vat_number(text: str | None) -> str:
    """The Italian VAT number without the country letters: same shape and check digit as a body's tax code.

    Source: art. 35 D.P.R. 633/1972. Numbers of other countries give ``""``.
    """
    return normalise_body_tax_code(text)


def is_natural_person(code: str | None) -> bool:
    """Whether a tax code has the 16-character shape of a person's, check character right or not.

    Mistyped codes of persons are still about persons, so the shape decides (data minimisation,
    art. 5 GDPR): 16 letters and digits with six letters first.
    """
    bare = compact(code)
    return len(bare) == 16 and bare.isalnum() and bare[:6].isalpha()


def normalise_person_tax_code(text: str | None) -> str:
    """A person's 16-character tax code with the right check character; ``""`` otherwise.

    Source: D.M. 23 December 1976, n. 13813; letters ``LMNPQRSTUV`` stand for digits where two
    persons would share a code (omocodia).
    """
    code = compact(text)
    if not PERSON.fullmatch(code):
        return ""
    odd = sum(ODD_VALUES[character] for character in code[:15:2])
    even = sum(_ordinal(character) for character in code[1:15:2])
    return code if chr(ord("A") + (odd + even) % 26) == code[15] else ""


def normalise_cup(text: str | None) -> str:
    """The 15-character CUP (Codice Unico di Progetto), upper case; ``""`` if not one.

    Source: CIPE decision 143/2002: letter, two digits, letter, eleven digits. There is no check
    digit, and one CUP may rightly occur several times, so it links records and identifies none.
    """
    code = compact(text)
    return code if CUP.fullmatch(code) else ""


def normalise_municipality(text: str | None) -> str:
    """ISTAT municipality code of six digits (province 3 + progressive 3), zeros restored; ``""`` if not one.

    Accepts the nine digits of OpenCoesione (region 3 + municipality 6) and ``37006.0``. The
    progressive is never 000. Source: ISTAT, Codici statistici delle unità amministrative territoriali.
    """
    digits = _digits(text)
    if len(digits) in (8, 9):
        digits = digits[-6:]
    code = digits.zfill(6) if 4 <= len(digits) <= 6 else ""
    return code if code[3:] != "000" and code[:3] != "000" else ""


def normalise_province(text: str | None) -> str:
    """ISTAT province code of three digits; ``""`` for 0 ("all provinces") and other text. Source: ISTAT.

    Accepts the six digits of OpenCoesione (region 3 + province 3).
    """
    digits = _digits(text)
    if len(digits) in (5, 6):
        digits = digits[-3:]
    code = digits.zfill(3) if 1 <= len(digits) <= 3 else ""
    return code if code.strip("0") else ""


def normalise_region(text: str | None) -> str:
    """ISTAT region code of two digits, 01 to 20; ``""`` otherwise. Source: ISTAT."""
    digits = _digits(text).lstrip("0")
    return digits.zfill(2) if digits and int(digits[:4]) <= 20 else ""


def normalise_ipa(text: str | None) -> str:
    """Code of a body in the Indice PA (AgID), lower case: letters, digits and ``_``, e.g. ``c_a944``."""
    code = (text or "").strip()
    return code.lower() if IPA.fullmatch(code) else ""


def normalise_runts(text: str | None) -> str:
    """Number in the national register of the third sector (RUNTS, D.M. 106/2020): digits without zeros ahead."""
    digits = _digits(text).lstrip("0")
    return digits if 1 <= len(digits) <= 10 else ""


def normalise_nuts(text: str | None) -> str:
    """NUTS code of any level, e.g. ``ITH5`` (Reg. (EC) 1059/2003): country letters and up to three characters."""
    code = compact(text)
    return code if NUTS.fullmatch(code) else ""


def ateco_section(text: str | None, *, version: str = "2007") -> str:
    """The section letter of an ATECO code (``32.50.14`` → ``C``); ``""`` if it has no known division.

    ``version`` is ``2007`` (NACE Rev. 2) or ``2025`` (NACE Rev. 2.1); keep it beside the letter,
    because the same letter means other things in the two.
    """
    code = (text or "").strip()
    if len(code) == 1 and code.isalpha():
        return code.upper()
    if not ATECO.fullmatch(code):
        return ""
    sections = ATECO_2025_SECTIONS if version == "2025" else ATECO_SECTIONS
    division = int(code[:2])
    return next((letter for first, letter in reversed(sections) if division >= first), "")


def _digits(text: str | None) -> str:
    bare = (text or "").strip().strip("'\"").removesuffix(".0")
    return bare if bare.isascii() and bare.isdigit() else ""


def _ordinal(character: str) -> int:
    return int(character) if character.isdigit() else ord(character) - ord("A")
