"""Files of territories and bodies: every row accounted for, a second run changes nothing."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from actors import queries, services, sheets
from actors.models import Actor, HistoricalIdentifier, Territory, TerritoryCode
from actors.services import Body
from actors.sources.boundaries import read_boundaries
from convergenze.exchange.reading import UnreadableFile
from convergenze.history import services as history
from tests.actors.conftest import ISTAT_HEADER, ISTAT_ROWS
from tests.factories.actors import ActorFactory


@pytest.fixture
def imported(istat, olga):
    rows, _plan = sheets.read_territories(istat)
    return services.keep_territories(rows, by=olga, source="ISTAT")


def test_the_tree_is_built_from_the_municipalities(imported):
    tree = Territory.objects.order_by("path").values_list("name", "level", "istat_code", "parent__name", "nuts_code")
    assert sorted(tree, key=str) == sorted(
        [
            ("Italia", "country", "IT", None, "IT"),
            ("Emilia-Romagna", "region", "08", "Italia", "ITH5"),
            ("Bologna", "metropolitan_city", "037", "Emilia-Romagna", "ITH55"),
            ("Piacenza", "province", "033", "Emilia-Romagna", "ITH51"),
            ("Valfiorita", "municipality", "037059", "Bologna", "ITH55"),
            ("Bologna", "municipality", "037006", "Bologna", "ITH55"),
            ("Ziano", "municipality", "033049", "Piacenza", "ITH51"),
        ],
        key=str,
    )
    assert all(p.path == f"{p.parent.path if p.parent else '/'}{p.pk}/" for p in Territory.objects.all())
    assert Territory.objects.get(istat_code="037006").slug == "bologna-bo"


def test_a_second_run_changes_nothing_and_a_correction_is_recorded(imported, table, olga):
    before = list(Territory.objects.order_by("pk").values())
    rows, _plan = sheets.read_territories(table("\n".join([ISTAT_HEADER, *ISTAT_ROWS])))
    assert set(services.keep_territories(rows, by=olga, source="ISTAT").values()) == {"skipped"}
    assert list(Territory.objects.order_by("pk").values()) == before
    rows, _plan = sheets.read_territories(
        table("\n".join([ISTAT_HEADER, ISTAT_ROWS[2].replace("Ziano", "Ziano Piacentino")]))
    )
    outcome = services.keep_territories(rows, by=olga, source="ISTAT")
    assert [code for code, what in outcome.items() if what == "updated"] == ["033049"]
    place = Territory.objects.get(istat_code="033049")
    assert history.entries_of(place)[0].changes == {"name": ["Ziano", "Ziano Piacentino"]}


def test_rows_that_cannot_be_read_are_told_and_the_rest_is_kept(table):
    bad = ["x,Senza codice" + "," * 14, "037001," + "," * 14, ISTAT_ROWS[1], ISTAT_ROWS[1], "037002,Corta"]
    _rows, plan = sheets.read_territories(table("\n".join([ISTAT_HEADER, *bad])))
    assert (plan.counts, [error["line"] for error in plan.errors]) == (
        {"create": 1, "update": 0, "skip": 0, "error": 4},
        [2, 3, 5, 6],
    )


def test_the_archive_ties_old_codes_to_today(imported, table):
    archive = table(
        '\ufeff"DATAISTITUZIONE","DATACESSAZIONE","CODISTAT","CODCATASTALE","DENOMINAZIONE_IT","IDPROVINCIAISTAT"\r\n'
        '"1861-03-17","9999-12-31","037006","A944","BOLOGNA","037"\r\n'
        '"1861-03-17","1937-12-05","037801","B027","BORGO PANIGALE","037"\r\n'
        '"1937-12-06","9999-12-31","037006","A944","BOLOGNA","037"\r\n'
        '"1861-03-17","1950-01-01","099010","L762","VALFIORITA SUL RENO","099"\r\n'
        '"1861-03-17","1900-01-01","037900","Z999","SCOMPARSO","037"\r\n'
        '"ieri","1900-01-01","037900","Z999","SCOMPARSO","037"\r\n'
    )
    former, plan = sheets.read_former_codes(archive)
    assert services.keep_former_codes(former) == 2
    assert set(TerritoryCode.objects.filter(scheme="istat").values_list("code", "name", "territory__name")) == {
        ("037801", "Borgo Panigale", "Bologna"),
        ("099010", "Valfiorita sul Reno", "Valfiorita"),
    }
    assert plan.counts == {"create": 2, "update": 0, "skip": 3, "error": 1}


TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.1, 0.1], "translate": [11, 44]},
    "arcs": [[[0, 0], [10, 0], [0, 10]], [[10, 10], [-10, 0], [0, -10]]],
    "objects": {
        "places": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"com_istat_code": "37006"}},
                {"type": "MultiPolygon", "arcs": [[[~1, ~0]]], "properties": {"com_istat_code": "999999"}},
            ],
        }
    },
}


def test_boundaries_come_from_topojson_and_geojson(imported, tmp_path):
    square = [[11.0, 44.0], [12.0, 44.0], [12.0, 45.0], [11.0, 45.0], [11.0, 44.0]]
    assert read_boundaries(TOPOLOGY)[0] == ("037006", {"type": "Polygon", "coordinates": [square]})
    assert read_boundaries(TOPOLOGY)[1][0] == "999999"
    path = tmp_path / "map.geojson"
    feature = {
        "type": "Feature",
        "properties": {"istat_code": "033049"},
        "geometry": {"type": "Polygon", "coordinates": [square]},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    call_command("import_territories", boundaries=[str(path)], stdout=io.StringIO())
    assert Territory.objects.get(istat_code="033049").boundary == {"type": "Polygon", "coordinates": [square]}


@pytest.mark.parametrize("text", ["[1, 2]", "{}", "not json", '{"type": "Topology"}'])
def test_what_is_not_a_map_is_refused_in_words(text):
    with pytest.raises(UnreadableFile, match="GeoJSON or TopoJSON"):
        sheets.read_boundaries_file(io.StringIO(text))


BODIES = (
    "codice_ipa,ente,tipologia_ente,cod_comune,codice_fiscale\n"
    "C_A944,Comune di Bologna,Comuni,37006,\n"
    "ausl_bo,AZIENDA USL DI BOLOGNA,ASL,037006,2406911202\n"
    "ausl_bo,Azienda USL di Bologna,ASL,037006,\n"
    ",Mario Rossi,Altri Enti,,RSSMRA80A01H501U\n"
    ",,Altri Enti,,\n"
    "x1,Consorzio <script>alert(1)</script>,Altri Enti,n.d.,12345678901\n"
)


def test_bodies_are_recognised_completed_and_counted(imported, table, olga):
    plan = sheets.plan_actors(table(BODIES), source="IPA")
    assert Actor.objects.count() == 0
    sheets.apply_plan(plan, by=olga)
    assert plan.as_json() == {
        "rows": 6,
        "created": 2,
        "updated": 0,
        "skipped": 1,
        "errors": [
            {"line": 5, "message": "This is the tax code of a person: people are not stored as actors.", "text": ""},
            {"line": 6, "message": "The name of the body is missing.", "text": ""},
            {
                "line": 7,
                "message": "“12345678901” is not a tax code: eleven digits with the right check digit.",
                "text": "12345678901",
            },
        ],
    }
    found = Actor.objects.order_by("name").values_list(
        "name", "kind", "tax_code", "ipa_code", "seat__name", "visibility"
    )
    assert list(found) == [
        ("Azienda USL di Bologna", "health_authority", "02406911202", "ausl_bo", "Bologna", "public"),
        ("Comune di Bologna", "municipality", "01232710374", "c_a944", "Bologna", "public"),
    ]


def test_a_second_import_only_adds_what_is_missing(imported, table, olga):
    actor = ActorFactory(name="Il Comune", tax_code="01232710374", website="https://mine.example")
    text = (
        "codice_fiscale,denominazione_ente,codice_ipa,sito_istituzionale\n"
        "1232710374,COMUNE DI BOLOGNA,c_a944,www.bo.example\n"
    )
    for counts in (
        {"create": 0, "update": 1, "skip": 0, "error": 0},
        {"create": 0, "update": 0, "skip": 1, "error": 0},
    ):
        plan = sheets.plan_actors(table(text))
        sheets.apply_plan(plan, by=olga)
        assert plan.counts == counts
    actor.refresh_from_db()
    assert (actor.name, actor.website, actor.ipa_code, actor.version) == (
        "Il Comune",
        "https://mine.example",
        "c_a944",
        2,
    )


def test_the_command_prints_counts_and_a_dry_run_writes_nothing(imported, tmp_path):
    path = tmp_path / "ipa.csv"
    path.write_text(BODIES)
    out = io.StringIO()
    call_command("import_actors", str(path), dry_run=True, json=True, stdout=out)
    result = json.loads(out.getvalue())
    assert (result["created"], result["skipped"], len(result["errors"]), Actor.objects.count()) == (2, 1, 3, 0)
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_actors", str(tmp_path / "none.csv"))


def test_a_file_without_names_or_of_another_kind_is_refused(table):
    with pytest.raises(UnreadableFile, match="denominazione_ente"):
        sheets.plan_actors(table("a,b\n1,2\n"))
    with pytest.raises(UnreadableFile, match="ISTAT's list"):
        sheets.shape_of(table("a,b\n1,2\n"))


def test_resolving_makes_each_body_once_and_finds_it_again(imported, olga):
    bodies = [
        Body(key=1, name="COMUNE DI BOLOGNA", tax_code="1232710374"),
        Body(key=2, name="COMUNE DI BOLOGNA (ERRATO)", tax_code="01232710374"),
        Body(key=3, name="ULTRA SRL", tax_code="02406911202"),
        Body(key=4, name="Ultra S.r.l."),
        Body(key=5, name="Mario Rossi", tax_code="RSSMRA80A01H501U"),
        Body(key=6),
    ]
    found = services.resolve_actors(bodies, by=olga, source="PNRR")
    assert {key: actor.name for key, actor in found.items()} == {
        1: "Comune di Bologna", 2: "Comune di Bologna", 3: "Ultra S.r.l.", 4: "Ultra S.r.l.",
    }  # fmt: skip
    assert services.resolve_actors(bodies, by=olga) == found
    assert Actor.objects.count() == 2


def test_former_codes_and_merged_records_lead_to_the_survivor(imported, marta):
    keep = ActorFactory()
    HistoricalIdentifier.objects.create(actor=keep, scheme="tax_code", value="02406911202")
    drop = ActorFactory(tax_code="01232710374")
    ActorFactory(tax_code="")
    keep.tax_code = "00237180302"
    history.save(keep, by=marta)
    services.merge_actors(keep=keep, drop=drop, by=marta)
    found = services.resolve_actors(
        [Body(key="a", name="x", tax_code="02406911202"), Body(key="b", name="y", tax_code="01232710374")], by=marta
    )
    assert found == {"a": keep, "b": keep}


def test_resolving_costs_the_same_for_one_and_for_many(imported, olga, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        services.resolve_actors([Body(key=i, name=f"Circolo {i} APS") for i in range(40)], by=olga)


def test_duplicates_are_found_by_code_and_by_likeness(db, guest):
    coop = ActorFactory(name="Cooperativa La Corte", tax_code="01232710374")
    ActorFactory(name="Cooperativa Il Ponte")
    ActorFactory(name="Cooperativa La Corte nascosta", visibility="team")
    rows = Actor.objects.visible_to(guest)

    def found(**given):
        return [(one.actor, one.reason) for one in queries.find_duplicates(rows=rows, **given)]

    assert found(tax_code="1232710374") == [(coop, "the same code")]
    assert found(name="COOPERATIVA LA CORTE Soc.") == [(coop, "a very similar name")]
    assert found(name="cooperativa la cortte") == [(coop, "a very similar name")]
    assert found(name="Comune di Vergato") == []
    assert queries.find_duplicates(rows=rows, name="Cooperativa La Corte", exclude=coop) == []
