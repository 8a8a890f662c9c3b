"""Projects of the national plan complementary to PNRR (PNC). Identity: CUP and intervention."""

from __future__ import annotations

from portfolios.sources.fields import Field
from portfolios.sources.pnrr import funding_lines, with_cup_classification
from portfolios.sources.record import Record
from portfolios.sources.rows import ProjectRow
from portfolios.sources.source import Source
from portfolios.sources.titles import build_title
from portfolios.sources.who_where import who_and_where
from portfolios.sources.wording import sentence_case

FIELDS = (
    Field("cup", ("cup",)),
    Field("measure_code", ("codice_intervento",)),
    Field("measure_text", ("intervento",)),
    Field("programme_text", ("programma",)),
    Field("title", ("titolo_unita_di_rilevazione",)),
    Field("cup_status", ("stato_cup",)),
    Field("nature_code", ("codice_natura_investimento",)),
    Field("nature_text", ("natura_investimento",)),
    Field("sector_code", ("codice_settore_intervento_investimento",)),
    Field("sector_text", ("settore_intervento_investimento",)),
    Field("subsector_code", ("codice_sottosettore_intervento_investimento",)),
    Field("subsector_text", ("sottosettore_intervento_investimento",)),
    Field("category_code", ("codice_categoria_intervento_investimento",)),
    Field("category_text", ("categoria_intervento_investimento",)),
    Field("lead_name", ("soggetto_attuatore",)),
    Field("lead_tax_code", ("codice_fiscale_soggetto_attuatore",)),
    Field("funding", ("finanziamento_pnc",), "amount"),
    Field("released_on", ("data_di_estrazione",), "date"),
)
FUNDS = (("funding", "PNC", "grant", "public"),)


def build(record: Record) -> ProjectRow:
    """One project; its cost is what the fund pays, as nothing else is published."""
    cup, measure = record.cup(), record.pair("measure")
    external_id = record.identity(cup or record.text("cup"), measure.code)
    lead, title = record.text("lead_name"), record.text("title")
    place = record.place(cup)
    names = (*place.names, lead)
    measure_text = sentence_case(measure.text, names)
    row = ProjectRow(
        line=record.line,
        external_id=external_id,
        title=build_title(
            title=title,
            summary="",
            lead=lead,
            measure=measure_text,
            repeated=record.survey.is_shared(title),
            names=names,
        ),
        summary=sentence_case(title.replace("*", " · "), names),
        cup=cup,
        **who_and_where(lead, record.tax_code(record.text("lead_tax_code")), place),
        funding=funding_lines(record, FUNDS, programme=f"PNC {measure.code}".strip()),
        cost=record.amount("funding"),
        source_status=record.text("cup_status"),
        programme="PNC",
        measure=type(measure)(measure.code, measure_text),
        released_on=record.day("released_on"),
    )
    return with_cup_classification(row, record)


PNC = Source(
    name="pnc",
    label="PNC – Piano nazionale complementare",
    publisher="Ministero dell'economia e delle finanze, Ragioneria generale dello Stato",
    licence="CC BY 4.0",
    citation="Piano nazionale per gli investimenti complementari al PNRR, progetti.",
    fields=FIELDS,
    build=build,
    signature=(("cup", "titolo_unita_di_rilevazione", "finanziamento_pnc"),),
    required=("cup", "title"),
)
