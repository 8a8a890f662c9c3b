"""OpenCUP: the register of public investment projects. Identity: the CUP.

The register repeats a CUP once per source of coverage; see ``Repeats`` for what happens then.
"""

from __future__ import annotations

import re
from decimal import Decimal

from portfolios.sources.fields import Field
from portfolios.sources.pnrr import with_cup_classification
from portfolios.sources.record import Record
from portfolios.sources.rows import Amount, ProjectRow
from portfolios.sources.source import Source
from portfolios.sources.titles import build_title
from portfolios.sources.who_where import who_and_where
from portfolios.sources.wording import sentence_case

FIELDS = (
    Field("cup", ("cup",)),
    Field("title", ("descrizione_sintetica_cup",)),
    Field("summary", ("descrizione_intervento",)),
    Field("lead_name", ("soggetto_titolare",)),
    Field("lead_tax_code", ("piva_codfiscale_sog_titolare",)),
    Field("municipality", ("codice_comune",)),
    Field("municipality_name", ("comune",)),
    Field("province", ("codice_provincia",)),
    Field("province_name", ("provincia",)),
    Field("region", ("codice_regione",)),
    Field("region_name", ("regione",)),
    Field("cost", ("costo_progetto",), "amount"),
    Field("funding", ("finanziamento_progetto",), "amount"),
    Field("coverage", ("copertura_finanziaria",)),
    Field("status", ("stato_progetto",)),
    Field("closed_on", ("data_chiusura_revoca",), "date"),
    Field("created_on", ("data_generazione_cup",), "date"),
    Field("programme", ("strumento_programmazione",)),
    Field("nature_code", ("codice_natura_intervento",)),
    Field("nature_text", ("natura_intervento",)),
    Field("sector_code", ("codice_settore_intervento",)),
    Field("sector_text", ("settore_intervento",)),
    Field("subsector_code", ("codice_sottosettore_intervento",)),
    Field("subsector_text", ("sottosettore_intervento",)),
    Field("category_code", ("codice_categoria_intervento",)),
    Field("category_text", ("categoria_intervento",)),
    Field("released_on", ("data_ultima_modifica_ssc",), "date"),
)
SEAT_OF_LEAD = re.compile(r"\s+-\s+[^-]+-?\s*$")  # "COMUNE DI LUGO - RAVENNA -"
WITHDRAWN = {"REVOCATO", "CANCELLATO"}


def build(record: Record) -> ProjectRow:
    """One project. The year of the decision is in ``raw``: a CUP is asked for long before work starts."""
    cup = record.cup()
    external_id = record.identity(cup or record.text("cup"))
    lead = SEAT_OF_LEAD.sub("", record.text("lead_name"))
    title, status = record.text("title"), record.text("status")
    place = record.place(cup)
    names, programme = (*place.names, lead), record.text("programme")
    row = ProjectRow(
        line=record.line,
        external_id=external_id,
        title=build_title(title=title, summary="", lead=lead, repeated=record.survey.is_shared(title), names=names),
        summary=sentence_case(record.text("summary") or title.replace("*", " · "), names),
        cup=cup,
        **who_and_where(lead, record.tax_code(record.text("lead_tax_code")), place),
        funding=_funding(record, "revoked" if status.upper() in WITHDRAWN else "awarded"),
        cost=record.amount("cost"),
        ends_on=record.day("closed_on"),
        source_status=status,
        programme="" if programme.upper() == "ALTRO" else programme,
        released_on=record.day("released_on"),
    )
    return with_cup_classification(row, record)


def _funding(record: Record, stage: str) -> tuple[Amount, ...]:
    amount = record.amount("funding") or Decimal(0)
    if amount <= 0:
        return ()
    source = record.text("coverage").capitalize() or "Finanziamento pubblico"
    return (Amount(source, amount, "grant", stage, "", "private" if source == "Privata" else "public"),)


OPENCUP = Source(
    name="opencup",
    label="OpenCUP",
    publisher="Presidenza del Consiglio dei ministri, Dipartimento per la programmazione economica (DIPE)",
    licence="CC BY 4.0",
    citation="OpenCUP, anagrafe dei progetti di investimento pubblico.",
    fields=FIELDS,
    build=build,
    signature=(("cup", "descrizione_sintetica_cup", "costo_progetto"),),
    required=("cup", "title"),
)
