"""PNRR projects as Italia Domani publishes them from ReGiS, in the 2022 and the 2023 layout.

Identity: CUP, local project code and submeasure together, as the CUP alone repeats. Both layouts
carry the three, so a project of the 2022 release that is also in the 2023 one is updated, not
doubled (119 such projects in Emilia-Romagna). Later publications changed the local codes: their
projects are new records until a person merges them.
"""

from __future__ import annotations

from decimal import Decimal

from portfolios.sources.fields import Field
from portfolios.sources.record import Record
from portfolios.sources.rows import Amount, ProjectRow
from portfolios.sources.source import Source
from portfolios.sources.themes import themes_of_measure, themes_of_sector
from portfolios.sources.titles import build_title
from portfolios.sources.who_where import who_and_where
from portfolios.sources.wording import sentence_case

# Field, who pays, instrument, share; zero amounts make no line.
FUNDS = (
    ("funding_pnrr", "PNRR", "grant", "public"),
    ("funding_state", "Stato", "co_financing", "public"),
    ("funding_eu", "Unione europea", "co_financing", "public"),
    ("funding_region", "Regione", "co_financing", "public"),
    ("funding_province", "Provincia", "co_financing", "public"),
    ("funding_municipality", "Comune", "co_financing", "public"),
    ("funding_other_public", "Altro pubblico", "co_financing", "public"),
    ("funding_private", "Privato", "co_financing", "private"),
    ("funding_pnc", "PNC", "grant", "public"),
    ("funding_other", "Altri fondi", "co_financing", "public"),
)

FIELDS = (
    Field("cup", ("cup",)),
    Field("local_code", ("codice_locale_progetto",)),
    Field("submeasure", ("codice_univoco_submisura",)),
    Field("title", ("titolo_progetto",)),
    Field("summary", ("sintesi_progetto",)),
    Field("measure_code", ("id_submisura", "id_misura")),
    Field("measure_text", ("descrizione_submisura", "descrizione_misura")),
    Field("cup_status", ("stato_cup",)),
    Field("nature_code", ("cup_codice_natura", "cup_cod_natura")),
    Field("nature_text", ("cup_descrizione_natura", "cup_descr_natura")),
    Field("sector_code", ("cup_codice_settore", "cup_cod_settore")),
    Field("sector_text", ("cup_descrizione_settore", "cup_descr_settore")),
    Field("subsector_code", ("cup_codice_sottosettore",)),
    Field("subsector_text", ("cup_descrizione_sottosettore",)),
    Field("category_code", ("cup_codice_categoria",)),
    Field("category_text", ("cup_descrizione_categoria",)),
    Field("lead_name", ("soggetto_attuatore",)),
    Field("lead_tax_code", ("codice_fiscale_soggetto_attuatore",)),
    Field("funding_pnrr", ("finanziamento_pnrr",), "amount"),
    Field("funding_state", ("finanziamento_stato",), "amount"),
    Field("funding_eu", ("finanziamento_ue_diverso_da_pnrr", "finanziamento_ue"), "amount"),
    Field("funding_region", ("finanziamento_regione",), "amount"),
    Field("funding_province", ("finanziamento_provincia",), "amount"),
    Field("funding_municipality", ("finanziamento_comune",), "amount"),
    Field("funding_other_public", ("finanziamento_altro_pubblico",), "amount"),
    Field("funding_private", ("finanziamento_privato",), "amount"),
    Field("funding_pnc", ("finanziamento_pnc",), "amount"),
    Field("funding_other", ("altri_fondi",), "amount"),
    Field("to_find", ("finanziamento_da_reperire", "finanz_da_reperire"), "amount"),
    Field("cost", ("finanziamento_totale", "finanz_totale"), "amount"),
    Field("released_on", ("data_aggiornamento", "data_di_aggiornamento"), "date"),
)


def build(record: Record) -> ProjectRow:
    """One project of either layout."""
    cup, measure = record.cup(), record.pair("measure")
    local = record.text("local_code")
    external_id = record.identity(cup or record.text("cup"), local, record.text("submeasure"))
    lead = record.text("lead_name")
    place = record.place(cup, local)
    title, summary = record.text("title"), record.text("summary")
    row = ProjectRow(
        line=record.line,
        external_id=external_id,
        title=build_title(
            title=title,
            summary=summary,
            lead=lead,
            measure=measure.text,
            shared=record.survey.is_shared(title),
            repeated=record.survey.is_shared(summary or title),
            names=place.names,
        ),
        summary=sentence_case(summary.replace("*", " · "), (*place.names, lead)) if summary else measure.text,
        cup=cup,
        **who_and_where(lead, record.tax_code(record.text("lead_tax_code")), place),
        funding=funding_lines(record, FUNDS, programme=f"PNRR {measure.code}".strip()),
        to_find=record.amount("to_find") or None,
        cost=record.amount("cost"),
        source_status=record.text("cup_status"),
        programme="PNRR",
        measure=measure,
        themes=themes_of_measure(measure.code),
        released_on=record.day("released_on"),
    )
    return with_cup_classification(row, record)


def funding_lines(
    record: Record, funds: tuple[tuple[str, str, str, str], ...], *, programme: str = "", stage: str = "awarded"
) -> tuple[Amount, ...]:
    """A line for each fund with an amount above zero; only grants belong to the programme."""
    return tuple(
        Amount(source, amount, instrument, stage, programme if instrument == "grant" else "", share)
        for field, source, instrument, share in funds
        if (amount := record.amount(field) or Decimal(0)) > 0
    )


def with_cup_classification(row: ProjectRow, record: Record) -> ProjectRow:
    """The four levels of the CUP classification, and themes from its sector where nothing better is known."""
    row.cup_nature, row.cup_sector = record.pair("nature"), record.pair("sector")
    row.cup_subsector, row.cup_category = record.pair("subsector"), record.pair("category")
    row.themes = row.themes or themes_of_sector(row.cup_sector.code)
    row.notes = (*row.notes, *record.notes)
    return row


PNRR = Source(
    name="pnrr",
    label="PNRR – Italia Domani",
    publisher="Presidenza del Consiglio dei ministri e Ministero dell'economia e delle finanze, Italia Domani (ReGiS)",
    licence="CC BY 4.0",
    citation="Italia Domani, Progetti del PNRR, dati del sistema ReGiS.",
    fields=FIELDS,
    build=build,
    signature=(("cup", "codice_locale_progetto", "titolo_progetto", "codice_univoco_submisura"),),
    required=("cup", "local_code", "title"),
)
