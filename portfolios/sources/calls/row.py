"""What comes out of a register of calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from convergenze.exchange.messages import Message


@dataclass(slots=True, kw_only=True)
class CallRow:
    """A call, ready to be recorded. ``external_id`` is stable across releases of the source.

    ``families``, ``themes`` and ``levers`` are hints from the words of the source: empty where it says nothing.
    ``raw`` is the row as published, by column.
    """

    line: int
    external_id: str
    title: str
    kind: str = "notice"
    programme: str = ""
    authority: str = ""
    summary: str = ""
    recipients: str = ""
    families: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    levers: tuple[str, ...] = ()
    opens_on: date | None = None
    closes_on: date | None = None
    amount: Decimal | None = None
    url: str = ""
    stated: str = ""
    notes: tuple[Message, ...] = ()
    raw: dict[str, str] = field(default_factory=dict)
