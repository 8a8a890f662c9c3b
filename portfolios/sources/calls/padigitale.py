"""Calls of PA digitale 2026 ("avvisi"). Identity: title and opening day."""

from __future__ import annotations

from portfolios.sources.calls.hints import families_in, levers_in
from portfolios.sources.calls.row import CallRow
from portfolios.sources.calls.source import CallSource
from portfolios.sources.calls.words import state_in, titled
from portfolios.sources.fields import Field
from portfolios.sources.programmes import recovery_plan_programme
from portfolios.sources.record import Record
from portfolios.sources.themes import DIGITAL

FIELDS = (
    Field("title", ("titolo",)),
    Field("measure", ("misura",)),
    Field("opens_on", ("data_inizio_bando",), "date"),
    Field("closes_on", ("data_fine_bando",), "date"),
    Field("state", ("stato",)),
    Field("amount", ("totale_importo_stanziato",), "amount"),
    Field("recipients", ("soggetti_destinatari",)),
)


def build(record: Record) -> CallRow:
    """One call: public bodies ask for a lump sum for a digital service, until the day it closes."""
    measure, recipients = record.text("measure"), ", ".join(record.parts("recipients", ";"))
    title, rest = titled(record.text("title"), measure)
    opens_on, closes_on = record.order(record.day("opens_on"), record.day("closes_on"))
    return CallRow(
        line=record.line,
        external_id=record.identity("|".join(filter(None, [title, opens_on and opens_on.isoformat()]))),
        title=title,
        kind="window",
        programme=recovery_plan_programme("M1"),
        authority="PCM - DIPARTIM. TRASFORMAZIONE DIGITALE",
        summary=rest or measure,
        recipients=recipients,
        families=families_in(recipients),
        themes=(DIGITAL,),
        levers=levers_in(title, measure) or ("technology_infrastructure",),
        opens_on=opens_on,
        closes_on=closes_on,
        amount=record.amount("amount") or None,
        stated=state_in(record.text("state")),
    )


PADIGITALE = CallSource(
    name="padigitale",
    label="PA digitale 2026 – avvisi",
    publisher="Presidenza del Consiglio dei ministri, Dipartimento per la trasformazione digitale",
    licence="CC BY 4.0",
    citation="PA digitale 2026, avvisi.",
    fields=FIELDS,
    build=build,
    signature=("titolo", "data_inizio_bando", "data_fine_bando", "soggetti_destinatari"),
)
