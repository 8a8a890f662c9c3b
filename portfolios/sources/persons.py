"""People's names and tax codes stop here: an import keeps bodies, never natural persons."""

from __future__ import annotations

import re
from dataclasses import replace

from django.utils.translation import gettext_noop as _

from convergenze.core import codes
from convergenze.exchange.messages import message
from portfolios.sources.record import Record
from portfolios.sources.rows import ProjectRow
from portfolios.sources.titles import SEPARATOR, build_title, shortened
from portfolios.sources.wording import is_shouted

LEFT_OUT = "[…]"
TAX_CODE = re.compile(
    r"\b[A-Za-z]{6}[0-9LMNPQRSTUVlmnpqrstuv]{2}[A-Za-z][0-9LMNPQRSTUVlmnpqrstuv]{2}[A-Za-z]\w{3}[A-Za-z]\b"
)
LEAD_FIELDS = ("lead_name", "lead_tax_code")
NOT_A_NAME = frozenset(
    {"di", "de", "del", "della", "dei", "da", "la", "le", "lo", "ditta", "individuale", "dott", "ing", "sig"}
)

# A beneficiary with one of these is a body; anything else may be a person trading under their name.
BODY = re.compile(
    r"\b(?:s\.?\s?r\.?\s?l\.?\s?s?|s\.?\s?p\.?\s?a|s\.?\s?n\.?\s?c|s\.?\s?a\.?\s?s|s\.?\s?s|s\.?\s?c\.?\s?(?:a\.?\s?)?r\.?\s?l|"
    r"s\.?\s?c\.?\s?a|stp|sapa|scpa|coop\w*|societ\w*|soc|consorzio\w*|fondazione|associazione|onlus|aps|odv|ets|ente|"
    r"universit\w*|politecnico|istituto\w*|scuola|comune|comuni|provincia|regione|unione|azienda|agenzia|ministero|camera|"
    r"dipartimento|ufficio|centro|group|gruppo|ltd|gmbh|inc|company|holding|spin.?off|rete|raggruppamento|rti|ati|"
    r"impresa sociale|infrastruttur\w*|impianto|impianti|polo|hub|cnr|enea|infn)\b\.?",
    re.IGNORECASE,
)
SOLE_TRADER = re.compile(r"\bditta individuale\b|\bimpresa individuale\b", re.IGNORECASE)
INCENTIVES_TO_BUSINESSES = {"7", "07"}  # CUP nature: "concessione di incentivi ad unità produttive"


def scrub(text: str) -> str:
    """The text without anything shaped like a person's tax code."""
    return TAX_CODE.sub(LEFT_OUT, text) if len(text) >= 16 else text


def without_persons(row: ProjectRow, record: Record) -> ProjectRow:
    """The row with no natural person left in any field, ``raw`` included.

    A lead with a 16-character tax code is a person: its columns are emptied and its name is taken
    out of every text. In incentives to businesses, a beneficiary whose name shows no legal form
    may be a person too, so its name is taken out as well.
    """
    row.raw = {name: scrub(text) if len(text) > 15 else text for name, text in record.cells.items()}
    row.title, row.summary = scrub(row.title), scrub(row.summary)
    if codes.is_natural_person(record.text("lead_tax_code")):
        return _without_lead(row, record)
    if row.cup_nature.code in INCENTIVES_TO_BUSINESSES and (name := _unincorporated(record)):
        row.notes += (message(_("The beneficiary may be a person: the name was left out.")),)
        return _without_name(row, record, name)
    return row


def _without_lead(row: ProjectRow, record: Record) -> ProjectRow:
    name = record.text("lead_name")
    row = replace(row, lead_name=None, lead_tax_code="", lead_family="", lead_kind="", is_natural_person=True)
    row.notes = tuple(note for note in row.notes if name not in str(note.values)) if name else row.notes
    row.notes += (message(_("The lead is a natural person and was not kept.")),)
    row = _without_name(row, record, name) if name else row
    for field in LEAD_FIELDS:
        if column := record.columns.get(field):
            row.raw[column] = ""
    return row


def _without_name(row: ProjectRow, record: Record, name: str) -> ProjectRow:
    """Take every word of a name out of all texts; a title left empty is built from the measure."""
    row.raw = {column: take_out(text, name) for column, text in row.raw.items()}
    row.summary = take_out(row.summary, name)
    parts = [part for part in record.text("summary").split(SEPARATOR) if take_out(part, name) == part]
    kept = SEPARATOR.join(parts) if record.text("summary") != record.text("title") else SEPARATOR.join(parts[1:])
    measure = row.measure.text or row.programme
    title = take_out(row.title, name)
    if title != row.title:
        activity = build_title(title="", summary=kept, measure="") if kept else ""
        title = f"{measure}: {activity[:1].lower()}{activity[1:]}" if activity and measure else activity or measure
    row.title = shortened(title) or LEFT_OUT
    return row


def take_out(text: str, name: str) -> str:
    """``text`` with the words of ``name`` replaced, in any order and case."""
    words = [word for word in re.findall(r"[^\W\d_]+", name) if len(word) > 2 and word.casefold() not in NOT_A_NAME]
    if not words or not text:
        return text
    either = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.sub(rf"\b(?:{either})\b(?:[\s.,'-]+(?:{either})\b)*", LEFT_OUT, text, flags=re.IGNORECASE)


def _unincorporated(record: Record) -> str:
    """The beneficiary's name if nothing in it shows a body: the first part of the CUP description."""
    described = record.text("summary") or record.text("title")
    if SEPARATOR not in described:
        return ""
    name = described.split(SEPARATOR)[0].strip()
    looks_like_name = is_shouted(name) and 2 <= len(name.split()) <= 8 and not any(map(str.isdigit, name))
    if not looks_like_name or (BODY.search(name) and not SOLE_TRADER.search(name)):
        return ""
    return name
