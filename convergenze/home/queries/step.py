"""One thing to do next."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """A sentence and where to do it ("" when there is only the sentence)."""

    text: str
    href: str = ""
