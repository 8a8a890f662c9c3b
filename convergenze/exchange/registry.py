"""What can be imported: each app brings a ``Sheet`` and registers it in its ``registrations.py``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from convergenze.exchange.messages import Message
from convergenze.exchange.reading import Table


@dataclass(frozen=True)
class Mappable:
    """A field of a sheet that a column may be mapped to; ``label`` is translated."""

    name: str
    label: str
    required: bool = False


@dataclass(frozen=True)
class SourceCard:
    """A known layout. ``citation``, ``licence`` and ``publisher`` are shown beside what was imported."""

    name: str
    label: str
    publisher: str = ""
    licence: str = ""
    citation: str = ""
    is_mapped: bool = False  # a person says which column is what


@dataclass
class PlannedRow:
    """What an import does, or did, with one row of the file."""

    line: int
    outcome: str
    label: str = ""
    reasons: tuple[Message, ...] = ()
    column: str = ""
    text: str = ""
    raw: dict[str, str] | list[str] | None = None
    subject_id: int | None = None


@dataclass
class Job:
    """An opened import: tables, choices, who and under which ``batch``.

    ``memory`` is the sheet's own, between batches; ``written`` as well, for what batches wrote: it is emptied when a
    batch is taken back and tried again.
    """

    source: str
    table: Table
    second: Table | None = None
    mapping: Mapping[str, str] | None = None
    by: Any = None
    batch: UUID | None = None
    memory: dict[str, Any] = field(default_factory=dict)
    written: dict[str, Any] = field(default_factory=dict)


class Sheet:
    """One kind of import. Subclasses set the names and answer the questions; nothing here knows HTTP.

    ``read`` gives one item per row of the file, always in the same order; ``plan`` and ``apply`` give one
    ``PlannedRow`` per item. ``apply`` runs inside the transaction of its batch.
    """

    kind = ""
    label = ""
    second_label = ""  # of the second file, when there may be one
    second_help = ""
    permission = "exchange.add_importrun"
    model: Any = None

    def sources(self) -> list[SourceCard]:
        """The layouts this sheet knows."""
        raise NotImplementedError

    def recognise(self, columns: Sequence[str]) -> str:
        """Name of the source whose columns these are; "" when a person must say."""
        raise NotImplementedError

    def fields(self, source: str) -> list[Mappable]:
        """Fields a person may map columns to; empty for a source with known columns."""
        return []

    def guess(self, source: str, columns: Sequence[str]) -> Mapping[str, str]:
        """{field: column} to begin with."""
        return {}

    def read(self, job: Job) -> Iterator[Any]:
        """One item per row. Raises ``SpokenError`` when no row can be read."""
        raise NotImplementedError

    def plan(self, job: Job, items: Sequence[Any]) -> list[PlannedRow]:
        """What ``apply`` would do; writes nothing."""
        raise NotImplementedError

    def apply(self, job: Job, items: Sequence[Any]) -> list[PlannedRow]:
        """Write the rows of one batch."""
        raise NotImplementedError

    def remarks(self, job: Job) -> Iterable[Message]:
        """What to say about the whole file once it was read."""
        return ()

    def revert(self, batch: UUID, rows: Sequence[Any], by: Any) -> dict[int, Message]:
        """Take back what ``rows`` (created or updated) wrote; {position: why} of those that must stay."""
        raise NotImplementedError

    def finish_revert(self, batch: UUID, by: Any) -> None:
        """Take back what the rows shared, such as actors nobody uses any more."""

    def results_url(self, source: str) -> str:
        """Where the records of this source are listed; "" when there is no such page."""
        return ""

    def card(self, source: str) -> SourceCard | None:
        """The source by name."""
        return next((card for card in self.sources() if card.name == source), None)


_sheets: dict[str, Sheet] = {}


def register(sheet: Sheet) -> None:
    """Offer a kind of import; registering a kind again replaces it."""
    _sheets[sheet.kind] = sheet


def sheets() -> list[Sheet]:
    """Every kind of import."""
    return list(_sheets.values())


def sheet_of(kind: str) -> Sheet:
    """The sheet of a kind; ``KeyError`` when no app offers it."""
    return _sheets[kind]
