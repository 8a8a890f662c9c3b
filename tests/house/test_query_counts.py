"""Lists cost the same queries with one record as with three; a ratchet keeps what each page costs.

``UPDATE_QUERY_COUNTS=1 pytest tests/house/test_query_counts.py`` writes the present figures, to be committed with
the reason why they grew.
"""

import json
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.house.conftest import build_world
from tests.house.walking import plain

FILE = Path(__file__).parent / "query_counts.json"
# Pages whose queries depend on more than their rows, each with the reason.
EXEMPT = {
    "status": "reads the migrations",
    "home": "the next steps are one query per kind of work; its list of missions has its own test",
}


def pages():
    """{name: address} of the pages and API lists that need no argument and show records."""
    left_out = ("account_", "mfa_", "socialaccount", "usersessions", "oidc", "openid", "api:schema", "api:docs")
    return {name: at for name, at in plain().items() if not name.startswith(left_out) and name not in EXEMPT}


def count(client, address):
    client.get(address)  # content types, rules and templates are cached by the first request
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(address)
    return len(queries) if response.status_code == 200 else None


@pytest.fixture
def costs(client, olga, db):
    """{page: queries with three worlds}, after checking that one world costs the same."""
    client.force_login(olga)
    client.raise_request_exception = False  # test_every_page tells which page fails
    build_world()
    one = {name: count(client, address) for name, address in pages().items()}
    build_world(), build_world()
    three = {name: count(client, address) for name, address in pages().items()}
    assert {name: (one[name], three[name]) for name in one if one[name] != three[name]} == {}
    return {name: found for name, found in three.items() if found is not None}


def test_lists_cost_the_same_for_one_and_three_and_no_more_than_before(costs):
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        FILE.write_text(json.dumps(costs, indent=2, sort_keys=True) + "\n")
    known = json.loads(FILE.read_text()) if FILE.exists() else {}
    assert {name: (known[name], costs[name]) for name in known if costs.get(name, 0) > known[name]} == {}
