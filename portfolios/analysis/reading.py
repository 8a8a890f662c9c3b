"""Reading a JSON tree while remembering where one is, so that every error can say where and what to do."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

LONGEST_TEXT = 20_000
LARGEST_NUMBER = 10**15


class StoryError(ValueError):
    """A story that cannot be read: ``path`` is the place, ``problem`` and ``advice`` are for a person."""

    def __init__(self, path: str, problem: str, advice: str):
        """Keep the three parts and make one sentence of them."""
        super().__init__(f"{path}: {problem} {advice}")
        self.path, self.problem, self.advice = path, problem, advice


class Node:
    """A value of the tree with its path. Readers return plain data or raise StoryError."""

    __slots__ = ("path", "value")

    def __init__(self, value: Any, path: str = "story"):
        """Stand at a value."""
        self.value, self.path = value, path

    def wrong(self, problem: str, advice: str) -> StoryError:
        """The error to raise about this place."""
        return StoryError(self.path, problem, advice)

    @property
    def missing(self) -> bool:
        """Whether the value is absent or null."""
        return self.value is None

    def get(self, key: str) -> Node:
        """A member of an object, null when absent."""
        if not isinstance(self.value, dict):
            raise self.wrong(f"is {_kind(self.value)}, not an object.", "Write it as {…}.")
        return Node(self.value.get(key), f"{self.path}.{key}")

    def need(self, key: str) -> Node:
        """A member that must be there."""
        found = self.get(key)
        if found.missing:
            raise found.wrong("is missing.", f'Add "{key}".')
        return found

    def members(self) -> Iterator[tuple[str, Node]]:
        """Names and values of an object; nothing when absent."""
        if self.missing:
            return
        if not isinstance(self.value, dict):
            raise self.wrong(f"is {_kind(self.value)}, not an object.", "Write it as {code: …}.")
        for key, value in self.value.items():
            yield key, Node(value, f"{self.path}.{key}")

    def items(self) -> Iterator[Node]:
        """Elements of a list; nothing when absent."""
        if self.missing:
            return
        if not isinstance(self.value, list):
            raise self.wrong(f"is {_kind(self.value)}, not a list.", "Write it as […].")
        for place, value in enumerate(self.value):
            yield Node(value, f"{self.path}[{place}]")

    def text(self) -> str:
        """A text that is not blank."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.wrong(f"is {_kind(self.value)}, not a text.", "Write some words between quotes.")
        if len(self.value) > LONGEST_TEXT:
            raise self.wrong(f"has {len(self.value)} characters.", f"Shorten it to {LONGEST_TEXT}.")
        return self.value

    def text_or_blank(self) -> str:
        """A text, "" when absent or blank."""
        return "" if self.missing or self.value == "" else self.text()

    def number(self) -> float:
        """A finite number; true and false are not numbers."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise self.wrong(f"is {_kind(self.value)}, not a number.", "Write digits without quotes.")
        if abs(self.value) > LARGEST_NUMBER or math.isnan(self.value):
            raise self.wrong("is out of range.", f"Use a number up to {LARGEST_NUMBER:.0e}.")
        return self.value

    def positive(self) -> float:
        """A number above zero."""
        if self.number() <= 0:
            raise self.wrong(f"is {self.value}.", "Use a number above zero.")
        return self.value

    def weight(self) -> int:
        """A contribution weight, 1 to 3."""
        if self.number() not in (1, 2, 3):
            raise self.wrong(f"is {self.value}.", "A contribution weighs 1, 2 or 3.")
        return int(self.value)

    def euro(self) -> Decimal:
        """An amount of money, not negative."""
        if self.number() < 0:
            raise self.wrong(f"is {self.value}.", "An amount cannot be negative.")
        return Decimal(str(self.value))

    def day(self) -> date:
        """A date written YYYY-MM-DD."""
        try:
            if len(self.text()) != 10:
                raise ValueError
            return date.fromisoformat(self.value)
        except ValueError as error:
            if isinstance(error, StoryError):
                raise
            raise self.wrong(f"is {self.value[:40]!r}, not a date.", "Write it as YYYY-MM-DD.") from None

    def flag(self) -> bool:
        """true or false."""
        if not isinstance(self.value, bool):
            raise self.wrong(f"is {_kind(self.value)}.", "Write true or false.")
        return self.value

    def code(self, known: Collection[str], of: str) -> str:
        """One of the known codes."""
        found = self.text()
        if found not in known:
            shown = ", ".join(sorted(known)[:12]) or "none is declared"
            raise self.wrong(f"is {found[:60]!r}, which is not {of}.", f"Known: {shown}.")
        return found


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "empty"}
    if isinstance(value, str) and not value.strip():
        return "blank"
    return names.get(type(value), "a number")
