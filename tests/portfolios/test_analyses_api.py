"""The API of analyses: the same figures as the pages, the same doors."""

import json
from pathlib import Path

import pytest

from convergenze.accounts.services import clock
from portfolios import services
from portfolios.models import Portfolio
from portfolios.queries.figures import ANALYSES


@pytest.fixture
def base(db):
    text = Path("tests/portfolios/analysis/small_story.json").read_text(encoding="utf-8")
    services.load_story(story=json.loads(text), by=clock())
    return f"/api/v1/portfolios/{Portfolio.objects.get().public_id}/analyses/"


def get(client, base, name, query="as_of=2026-01-01"):
    return client.get(f"{base}{name}/?{query}")


def test_every_analysis_has_an_address(client, base):
    found = client.get(base).json()
    assert list(found) == list(ANALYSES)
    for address in found.values():
        assert client.get(address).status_code == 200


def test_an_answer_says_what_it_is_made_of(client, base):
    found = get(client, base, "money").json()
    names = ("analysis", "as_of", "actions_seen", "actions_hidden", "secured", "open_gap")
    assert {name: found[name] for name in names} == {
        "analysis": "money", "as_of": "2026-01-01", "actions_seen": 4, "actions_hidden": 0,
        "secured": "1200.00", "open_gap": "3200.00",
    }  # fmt: skip


def test_coverage_takes_columns(client, base):
    found = get(client, base, "coverage", "as_of=2026-01-01&columns=horizon").json()
    assert [cell["column"] for cell in found["rows"][0]["cells"]] == ["H1", "H2-", "H2+", "H3"]
    found = get(client, base, "coverage").json()
    assert (found["covered"], found["required"]) == (3, 4)


@pytest.mark.parametrize(
    ("name", "query", "status"),
    [
        ("astrology", "", 404),
        ("money", "as_of=yesterday", 400),
        ("money", "colour=red", 400),
        ("coverage", "columns=colour", 400),
    ],
)
def test_what_cannot_be_answered_is_refused(client, base, name, query, status):
    assert get(client, base, name, query).status_code == status


@pytest.mark.parametrize(("who", "pairs"), [("guest", []), ("chiara", []), ("olga", [("B1", "B2")])])
def test_pairs_are_for_those_they_concern(client, base, cast, who, pairs):
    if who != "guest":
        client.force_login(cast[who])
    found = get(client, base, "overlaps").json()["pairs"]
    assert [(pair["one"]["code"], pair["other"]["code"]) for pair in found] == pairs


def test_visitors_do_not_learn_how_many_overlaps_there_are(client, base, olga):
    assert get(client, base, "profile").json()["bars"]["overlaps_decided"] is None
    client.force_login(olga)
    assert get(client, base, "profile").json()["bars"]["overlaps_decided"] == 0.5


def test_a_portfolio_out_of_sight_does_not_exist(client, base, chiara):
    Portfolio.objects.update(visibility="team")
    client.force_login(chiara)
    assert get(client, base, "money").status_code == 404
