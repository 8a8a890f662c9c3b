"""Texts of calls as people read them: titles that fit a line, one address, a state without its link."""

from __future__ import annotations

import re

from portfolios.sources.wording import is_shouted, sentence_case

LONGEST_TITLE, LONGEST_STATE, LONGEST_ADDRESS = 300, 100, 500
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s;,<>\"]+", re.IGNORECASE)


def titled(text: str, otherwise: str) -> tuple[str, str]:
    """(title, rest): a title that fits, and the whole text when it had to be cut; ``otherwise`` for a blank one."""
    text = text or otherwise
    text = sentence_case(text) if is_shouted(text) else text[:1].upper() + text[1:]
    if len(text) <= LONGEST_TITLE:
        return text, ""
    return f"{text[:LONGEST_TITLE].rsplit(' ', 1)[0]}…", text


def address_in(text: str) -> str:
    """The first web address in a cell, with its scheme; "" when there is none, or none that can be kept."""
    found = ADDRESS.search(text)
    if not found:
        return ""
    url = found[0].rstrip(".)")
    url = url if url.lower().startswith("http") else f"https://{url}"
    return url if len(url) <= LONGEST_ADDRESS else ""


def state_in(text: str) -> str:
    """A state as published, spelt in one way and without the link some publishers put there."""
    text = ADDRESS.sub("", text).strip(" :")
    return (text[:1].upper() + text[1:].lower() if len(text) < 20 else text)[:LONGEST_STATE]


def paragraphs(*parts: str) -> str:
    """The parts that say something, one per paragraph, each once."""
    return "\n\n".join(dict.fromkeys(filter(None, parts)))
