"""OpenCoesione: projects of cohesion policy. Identity: the local project code.

Two layouts: the official ``progetti_esteso`` (upper case, ``OC_*`` derived by OpenCoesione, several
values in one cell joined by ``:::``, dates as 20080331) and the one of PublicWorksFinanceIT, whose
columns were renamed into English.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from portfolios.sources.fields import Field
from portfolios.sources.places import SEVERAL
from portfolios.sources.pnrr import funding_lines, with_cup_classification
from portfolios.sources.record import Record
from portfolios.sources.rows import Amount, Classification, ProjectRow
from portfolios.sources.source import Source
from portfolios.sources.themes import themes_of_words
from portfolios.sources.titles import build_title
from portfolios.sources.who_where import who_and_where
from portfolios.sources.wording import sentence_case

# Field, official column, renamed column, who pays.
EU_FUNDS = (
    ("eu_fesr", "finanz_ue_fesr", "fesr_eufunding", "UE – FESR"),
    ("eu_fse", "finanz_ue_fse", "fse_eufunding", "UE – FSE"),
    ("eu_feasr", "finanz_ue_feasr", "feasr_eufunding", "UE – FEASR"),
    ("eu_feamp", "finanz_ue_feamp", "feamp_eufunding", "UE – FEAMP"),
    ("eu_iog", "finanz_ue_iog", "iog_eufunding", "UE – IOG"),
)
OTHER_FUNDS = (
    ("rotation", "finanz_stato_fondo_di_rotazione", "fondodirotazioneita", "Stato – Fondo di rotazione"),
    ("fsc", "finanz_stato_fsc", "fsc_fundingita", "Stato – FSC"),
    ("pac", "finanz_stato_pac", "pac_fundingita", "Stato – PAC"),
    ("completions", "finanz_stato_completamenti", "completamentifunding_ita", "Stato – Completamenti"),
    ("measures", "finanz_stato_altri_provvedimenti", "othermeasuresfundingita", "Stato – Altri provvedimenti"),
    ("region_funds", "finanz_regione", "regionfunding", "Regione"),
    ("province_funds", "finanz_provincia", "provincefunding", "Provincia"),
    ("municipality_funds", "finanz_comune", "municipalityfunding", "Comune"),
    ("released", "finanz_risorse_liberate", "releasedresources", "Risorse liberate"),
    ("other_public", "finanz_altro_pubblico", "otherpublicfunding", "Altro pubblico"),
    ("foreign", "finanz_stato_estero", "foreignstatefunding", "Stato estero"),
    ("private", "finanz_privato", "privatefunding", "Privato"),
)
OWN_MONEY = {"region_funds", "province_funds", "municipality_funds", "other_public", "private"}
RENAMED_PHASES = (
    "feasibilitystudy", "preliminarydesign", "definitivedesign", "executivedesign", "effectivedesign",
    "worksexecution", "conclusion",
)  # fmt: skip

FIELDS = (
    Field("local_code", ("cod_locale_progetto", "localprojectcode")),
    Field("cup", ("cup",)),
    Field("title", ("oc_titolo_progetto", "titolo_progetto", "intervention")),
    Field("summary", ("oc_sintesi_progetto",)),
    Field("lead_name", ("oc_denom_attuatore", "oc_denom_beneficiario", "oc_denom_programmatore")),
    Field("lead_tax_code", ("oc_codfisc_attuatore", "oc_codfisc_beneficiario", "oc_codfisc_programmatore")),
    Field("municipality", ("cod_comune", "cod_municipality")),
    Field("municipality_name", ("den_comune", "den_municipality")),
    Field("province", ("cod_provincia", "cod_province")),
    Field("province_name", ("den_provincia", "den_province")),
    Field("region", ("cod_regione", "cod_region")),
    Field("region_name", ("den_regione", "den_region")),
    Field("programme", ("oc_descrizione_programma",)),
    Field("programme_code", ("oc_codice_programma",)),
    Field("measure_code", ("oc_cod_articolaz_programma",)),
    Field("measure_text", ("oc_descr_articolaz_programma", "oc_articolazione_programma")),
    Field("theme", ("oc_tema_sintetico",)),
    Field("nature_code", ("cup_cod_natura",)),
    Field("nature_text", ("cup_descr_natura",)),
    Field("sector_code", ("cup_cod_settore",)),
    Field("sector_text", ("cup_descr_settore",)),
    Field("subsector_code", ("cup_cod_sottosettore",)),
    Field("subsector_text", ("cup_descr_sottosettore",)),
    Field("category_code", ("cup_cod_categoria",)),
    Field("category_text", ("cup_descr_categoria",)),
    Field("status", ("oc_stato_progetto",)),
    Field("starts_on", ("oc_data_inizio_progetto",), "date"),
    Field("ended_on", ("oc_data_fine_progetto_effettiva",), "date"),
    Field("ends_on", ("oc_data_fine_progetto_prevista",), "date"),
    *(Field(f"{phase}_from", (f"{phase}startingdate",), "date") for phase in RENAMED_PHASES),
    *(Field(f"{phase}_until", (f"{phase}endingdate",), "date") for phase in RENAMED_PHASES),
    Field("eu_total", ("finanz_ue", "eufunding"), "amount"),
    *(Field(name, (official, renamed), "amount") for name, official, renamed, _source in (*EU_FUNDS, *OTHER_FUNDS)),
    Field("to_find", ("finanz_da_reperire",), "amount"),
    Field("total_public", ("finanz_totale_pubblico", "totalpublicfunding"), "amount"),
    Field("total", ("totalfunding",), "amount"),
    Field("released_on", ("data_aggiornamento",), "date"),
)
FUNDS = tuple(
    (name, source, "co_financing" if name in OWN_MONEY else "grant", "private" if name == "private" else "public")
    for name, _official, _renamed, source in (*EU_FUNDS, *OTHER_FUNDS)
)
PAID_OUT = {"concluso", "liquidato"}


def build(record: Record) -> ProjectRow:
    """One project of either layout, with the first of several leads."""
    cup, local = record.cup(), record.text("local_code")
    external_id = record.identity(local or cup)
    lead = next(iter(record.parts("lead_name", SEVERAL)), "")
    title, status = record.text("title"), record.text("status")
    place, measure = record.place(cup, local), record.pair("measure")
    names, programme = (*place.names, lead), record.text("programme").split(SEVERAL)[0]
    lines = _funding(record, programme, "paid" if status.casefold() in PAID_OUT else "awarded")
    starts_on, ends_on = record.order(*_period(record))
    row = ProjectRow(
        line=record.line,
        external_id=external_id,
        title=build_title(
            title=title,
            summary=record.text("summary"),
            lead=lead,
            measure=measure.text,
            repeated=record.survey.is_shared(title),
            names=names,
        ),
        summary=sentence_case(record.text("summary") or title, names),
        cup=cup,
        **who_and_where(lead, _tax_code(record), place),
        funding=lines,
        to_find=record.amount("to_find") or None,
        cost=_cost(record, lines),
        starts_on=starts_on,
        ends_on=ends_on,
        source_status=status,
        programme=programme,
        measure=Classification(measure.code, measure.text),
        themes=themes_of_words(record.text("theme")),
        released_on=record.day("released_on"),
    )
    return with_cup_classification(row, record)


def _tax_code(record: Record) -> str:
    return record.tax_code(next(iter(record.parts("lead_tax_code", SEVERAL)), ""))


def _funding(record: Record, programme: str, stage: str) -> tuple[Amount, ...]:
    """A line per fund; what the European total holds beyond its parts is a line of its own."""
    lines = funding_lines(record, FUNDS, programme=programme, stage=stage)
    parts = sum((line.amount for line in lines if line.source.startswith("UE")), Decimal(0))
    beyond = (record.amount("eu_total") or Decimal(0)) - parts
    return (*lines, Amount("Unione europea", beyond, "grant", stage, programme)) if beyond > Decimal("0.05") else lines


def _cost(record: Record, lines: tuple[Amount, ...]) -> Decimal | None:
    """Public money, plus private and missing money; a published total counts if it is larger.

    The renamed layout has a total net of savings, which can be below the public money alone.
    """
    total, public = record.amount("total"), record.amount("total_public")
    if public is None:
        return total
    private = sum((line.amount for line in lines if line.share == "private"), Decimal(0))
    return max(total or Decimal(0), public + private + (record.amount("to_find") or Decimal(0)))


def _period(record: Record) -> tuple[date | None, date | None]:
    starts = [found for phase in RENAMED_PHASES if (found := record.day(f"{phase}_from"))]
    ends = [found for phase in RENAMED_PHASES if (found := record.day(f"{phase}_until"))]
    return (
        record.day("starts_on") or min(starts, default=None),
        record.day("ended_on", "ends_on") or max(ends, default=None),
    )


OPENCOESIONE = Source(
    name="opencoesione",
    label="OpenCoesione",
    publisher="Presidenza del Consiglio dei ministri, Dipartimento per le politiche di coesione",
    licence="CC BY 4.0",
    citation="OpenCoesione, progetti delle politiche di coesione in Italia.",
    fields=FIELDS,
    build=build,
    signature=(("cod_locale_progetto", "oc_titolo_progetto"), ("localprojectcode", "cup", "intervention")),
    required=("local_code", "title"),
)
