"""Text of cells: what counts as empty, and how it is cleaned without losing a letter."""

from __future__ import annotations

import re

from convergenze.exchange.messages import Message, SpokenError

SHOWN_CHARACTERS = 120

# Italian portals write these for "nothing here"; compared folded, with blanks collapsed.
# Not "na": it is the province of Naples.
BLANK_WORDS = frozenset(
    """n/d n.d. nd n/a n.a. n.c. nc n.p. np #n/d #n/a null none nan nil - -- — – . ? / da_indicare
    (vuoto) (null)""".split()
) | {"dato non presente", "non disponibile", "non presente", "non indicato", "non valorizzato", "da definire"}

LONGEST_BLANK = max(map(len, BLANK_WORDS))
ONLY_MARKS = re.compile(r"[\s*_\-–—.·#]+")
BREAKS_AND_BLANKS = re.compile(r"\s+")
BLANKS_IN_LINE = re.compile(r"[^\S\n]+")
# Control characters, lone surrogates, and the marks that override writing direction (a known way
# to disguise text). Letters of right-to-left scripts stay as they are.
UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]")
C1 = re.compile("[\x80-\x9f]")


class CellError(SpokenError):
    """A cell that cannot be read: ``message`` says what was expected, ``text`` is what was found."""

    def __init__(self, said: Message, text: str):
        super().__init__(said)
        self.text = shorten(text)


def shorten(text: str, length: int = SHOWN_CHARACTERS) -> str:
    """At most ``length`` characters of a cell, for messages."""
    return text if len(text) <= length else text[: length - 1] + "…"


def is_blank(text: str | None) -> bool:
    """Whether a cell means "no value": empty, ``N/D``, `` -   ``, ``DATO NON PRESENTE``, ``***``…"""
    if not text:
        return True
    if len(text) > LONGEST_BLANK and text[0].isalpha():
        return False
    folded = BREAKS_AND_BLANKS.sub(" ", text).strip().casefold()
    return not folded or folded in BLANK_WORDS or ONLY_MARKS.fullmatch(folded) is not None


def clean_text(text: str | None, *, lines: bool = False) -> str:
    """One line of readable text: no control characters, one blank between words.

    ``lines=True`` keeps line breaks. No-break spaces become blanks. Characters 0x80–0x9F, left by
    a windows-1252 file once read as Latin-1, become the quotes and dashes they were. Markup stays
    as the text it is; escaping belongs to the template.
    """
    if not text:
        return ""
    if text.isprintable():  # then it has no break, no-break space or control character
        return " ".join(text.split())
    text = C1.sub(_windows_character, text) if C1.search(text) else text
    text = UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if lines:
        return "\n".join(BLANKS_IN_LINE.sub(" ", line).strip() for line in text.split("\n")).strip()
    return BREAKS_AND_BLANKS.sub(" ", text).strip()


def _windows_character(match: re.Match) -> str:
    return match.group().encode("latin-1").decode("windows-1252", "ignore")
