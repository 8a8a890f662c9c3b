"""Calls and notices of the recovery plan (Italia Domani, "bandi e avvisi"). Identity: the serial number."""

from __future__ import annotations

from decimal import Decimal

from portfolios.sources.calls.hints import families_in, kind_of, levers_in
from portfolios.sources.calls.row import CallRow
from portfolios.sources.calls.source import CallSource
from portfolios.sources.calls.words import address_in, paragraphs, state_in, titled
from portfolios.sources.fields import Field
from portfolios.sources.programmes import recovery_plan_programme
from portfolios.sources.record import Record
from portfolios.sources.themes import themes_of_measure

FIELDS = (
    Field("measure", ("codice_univoco_submisura",)),
    Field("measure_text", ("descrizione_submisura",)),
    Field("number", ("numero_seriale",)),
    Field("title", ("titolo_bando_o_avviso",)),
    Field("tender", ("cig",)),
    Field("authority", ("soggetto_emanante",)),
    Field("whole", ("importo_complessivo_gara",), "amount"),
    Field("plan", ("importo_previsto_pnrr",), "amount"),
    Field("others", ("importo_previsto_altri_fondi",), "amount"),
    Field("opens_on", ("data_apertura_bando",), "date"),
    Field("closes_on", ("data_chiusura_effettiva_bando",), "date"),
    Field("until_spent", ("fino_ad_esaurimento_risorse",)),
    Field("state", ("stato_del_bando",)),
    Field("link", ("link_al_bando",)),
    Field("recipients", ("destinatari_del_bando_o_dell_avviso", "destinatari_del_bando_o_dellavviso")),
)


def build(record: Record) -> CallRow:
    """One call. Its amount is the larger of what is put out to tender and what the funds foresee."""
    number, measure, about = record.text("number"), record.text("measure"), record.text("measure_text")
    title, rest = titled(record.text("title"), about)
    recipients, state = record.text("recipients"), record.text("state")
    opens_on, closes_on = record.order(record.day("opens_on"), record.day("closes_on"))
    return CallRow(
        line=record.line,
        external_id=record.identity(number),
        title=title,
        kind="window" if record.text("until_spent") else kind_of(title, recipients, record.text("tender")),
        programme=recovery_plan_programme(measure),
        authority=record.text("authority"),
        summary=paragraphs(rest, f"{measure} · {about}".strip(" ·")),
        recipients=recipients,
        families=families_in(recipients),
        themes=themes_of_measure(measure),
        levers=levers_in(title, about),
        opens_on=opens_on,
        closes_on=closes_on,
        amount=_amount(record),
        url=address_in(record.text("link")) or address_in(state),
        stated=state_in(state),
    )


def _amount(record: Record) -> Decimal | None:
    """Zeros are how the register writes "not said"."""
    funds = sum((record.amount(name) or Decimal(0) for name in ("plan", "others")), Decimal(0))
    return max(record.amount("whole") or Decimal(0), funds) or None


RECOVERY_PLAN = CallSource(
    name="pnrr_bandi",
    label="PNRR – bandi e avvisi",
    publisher="Presidenza del Consiglio dei ministri e Ministero dell'economia e delle finanze, Italia Domani",
    licence="CC BY 4.0",
    citation="Italia Domani, Bandi e avvisi del PNRR.",
    fields=FIELDS,
    build=build,
    signature=("codice_univoco_submisura", "titolo_bando_o_avviso", "data_apertura_bando", "stato_del_bando"),
)
