"""Where a project is: from its own row, or from the table of places published beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from convergenze.core import codes
from convergenze.exchange.cells import clean_text, is_blank
from convergenze.exchange.reading import BrokenRow, Table, column_key
from portfolios.sources.wording import name_case

SEVERAL = ":::"  # OpenCoesione puts several values into one cell like this

# Headers by preference. The 2022 release of PNRR calls the codes "Regione", "Provincia", "Comune".
HEADERS = {
    "cup": ("cup",),
    "local": ("codice_locale_progetto", "cod_locale_progetto"),
    "region": ("codice_regione", "cod_regione", "regione"),
    "province": ("codice_provincia", "cod_provincia", "provincia"),
    "municipality": ("codice_comune", "cod_comune", "comune"),
    "municipality_name": ("descrizione_comune", "den_comune", "comune"),
    "province_name": ("descrizione_provincia", "den_provincia", "provincia"),
    "region_name": ("descrizione_regione", "den_regione", "regione"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Places of one project. A whole province or region has no municipality in it."""

    municipalities: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @classmethod
    def of_codes(cls, region: str, province: str, municipality: str, name: str = "") -> Place:
        """One place from its three codes; 0 means all of the level above (ReGiS convention)."""
        names = (name_case(name),) if name else ()
        if found := full_municipality(province, municipality):
            return cls((found,), (), (), names)
        if found := codes.normalise_province(province):
            return cls((), (found,), (), names)
        found = codes.normalise_region(region)
        return cls((), (), (found,) if found else (), names)

    @classmethod
    def of_cells(cls, parts: Callable[[str], Iterable[str]]) -> Place:
        """Places written in a row itself; ``parts(field)`` gives the values the source joined in one cell."""
        kinds = ("municipality", "province", "region")
        cells = {kind: parts(kind) for kind in kinds}
        names = {kind: parts(f"{kind}_name") for kind in kinds}
        municipalities = distinct(full_municipality("", text) for text in cells["municipality"])
        if municipalities:
            return cls(municipalities, (), (), distinct(map(name_case, names["municipality"])))
        provinces = distinct(codes.normalise_province(text) for text in cells["province"])
        if provinces:
            return cls((), provinces, (), distinct(map(name_case, names["province"])))
        regions = distinct(codes.normalise_region(text) for text in cells["region"])
        named = names["municipality"] or names["province"] or names["region"]
        return cls((), (), regions, distinct(map(name_case, named)))

    def __add__(self, other: Place) -> Place:
        return Place(
            distinct(self.municipalities + other.municipalities),
            distinct(self.provinces + other.provinces),
            distinct(self.regions + other.regions),
            distinct(self.names + other.names),
        )


class Places:
    """An index of places by CUP and local code. ``problems`` are rows that could not be read."""

    def __init__(self) -> None:
        self.by_project: dict[tuple[str, str], Place] = {}
        self.by_cup: dict[str, Place] = {}
        self.problems: list[BrokenRow] = []

    @classmethod
    def read(cls, table: Table) -> Places:
        """All places of a table such as ``localizzazioni``; a place written twice counts once."""
        index = cls()
        by_key = {column_key(name): name for name in table.columns}
        columns = {
            kind: next((by_key[key] for key in headers if key in by_key), "") for kind, headers in HEADERS.items()
        }
        for row in table:
            if isinstance(row, BrokenRow):
                index.problems.append(row)
            else:
                index._add({kind: clean_text(row.cells.get(name, "")) for kind, name in columns.items()})
        return index

    def _add(self, cells: dict[str, str]) -> None:
        name = cells["municipality_name"]
        if not full_municipality(cells["province"], cells["municipality"]):
            whole_province = codes.normalise_province(cells["province"])
            name = cells["province_name"] if whole_province else cells["region_name"]
        place = Place.of_codes(
            cells["region"], cells["province"], cells["municipality"], "" if is_blank(name) else name
        )
        cup, local = codes.normalise_cup(cells["cup"]), cells["local"]
        if local:
            self.by_project[cup, local] = self.by_project.get((cup, local), Place()) + place
        if cup:
            self.by_cup[cup] = self.by_cup.get(cup, Place()) + place

    def of(self, cup: str, local_code: str = "") -> Place | None:
        """Places of a project: by CUP and local code if known, else by CUP alone, else None."""
        return self.by_project.get((cup, local_code)) or self.by_cup.get(cup)


def full_municipality(province: str, municipality: str) -> str:
    """Six digits from a full code, or from the progressive within a province (``37``, ``6`` → ``037006``)."""
    if codes.normalise_municipality(municipality):
        return codes.normalise_municipality(municipality)
    area, progressive = codes.normalise_province(province), codes.normalise_province(municipality)
    return area + progressive if area and progressive else ""


def distinct(values: Iterable[str]) -> tuple[str, ...]:
    """Values that are not empty, once each, in order."""
    return tuple(dict.fromkeys(value for value in values if value))
