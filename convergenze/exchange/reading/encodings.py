"""Which encoding a text file is in, decided on all of it and without holding it in memory."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

BLOCK = 1 << 18
# UTF-8 text that was once read as windows-1252 and saved again (Ã¨, â€™), or lost letters (�).
TWICE_ENCODED = re.compile(rb"\xc3\x83\xc2[\x80-\xbf]|\xc3\xa2\xe2\x82\xac|\xc3\x82\xc2[\xa0-\xbf]|\xef\xbf\xbd")
CARRIAGE_RETURN_ALONE = re.compile(rb"\r[^\n]")


@dataclass
class TextFacts:
    """What one pass over the bytes of a file tells."""

    encoding: str
    lines: int = 0
    nul: bool = False
    garbled: bool = False
    lone_returns: bool = False


def inspect(file: BinaryIO) -> TextFacts:
    """Encoding by mark, else UTF-8 if every byte of the file agrees, else windows-1252."""
    file.seek(0)
    start = file.read(4)
    encoding = _by_mark(start)
    facts = TextFacts(encoding or "utf-8")
    utf8 = codecs.getincrementaldecoder("utf-8")()
    is_utf8, last = True, b""
    for block in _blocks(file):
        facts.lines += block.count(b"\n")
        facts.nul |= encoding != "utf-16" and b"\x00" in block
        joined = last + block
        facts.garbled |= TWICE_ENCODED.search(joined) is not None
        facts.lone_returns |= CARRIAGE_RETURN_ALONE.search(joined) is not None
        is_utf8 = is_utf8 and _decodes(utf8, block)
        last = block[-4:]
    if encoding is None and not (is_utf8 and _decodes(utf8, b"", final=True)):
        facts.encoding, facts.garbled = "windows-1252", False
    return facts


def decoded_blocks(file: BinaryIO, encoding: str) -> Iterator[str]:
    """The text of a file in pieces; bytes that mean nothing become U+FFFD, never an error."""
    name = "utf-8-sig" if encoding == "utf-8" else encoding
    decoder = codecs.getincrementaldecoder(name)(errors="replace")
    for block in _blocks(file):
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def _by_mark(start: bytes) -> str | None:
    if start.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return None


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while block := file.read(BLOCK):
        yield block


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True
