"""Files about territories: ISTAT's list of municipalities, ANPR's archive of old ones, boundaries."""

import datetime as dt
import json
from collections import defaultdict
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_noop as _

from actors.choices import Level
from actors.models import Territory, TerritoryCode
from actors.services import PlaceRow
from actors.sheets.plan import CREATE, ERROR, SKIP, Plan, PlannedRow, by_key, first_of
from actors.sources.boundaries import read_boundaries
from actors.sources.names import readable_name
from convergenze.core import codes
from convergenze.exchange.cells import clean_text
from convergenze.exchange.messages import message
from convergenze.exchange.reading import BrokenRow, UnreadableFile, column_key

SIX_DIGITS = _("An ISTAT municipality code has six digits: “%(text)s” is not one.")
IN_FORCE = dt.date(9999, 12, 31)


def shape_of(table):
    """Which file this is: "istat" (list of municipalities) or "anpr" (archive); ``UnreadableFile`` otherwise."""
    keys = {column_key(name) for name in table.columns}
    if {"codice_istat", "denominazione", "codice_regione"} <= keys:
        return "istat"
    if {"codistat", "datacessazione", "denominazione_it"} <= keys:
        return "anpr"
    raise UnreadableFile(
        message(_("Give ISTAT's list of municipalities (codice_istat, denominazione…) or ANPR's archive."))
    )


def read_territories(table):
    """(rows for ``services.keep_territories``, Plan) of ISTAT's list: country and regions first, errors in the plan."""
    plan, places, seen = Plan(), [], set()
    for row in table:
        planned, place, cells = _read_row(row, seen)
        plan.rows.append(planned)
        if place:
            seen.add(place.code)
            places.append((place, cells))
    return [*_above(places), *(place for place, _cells in places)], plan


def _read_row(row, seen):
    if isinstance(row, BrokenRow):
        return PlannedRow(row.line, ERROR, message=row.message, text=row.text), None, {}
    cells = by_key(row.cells)
    code, name = codes.normalise_municipality(cells["codice_istat"]), clean_text(cells["denominazione"])
    if not code:
        return _fault(row, SIX_DIGITS, cells["codice_istat"])
    if not name:
        return _fault(row, _("The name of the municipality is missing."), "")
    if code in seen:
        return _fault(row, _("The code %(text)s is in this file twice."), code)
    try:
        place = _place(code, name, cells)
    except (InvalidOperation, ValueError):
        return _fault(row, _("Area and coordinates must be numbers: “%(text)s”."), cells.get("lat", ""))
    return PlannedRow(row.line, CREATE, label=name, what=code), place, cells


def _fault(row, said, text):
    return PlannedRow(row.line, ERROR, message=message(said, text=text[:120]), text=text[:200]), None, {}


def _place(code, name, cells):
    area, lat, lon = (first_of(cells, [key]) for key in ("superficie_kmq_stimata", "lat", "lon"))
    return PlaceRow(
        code=code,
        name=name,
        level=Level.MUNICIPALITY,
        above=codes.normalise_province(cells.get("codice_provincia")),
        nuts_code=codes.normalise_nuts(cells.get("nuts3")),
        cadastral_code=clean_text(cells.get("codice_catastale"))[:4],
        acronym=clean_text(cells.get("sigla_provincia"))[:4],
        area=Decimal(area).quantize(Decimal("0.01")) if area else None,
        latitude=float(lat) if lat else None,
        longitude=float(lon) if lon else None,
        codes={
            "tax_code": codes.normalise_body_tax_code(cells.get("codice_fiscale_comune")),
            "ipa": codes.normalise_ipa(cells.get("codice_ipa_presunto")),
        },
    )


def _above(places):
    """Country, regions and provinces said by the municipalities' rows."""
    regions, provinces, nuts2 = {}, {}, defaultdict(set)
    for _row, cells in places:
        region, province = codes.normalise_region(cells["codice_regione"]), _place_code(cells)
        nuts2[region].add(cells.get("nuts2", ""))
        regions.setdefault(region, PlaceRow(region, clean_text(cells["regione"]), Level.REGION, above="IT"))
        provinces.setdefault(province, _province(province, region, cells))
    for code, region in regions.items():
        # Trentino-Alto Adige is two NUTS 2 regions: none of them is the whole.
        region.nuts_code = nuts2[code].pop() if len(nuts2[code]) == 1 else ""
    return [PlaceRow("IT", "Italia", Level.COUNTRY, nuts_code="IT"), *regions.values(), *provinces.values()]


def _place_code(cells):
    return codes.normalise_province(cells["codice_provincia"])


def _province(code, region, cells):
    uts = codes.normalise_province(cells.get("codice_uts"))
    # ISTAT gives metropolitan cities a second code, from 201 on (SITUAS, "unità territoriale sovracomunale").
    is_metropolitan = uts != code and uts.startswith("2")
    return PlaceRow(
        code=code,
        name=clean_text(cells["provincia"]),
        level=Level.METROPOLITAN_CITY if is_metropolitan else Level.PROVINCE,
        above=region,
        nuts_code=codes.normalise_nuts(cells.get("nuts3")),
        acronym=clean_text(cells.get("sigla_provincia"))[:4],
        codes={"uts": uts} if uts != code else {},
    )


def read_former_codes(table):
    """(``TerritoryCode`` rows, Plan) of ANPR's archive: old codes and names, tied to the municipality of today.

    The same cadastral code is the same municipality. One that ended is tied to the only municipality of its province
    that began the day after; where there are several or none, the row is skipped with the reason.
    """
    today = {p.cadastral_code: p for p in Territory.objects.alive().municipalities().defer("boundary")}
    plan, parsed = Plan(), []
    for row in table:
        planned, parts = _archived(row)
        plan.rows.append(planned)
        if parts:
            parsed.append((planned, parts))
    began = defaultdict(set)
    for _planned, parts in parsed:
        began[parts["province"], parts["from"]].add(parts["cadastral"])
    found = [_former(planned, parts, today, began) for planned, parts in parsed]
    return [row for row in found if row], plan


def _archived(row):
    if isinstance(row, BrokenRow):
        return PlannedRow(row.line, ERROR, message=row.message, text=row.text), None
    cells = by_key(row.cells)
    try:
        parts = {
            "code": codes.normalise_municipality(cells["codistat"]),
            "name": readable_name(cells["denominazione_it"]),
            "cadastral": cells["codcatastale"].strip().upper(),
            "province": cells["idprovinciaistat"].strip(),
            "from": dt.date.fromisoformat(cells["dataistituzione"].strip()),
            "until": dt.date.fromisoformat(cells["datacessazione"].strip()),
        }
    except ValueError:
        text = f"{cells['dataistituzione']} {cells['datacessazione']}"
        return PlannedRow(
            row.line, ERROR, message=message(_("A date is not year-month-day: “%(text)s”."), text=text)
        ), None
    if not parts["code"]:
        said = message(SIX_DIGITS, text=cells["codistat"])
        return PlannedRow(row.line, ERROR, message=said, text=cells["codistat"]), None
    return PlannedRow(row.line, SKIP, label=parts["name"]), parts


def _former(planned, parts, today, began):
    place = today.get(parts["cadastral"]) or _successor(parts, today, began)
    if place is None:
        planned.message = message(_("No municipality of today can be told to continue it."))
        return None
    if place.istat_code == parts["code"] and place.name.casefold() == parts["name"].casefold():
        planned.message = message(_("In force as it is."))
        return None
    planned.outcome = CREATE
    until = parts["until"] if parts["until"] != IN_FORCE else None
    return TerritoryCode(
        territory=place,
        scheme="istat",
        code=parts["code"],
        name=parts["name"],
        valid_from=parts["from"],
        valid_until=until,
    )


def _successor(parts, today, began):
    if parts["until"] == IN_FORCE:
        return None
    heirs = {c for c in began[parts["province"], parts["until"] + dt.timedelta(days=1)] if c in today}
    return today[heirs.pop()] if len(heirs) == 1 else None


def read_boundaries_file(file):
    """[(ISTAT code, geometry)] of an open GeoJSON or TopoJSON file; raises ``UnreadableFile``."""
    try:
        return read_boundaries(json.load(file))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise UnreadableFile(
            message(_("This is not a map: give a GeoJSON or TopoJSON file with ISTAT codes."))
        ) from error
