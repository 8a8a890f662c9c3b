"""What is found, by whom; the same on SQLite and PostgreSQL (the suite runs on both)."""

import pytest
from django.urls import reverse

from convergenze.history import services as history
from convergenze.search import queries
from convergenze.search.models import Document
from tests.factories.actors import ActorFactory, TerritoryFactory
from tests.factories.missions import ChallengeFactory
from tests.factories.portfolios import ActionFactory

TITLES = [
    "Riqualificazione energetica delle case popolari",
    "Comunità energetiche rinnovabili",
    "Abitazioni per l'autonomia",
    "Social housing a Valfiorita",
    "Qualità dell'aria",
    "Il portale del cittadino",
    "Case vuote riaperte",
    "Due tre",
    "Ente parco montano",
]
# One query per line with every title it must find: the contract of both engines.
QUERIES = [
    ("energetico", {0, 1}),
    ("ENERGETICI", {0, 1}),
    ("casa", {0, 6}),
    ("abitazione", {2}),
    ("autonomia", {2}),
    ("houses", {3}),
    ("house", {3}),
    ("qualita", {4}),
    ("qualità dell'aria", {4}),
    ("l’aria", {4}),
    ("riqual", {0}),
    ("energetich", {1}),
    ("enti montani", {8}),
    ("case -vuote", {0}),
    ('"case vuote"', {6}),
    ('"vuote case"', set()),
    ('"case" riaperte', {6}),
    ("comune", set()),
    ("comunità", {1}),
    ("case energetica", {0}),
    ("-case", set()),
    ("NEAR(case vuote)", set()),
    ("case OR aria", set()),
    ("zzz", set()),
    ("", set()),
    ("  ", set()),
]
HOSTILE = [
    '"', '""', "'", 'foo"bar', "*", "a*b", ":", "title:x", "NEAR(", "(", ")", "{a b}", "^x", "-", "--", '-"', "\\",
    "\x00", "%", "_", "%s", "a\x00b", "😀", "日本", "'; DROP TABLE search_document; --", "x" * 5000, "a " * 500,
    "!& | <->", "\u202e",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), QUERIES)
def test_a_query_finds_exactly_these(text, expected, indexed, found, guest):
    indexed(*(ActionFactory(title=title, kind="network", lead=None) for title in TITLES))
    assert found(text, guest) == sorted(TITLES[number] for number in expected)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_typed_breaks_the_page(text, client, indexed):
    indexed(ActionFactory(title="Case vuote"))
    assert client.get(reverse("search:results"), {"q": text}).status_code == 200
    assert client.get("/api/v1/search/", {"q": text}).status_code == 200


def test_codes_find_their_record_only(indexed, found, guest):
    place = TerritoryFactory(name="Bologna", istat_code="037006", visibility="public")
    other = TerritoryFactory(name="Budrio", istat_code="037008", visibility="public")
    body = ActorFactory(name="Comune di Bologna", ipa_code="c_a944", tax_code="01232710374")
    action = ActionFactory(title="Scuole", cup="D11F22000950006", lead=None)
    indexed(place, other, body, action)
    assert found("037006", guest) == ["Bologna"]
    assert found("c_a944", guest) == ["Comune di Bologna"]
    assert found("01232710374", guest) == ["Comune di Bologna"]
    assert found("d11f22000950006", guest) == ["Scuole"]
    assert found(action.reference, guest) == ["Scuole"]
    assert found("03700", guest) == []


def test_hidden_records_are_neither_found_nor_counted_nor_guessed(client, indexed, found, cast):
    indexed(
        ChallengeFactory(title="Segreto dolcissimo", visibility="team", question="?"),
        ActionFactory(title="Dolcezza pubblica", summary="dolcissimo", lead=None),
    )
    assert {who: found("dolcissimo", user) for who, user in cast.items()} == {
        **dict.fromkeys(["anna", "bruno", "chiara", "sara", "guest"], ["Dolcezza pubblica"]),
        **dict.fromkeys(["olga", "marta", "ada"], ["Dolcezza pubblica", "Segreto dolcissimo"]),
    }
    assert [(g.source.kind, g.count) for g in queries.find("dolcissimo", cast["guest"])] == [("portfolios.action", 1)]
    page = client.get(reverse("search:results"), {"q": "segreto"})
    assert "Segreto" not in page.content.decode()
    assert queries.guesses("segrto", cast["guest"]) == []
    assert queries.guesses("segrto", cast["olga"]) == ["segreto"]


def test_a_typing_error_gets_a_guess(client, indexed):
    indexed(ActorFactory(name="Cooperativa La Corte"))
    page = client.get(reverse("search:results"), {"q": "cooperatva"}).content.decode()
    assert "?q=cooperativa" in page


def test_two_typing_errors_get_one_guess(indexed, guest):
    indexed(ActionFactory(title="Piattaforma per la scuola", lead=None))
    assert queries.guesses("piattafroma scuolla", guest) == ["piattaforma scuola"]


def test_the_exact_title_comes_first(indexed, guest):
    long, exact = indexed(
        ActorFactory(name="Vergato Vergato Vergato, associazione"), ActorFactory(name="Vergato", description="x " * 300)
    )
    assert queries.find("vergato", guest)[0].records == [exact, long]


def test_history_keeps_the_index(indexed, found, olga, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actor = history.save(ActorFactory.build(name="Bottega Nuova", slug=""), by=olga)
    assert found("bottega", olga) == ["Bottega Nuova"]
    with django_capture_on_commit_callbacks(execute=True):
        actor.name = "Officina Nuova"
        history.save(actor, by=olga)
    assert found("bottega", olga) == []
    assert found("officina", olga) == ["Officina Nuova"]
    with django_capture_on_commit_callbacks(execute=True):
        history.discard(actor, by=olga)
    assert found("officina", olga) == []
    assert not Document.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        history.restore(actor, by=olga)
    assert found("officina", olga) == ["Officina Nuova"]


def test_scripts_in_names_are_shown_as_text(client, indexed):
    indexed(ActorFactory(name="<script>alert(1)</script> Corte", description="la <b>corte</b> & altro"))
    page = client.get(reverse("search:results"), {"q": "corte"}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>Corte</mark>" in page
    assert "la &lt;b&gt;<mark>corte</mark>&lt;/b&gt; &amp; altro" in page


def test_one_kind_has_pages(client, indexed):
    indexed(*(ActorFactory(name=f"Corte {n}") for n in range(30)))
    everything = client.get(reverse("search:results"), {"q": "corte"})
    assert [len(rows) for _group, rows in everything.context["results"]] == [5]
    second = client.get(reverse("search:results"), {"q": "corte", "kind": "actors.actor", "page": "2"})
    assert [len(rows) for _group, rows in second.context["results"]] == [5]
    assert second.context["page"].paginator.count == 30


@pytest.mark.parametrize("page", ["0", "-1", "9999999", "x", "²"])
def test_a_strange_page_number_gives_a_page(page, client, indexed):
    indexed(ActorFactory(name="Corte"))
    assert (
        client.get(reverse("search:results"), {"q": "corte", "kind": "actors.actor", "page": page}).status_code == 200
    )


def test_the_api_finds_the_same(client, indexed):
    (actor,) = indexed(ActorFactory(name="Cooperativa La Corte"))
    assert client.get("/api/v1/search/", {"q": "corte"}).json() == [
        {
            "kind": "actors.actor",
            "public_id": str(actor.public_id),
            "reference": actor.reference,
            "title": "Cooperativa La Corte",
            "url": f"http://testserver{actor.get_absolute_url()}",
        }
    ]


@pytest.mark.parametrize("wrong", [{"kind": "x"}, {"limit": "0"}, {"limit": "x"}, {"limit": "1000"}])
def test_the_api_refuses_what_it_does_not_know(wrong, client, db):
    assert client.get("/api/v1/search/", {"q": "x"} | wrong).status_code == 400


def test_a_search_costs_the_same_queries_however_much_it_finds(client, indexed, django_assert_max_num_queries):
    indexed(*(ActorFactory(name=f"Corte {n}", seat=TerritoryFactory()) for n in range(4)))
    with django_assert_max_num_queries(4):
        client.get(reverse("search:results"), {"q": "corte"})
