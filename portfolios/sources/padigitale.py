"""Funded applications of PA digitale 2026. Identity: CUP, call and IPA code of the body."""

from __future__ import annotations

import re
from decimal import Decimal

from portfolios.sources.bodies import body_kind
from portfolios.sources.fields import Field
from portfolios.sources.record import Record
from portfolios.sources.rows import Amount, Classification, ProjectRow
from portfolios.sources.source import Source
from portfolios.sources.themes import DIGITAL
from portfolios.sources.titles import shortened

FIELDS = (
    Field("lead_ipa", ("codice_ipa",)),
    Field("lead_name", ("ente",)),
    Field("lead_type", ("tipologia_ente",)),
    Field("municipality_name", ("comune",)),
    Field("municipality", ("cod_comune",)),
    Field("province", ("cod_provincia",)),
    Field("region", ("cod_regione",)),
    Field("region_name", ("regione",)),
    Field("funding", ("importo_finanziamento",), "amount"),
    Field("call", ("avviso",)),
    Field("starts_on", ("data_finanziamento",), "date"),
    Field("cup", ("codice_cup",)),
    Field("status", ("stato_candidatura",)),
    Field("status_on", ("data_stato_candidatura",), "date"),
)

# Codes of the publisher's data package: application admitted, waived by the body, paid out.
STAGES = {"A": ("awarded", "Finanziata"), "R": ("revoked", "Rinunciata"), "E": ("paid", "Erogata")}
CALL_NUMBER = re.compile(r"^(\d(?:\.\d)+)(?: e (\d(?:\.\d)+))?\s*[-–]?\s*")
# Who may apply and when: true of the call, not of the project.
ASIDE = re.compile(
    r"\s+-\s*(?:Comuni|Altri Enti|Altre PAC|ASL/AO|Province e citt\S* metropolitane|Università e AFAM|Regioni.*|"
    r"Amm\S* diverse.*)|-Amministrazioni diverse.*|-Amm\S* diverse.*|\s+Comuni\b|"
    r"\s*[-(]?\s*(?:genn|febbr|mar|apr|magg|giu|lug|ago|sett|ott|nov|dic)\w*\s*\d{2,4}\)?",
    re.IGNORECASE,
)


def build(record: Record) -> ProjectRow:
    """One application. The place is the body's seat; the cost is the lump sum it was granted."""
    cup, call, ipa = record.cup(), record.text("call"), record.text("lead_ipa")
    external_id = record.identity(cup or record.text("cup"), call, ipa)
    lead, amount = record.text("lead_name"), record.amount("funding")
    stage, status = STAGES.get(record.text("status").upper(), ("awarded", record.text("status")))
    number = CALL_NUMBER.match(call)
    measure = f"M1C1I{number[1]}" if number else ""
    place = record.place(cup)
    family, kind = body_kind(lead)
    line = Amount("PNRR", amount, "grant", stage, f"PNRR {measure}".strip()) if amount and amount > Decimal(0) else None
    return ProjectRow(
        line=record.line,
        external_id=external_id,
        title=shortened(f"{call_name(call)} ({lead})"),
        summary=call,
        cup=cup,
        lead_name=lead or None,
        lead_ipa=ipa.lower(),
        lead_family=family or "public_administration",
        lead_kind=kind or ("health_authority" if record.text("lead_type") == "ASL" else ""),
        municipality_codes=place.municipalities,
        province_codes=place.provinces,
        region_codes=place.regions,
        place_names=place.names,
        funding=(line,) if line else (),
        cost=amount,
        starts_on=record.day("starts_on"),
        source_status=status,
        programme="PNRR",
        measure=Classification(measure, call_name(call)),
        themes=(DIGITAL,),
        notes=tuple(record.notes),
    )


def call_name(call: str) -> str:
    """What a call pays for: its name without number, applicants and month."""
    name = ASIDE.sub("", CALL_NUMBER.sub("", call)).replace("'", "").strip(" -")
    return name[:1].upper() + name[1:] if name and not name.startswith("pago") else name or call


PADIGITALE = Source(
    name="padigitale",
    label="PA digitale 2026",
    publisher="Presidenza del Consiglio dei ministri, Dipartimento per la trasformazione digitale",
    licence="CC BY 4.0",
    citation="PA digitale 2026, candidature finanziate.",
    fields=FIELDS,
    build=build,
    signature=(("codice_ipa", "avviso", "codice_cup", "importo_finanziamento"),),
    required=("cup", "call", "lead_name"),
)
