"""What comes out of a source: a project, or the reason why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from convergenze.exchange.messages import Message


@dataclass(frozen=True, slots=True)
class Amount:
    """One line of funding: euro with two decimals, never without its stage.

    ``source`` is who pays, in the publisher's words; ``instrument`` and ``stage`` are codes of the
    platform's choice lists (F1, F2); ``share`` is ``public`` or ``private``.
    """

    source: str
    amount: Decimal
    instrument: str = "co_financing"
    stage: str = "awarded"
    programme: str = ""
    share: str = "public"


@dataclass(frozen=True, slots=True)
class Classification:
    """Code and text of one level of a public classification; either may be empty."""

    code: str = ""
    text: str = ""


@dataclass(slots=True, kw_only=True)
class ProjectRow:
    """A public project, ready to become a mapped action.

    ``external_id`` is stable across releases of the source. ``lead_name`` is None when the source
    names nobody, or names a person (``is_natural_person``): then no field keeps the person's name
    or tax code, ``raw`` included. ``lead_family`` and ``lead_kind`` are guesses from the name.
    ``municipality_codes`` are ISTAT codes of six digits; ``province_codes`` (three) and
    ``region_codes`` (two) only stand for places that are a whole province or region. ``to_find``
    is money still missing: a need, not a line. ``raw`` is the row as published, by column.
    """

    line: int
    external_id: str
    title: str
    summary: str = ""
    cup: str = ""
    lead_name: str | None = None
    lead_tax_code: str = ""
    lead_ipa: str = ""
    lead_family: str = ""
    lead_kind: str = ""
    is_natural_person: bool = False
    municipality_codes: tuple[str, ...] = ()
    province_codes: tuple[str, ...] = ()
    region_codes: tuple[str, ...] = ()
    place_names: tuple[str, ...] = ()
    funding: tuple[Amount, ...] = ()
    to_find: Decimal | None = None
    cost: Decimal | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    status: str = "mapped"
    source_status: str = ""
    programme: str = ""
    measure: Classification = Classification()
    themes: tuple[str, ...] = ()
    cup_nature: Classification = Classification()
    cup_sector: Classification = Classification()
    cup_subsector: Classification = Classification()
    cup_category: Classification = Classification()
    released_on: date | None = None
    notes: tuple[Message, ...] = ()
    raw: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class SkippedRow:
    """A row left out on purpose; ``first_line`` is the row it repeats."""

    line: int
    message: Message
    text: str = ""
    first_line: int | None = None
    external_id: str = ""
    raw: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class RowError:
    """A row that a person must correct: where, what was found, what was expected."""

    line: int
    column: str
    text: str
    message: Message
    raw: dict[str, str] = field(default_factory=dict)
    cells: tuple[str, ...] = ()


Outcome = ProjectRow | SkippedRow | RowError
