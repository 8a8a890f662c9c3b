"""Where projects are: ISTAT codes to territories, and the names that files give to codes nobody knows yet."""

from dataclasses import dataclass, field

from actors.choices import Level
from actors.queries import territory_index
from actors.services import PlaceRow, keep_territories
from convergenze.core import codes
from convergenze.exchange.cells import clean_text, is_blank
from convergenze.exchange.reading import TableRow, column_key
from portfolios.sources.places import HEADERS, full_municipality
from portfolios.sources.wording import name_case

# Columns of the tables that carry places, by what they hold.
MORE_HEADERS = {
    "municipality": ("cod_municipality",),
    "municipality_name": ("den_municipality",),
    "province": ("cod_province",),
    "province_name": ("den_province",),
    "region": ("cod_region",),
    "region_name": ("den_region",),
}


@dataclass
class Gazetteer:
    """Places named in a file: {code: (name, code of what it stands in)}, for regions, provinces, municipalities."""

    named: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, table):
        """All places that ``table`` names with code, name, province and region."""
        found, columns = cls(), _columns(table)
        if not all(columns[kind] for kind in ("region", "region_name", "province", "province_name")):
            return found
        seen = set()
        for row in table:
            if isinstance(row, TableRow):
                cells = tuple(row.cells.get(columns[kind], "") for kind in KINDS)
                if cells not in seen:
                    seen.add(cells)
                    found._add(dict(zip(KINDS, cells, strict=True)))
        return found

    def _add(self, cells):
        region = codes.normalise_region(cells["region"])
        province = codes.normalise_province(cells["province"])
        municipality = full_municipality(cells["province"], cells["municipality"])
        if region and (name := _name(cells["region_name"])):
            self.named.setdefault(region, (name, ""))
            if province and (name := _name(cells["province_name"])):
                self.named.setdefault(province, (name, region))
                if municipality[:3] == province and (name := _name(cells["municipality_name"])):
                    self.named.setdefault(municipality, (name, province))

    def rows(self, wanted):
        """``PlaceRow`` of the ``wanted`` codes and of what they stand in, widest first."""
        chosen = set()
        for code in wanted:
            while code in self.named and code not in chosen:
                chosen.add(code)
                code = self.named[code][1]
        return [
            PlaceRow(code, self.named[code][0], LEVELS[len(code)], above=self.named[code][1])
            for code in sorted(chosen, key=lambda code: (len(code) == 6, len(code) == 3, code))
        ]


KINDS = ("region", "region_name", "province", "province_name", "municipality", "municipality_name")
LEVELS = {2: Level.REGION, 3: Level.PROVINCE, 6: Level.MUNICIPALITY}


def keep_missing_places(gazetteer, wanted, *, by, source, batch):
    """Create the ``wanted`` territories that nobody knows and the file names in full; returns how many."""
    known = territory_index()
    missing = [row for row in gazetteer.rows(code for code in wanted if code not in known) if row.code not in known]
    if not missing:
        return 0
    outcome = keep_territories(missing, by=by, source=source, batch=batch)
    return sum(1 for done in outcome.values() if done == "created")


def codes_of(row):
    """The codes a row gives, most precise level only as the source decided."""
    return (*row.municipality_codes, *row.province_codes, *row.region_codes)


def _columns(table):
    by_key = {column_key(name): name for name in table.columns}
    return {
        kind: next((by_key[key] for key in (*HEADERS[kind], *MORE_HEADERS[kind]) if key in by_key), "")
        for kind in KINDS
    }


def _name(text):
    text = clean_text(text)
    return "" if is_blank(text) or text.isdigit() else name_case(text)[:200]
