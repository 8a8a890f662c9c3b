"""Territories and small files with the quirks of the real ones."""

import io

import pytest

from convergenze.exchange.reading import open_table
from tests.factories.actors import TerritoryFactory

ISTAT_HEADER = (
    "codice_istat,denominazione,codice_catastale,codice_fiscale_comune,codice_provincia,codice_uts,provincia,"
    "sigla_provincia,codice_regione,regione,nuts2,nuts3,codice_ipa_presunto,lat,lon,superficie_kmq_stimata"
)
ISTAT_ROWS = [
    "37059,Valfiorita,L762,01042440370,037,237,Bologna,BO,08,Emilia-Romagna,ITH5,ITH55,c_l762,44.28,11.11,73.26",
    "037006,Bologna,A944,01232710374,037,237,Bologna,BO,08,Emilia-Romagna,ITH5,ITH55,c_a944,44.49,11.34,140.86",
    "033049,Ziano,M165,00237180302,033,033,Piacenza,PC,08,Emilia-Romagna,ITH5,ITH51,c_m165,,,",
]


@pytest.fixture
def table():
    """Text → table, as an upload gives it."""

    def opened(text, name="file.csv"):
        return open_table(io.BytesIO(text.encode() if isinstance(text, str) else text), name)

    return opened


@pytest.fixture
def istat(table):
    """A list of three municipalities in two provinces; one has lost a zero, one has no coordinates."""
    return table("\n".join([ISTAT_HEADER, *ISTAT_ROWS]))


@pytest.fixture
def valleys(db):
    """A small tree: region → province → two municipalities, and a union of the two."""
    region = TerritoryFactory(name="Emilia-Romagna", slug="emilia-romagna", level="region", istat_code="08")
    province = TerritoryFactory(name="Bologna", slug="bologna", level="province", istat_code="037", parent=region)
    places = [
        TerritoryFactory(
            name=name, slug=name.lower(), parent=province, istat_code=code, acronym="BO", latitude=44.2, longitude=11.1
        )
        for name, code in (("Vergato", "037059"), ("Marzabotto", "037036"))
    ]
    union = TerritoryFactory(
        name="Unione dell'Appennino", slug="unione", level="union_of_municipalities", istat_code=""
    )
    union.members.set(places)
    return {"region": region, "province": province, "vergato": places[0], "marzabotto": places[1], "union": union}


@pytest.fixture
def client(client):
    """A visitor whose browser asks for English."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client
