"""Procedures that give out the recovery plan's money. They have no dates. Identity: code and measure.

One procedure may serve two measures, on two rows with the amounts of each.
"""

from __future__ import annotations

from portfolios.sources.calls.hints import levers_in
from portfolios.sources.calls.row import CallRow
from portfolios.sources.calls.source import CallSource
from portfolios.sources.calls.words import paragraphs, titled
from portfolios.sources.fields import Field
from portfolios.sources.programmes import recovery_plan_programme
from portfolios.sources.record import Record
from portfolios.sources.themes import themes_of_measure

FIELDS = (
    Field("measure", ("codice_univoco_submisura",)),
    Field("measure_text", ("descrizione_submisura",)),
    Field("authority", ("amministrazione_titolare",)),
    Field("number", ("codice_pratt",)),
    Field("procedure", ("tipo_procedura",)),
    Field("title", ("titolo_procedura",)),
    Field("amount", ("importo_procedura",), "amount"),
)
KINDS = {
    "individuazione diretta": "direct",
    "procedura in più fasi": "phases",
    "procedura competitiva diretta": "competitive",
    "procedura negoziale": "negotiated",
    "individuazione a legislazione vigente": "by_law",
    "procedura a sportello": "window",
    "procedura di co-progettazione con il terzo settore": "co_design",
    "avviso ad evidenza pubblica": "notice",
}


def build(record: Record) -> CallRow:
    """One procedure; nine of ten say whom they chose, not whom they ask, so recipients stay unsaid."""
    measure, about, procedure = record.text("measure"), record.text("measure_text"), record.text("procedure")
    title, rest = titled(record.text("title"), about)
    kind = KINDS.get(procedure.casefold(), "")
    return CallRow(
        line=record.line,
        external_id=record.identity("|".join(filter(None, [record.text("number"), measure]))),
        title=title,
        kind=kind,
        programme=recovery_plan_programme(measure),
        authority=record.text("authority"),
        summary=paragraphs(rest, f"{measure} · {about}".strip(" ·")),
        families=("third_sector",) if kind == "co_design" else (),
        themes=themes_of_measure(measure),
        levers=levers_in(title, about),
        amount=record.amount("amount") or None,
        stated=procedure[:100],
    )


PROCEDURES = CallSource(
    name="procedure",
    label="PNRR – procedure di attivazione",
    publisher="Ministero dell'economia e delle finanze, ReGiS (raccolta onData)",
    licence="CC BY 4.0",
    citation="Italia Domani, Procedure di attivazione del PNRR.",
    fields=FIELDS,
    build=build,
    signature=("codice_univoco_submisura", "codice_pratt", "tipo_procedura", "importo_procedura"),
)
