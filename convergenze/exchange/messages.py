"""Sentences for people that can be stored once and read in either language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext


@dataclass(frozen=True)
class Message:
    """A translatable sentence with its values.

    ``str()`` gives it in the language active at that moment, so the result of an import stored
    today in Italian can be read in English tomorrow. ``msgid`` is marked for extraction where it
    is written, with ``gettext_noop as _``. Values are plain text or numbers; a list holds msgids of
    its own and becomes "one, two"; one called ``day`` is an ISO date and is said in the reader's format.
    """

    msgid: str
    values: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        sentence = gettext(self.msgid)
        return sentence % {name: _said(name, value) for name, value in self.values.items()} if self.values else sentence

    def __hash__(self) -> int:
        return hash((self.msgid, repr(sorted(self.values.items()))))

    def as_json(self) -> dict[str, Any]:
        """What to keep in a JSON field; ``from_json`` gives the same message back."""
        return {"msgid": self.msgid, "values": self.values}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Message:
        return cls(stored["msgid"], stored.get("values") or {})


def _said(name: str, value: Any) -> Any:
    if name == "day" and isinstance(value, str) and (day := parse_day(value)):
        return date_format(day, "SHORT_DATE_FORMAT")
    return ", ".join(map(gettext, value)) if isinstance(value, (list, tuple)) else value


def parse_day(text: str) -> date | None:
    """The date that ``text`` says in ISO form; None for any other text."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def message(msgid: str, **values: Any) -> Message:
    """``message(_("… %(name)s …"), name="x")``: the short way to build one."""
    return Message(msgid, values)


class SpokenError(Exception):
    """An error whose ``message`` tells a person what to do next."""

    def __init__(self, said: Message):
        super().__init__(said)
        self.message = said

    def __str__(self) -> str:
        return str(self.message)
