"""A table of one's own: any columns, mapped to fields by a person, with a guess to start from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from convergenze.exchange.cells import CellError
from convergenze.exchange.messages import message
from convergenze.exchange.reading import column_key
from portfolios.sources.fields import Field
from portfolios.sources.record import Record
from portfolios.sources.rows import Amount, Classification, ProjectRow
from portfolios.sources.source import Source
from portfolios.sources.themes import themes_of_words
from portfolios.sources.titles import build_title
from portfolios.sources.who_where import who_and_where
from portfolios.sources.wording import sentence_case

# Labels are for the page where a person maps columns; headers are the guess, best first.
FIELDS = (
    Field("title", ("titolo", "title", "titolo_progetto", "nome_progetto", "progetto", "project", "azione", "action",
                    "nome", "name", "oggetto", "intervento", "denominazione_progetto", "project_title"),
          label=_("Title")),
    Field("external_id", ("id", "codice", "code", "codice_progetto", "project_id", "codice_locale_progetto",
                          "identificativo", "external_id", "acronym"), label=_("Code in the source")),
    Field("summary", ("sintesi", "descrizione", "description", "summary", "abstract", "obiettivo", "objective",
                      "descrizione_progetto"), label=_("Summary")),
    Field("cup", ("cup", "codice_cup", "codice_unico_progetto"), label=_("CUP")),
    Field("lead_name", ("ente", "capofila", "soggetto_attuatore", "attuatore", "beneficiario", "lead", "organisation",
                        "organization", "ente_capofila", "soggetto", "responsabile", "denominazione", "beneficiary"),
          label=_("Lead")),
    Field("lead_tax_code", ("codice_fiscale", "cf", "codice_fiscale_ente", "tax_code", "partita_iva", "p_iva",
                            "codice_fiscale_soggetto_attuatore", "codice_fiscale_beneficiario", "vat", "vat_number"),
          label=_("Tax code of the lead")),
    Field("municipality", ("codice_comune", "codice_istat", "cod_comune", "istat", "codice_istat_comune",
                           "municipality_code"), label=_("ISTAT code of the municipality")),
    Field("municipality_name", ("comune", "municipality", "citta", "city", "luogo", "place", "localita"),
          label=_("Municipality")),
    Field("province", ("codice_provincia", "cod_provincia", "province_code"), label=_("ISTAT code of the province")),
    Field("region", ("codice_regione", "cod_regione", "region_code"), label=_("ISTAT code of the region")),
    Field("amount", ("finanziamento", "importo", "contributo", "amount", "funding", "grant", "importo_finanziato",
                     "importo_finanziamento", "importo_contributo", "finanziamento_totale"), "amount", _("Funding")),
    Field("funder", ("finanziatore", "fonte", "fonte_di_finanziamento", "funder", "funding_source"),
          label=_("Funder")),
    Field("stage", ("stadio", "stage", "stato_finanziamento", "funding_stage"), label=_("Funding stage")),
    Field("cost", ("costo", "costo_totale", "cost", "total_cost", "importo_totale", "totale", "costo_progetto"),
          "amount", _("Cost")),
    Field("programme", ("programma", "programme", "program", "bando", "call", "fondo", "fund"), label=_("Programme")),
    Field("measure_text", ("misura", "measure", "linea", "linea_di_intervento"), label=_("Measure")),
    Field("theme", ("tema", "theme", "settore", "sector", "ambito"), label=_("Theme")),
    Field("starts_on", ("data_inizio", "inizio", "start", "start_date", "starts_on", "data_avvio", "dal"),
          "date", _("Start")),
    Field("ends_on", ("data_fine", "fine", "end", "end_date", "ends_on", "data_conclusione", "al", "scadenza"),
          "date", _("End")),
    Field("status", ("stato", "status", "stato_progetto", "avanzamento"), label=_("Status")),
    Field("released_on", ("data_aggiornamento", "aggiornato_il", "updated", "released_on"), "date", _("Updated on")),
)  # fmt: skip

# Words people use for the stages of money (F2), Italian and English.
STAGE_WORDS = {
    "identified": "identified identificato individuato previsto stimato planned da_reperire",
    "applied": "applied richiesto candidato presentato requested",
    "awarded": "awarded assegnato concesso finanziato ammesso granted approvato approved",
    "committed": "committed impegnato contrattualizzato signed",
    "paid": "paid erogato pagato liquidato",
    "not_awarded": "not_awarded non_assegnato non_finanziato respinto rejected",
    "revoked": "revoked revocato rinunciato withdrawn",
}
STAGES = {word: stage for stage, words in STAGE_WORDS.items() for word in words.split()}


def guess_mapping(columns: Sequence[str]) -> dict[str, str]:
    """Field → column by well-known headers; each column is used once, titles and codes choose first."""
    free = {column_key(name): name for name in reversed(columns)}
    guess = {}
    for field in FIELDS:
        if key := next((key for key in field.headers if key in free), None):
            guess[field.name] = free.pop(key)
    return guess


def build(record: Record) -> ProjectRow:
    """One row of a mapped table. Money without a stage is only ``identified``."""
    title, lead = record.text("title"), record.text("lead_name")
    if not title:
        raise CellError(message(_("Expected a title: every action needs one.")), "")
    cup, place = record.cup(), record.place(record.cup())
    starts_on, ends_on = record.order(record.day("starts_on"), record.day("ends_on"))
    names, measure = (*place.names, lead), record.text("measure_text")
    return ProjectRow(
        line=record.line,
        external_id=record.text("external_id") or cup or _fingerprint(title, lead),
        title=build_title(title=title, summary=record.text("summary"), lead=lead, measure=measure, names=names),
        summary=sentence_case(record.text("summary"), names),
        cup=cup,
        **who_and_where(lead, record.tax_code(record.text("lead_tax_code")), place),
        funding=_funding(record),
        cost=record.amount("cost"),
        starts_on=starts_on,
        ends_on=ends_on,
        source_status=record.text("status"),
        programme=record.text("programme"),
        measure=Classification("", measure),
        themes=themes_of_words(record.text("theme")),
        released_on=record.day("released_on"),
        notes=tuple(dict.fromkeys(record.notes)),
    )


def _funding(record: Record) -> tuple[Amount, ...]:
    amount = record.amount("amount") or Decimal(0)
    stage = _stage(record)
    source = record.text("funder") or record.text("programme")
    return (Amount(source, amount, "grant", stage, record.text("programme")),) if amount > 0 else ()


def _stage(record: Record) -> str:
    word = record.text("stage")
    if not word:
        return "identified"
    if column_key(word) not in STAGES:
        words = ", ".join(words.split()[1] for words in STAGE_WORDS.values()).replace("_", " ")
        raise CellError(message(_("Expected a funding stage: one of %(words)s."), words=words), word)
    return STAGES[column_key(word)]


def _fingerprint(title: str, lead: str) -> str:
    """An identity for rows that have no code: the same title and lead are the same action."""
    return hashlib.sha256(f"{title}|{lead}".casefold().encode()).hexdigest()[:16]


FREE_TABLE = Source(
    name="table",
    label=_("A table of your own"),
    publisher="",
    licence="",
    citation="",
    fields=FIELDS,
    build=build,
    required=("title",),
    guess=guess_mapping,
)
