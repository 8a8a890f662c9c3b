"""Every URL answers every persona without a 500: pages, API, GET and an empty POST."""

import pytest
from django.db import transaction
from django.urls import reverse

from tests.house.walking import addresses, fitting, places, plain

LIBRARIES = ("account_", "mfa_", "socialaccount", "usersessions", "oidc", "openid")
# Takes a second each time and does not depend on who asks; test_whole draws it.
DRAWN_ONCE = {"api:schema"}
GOOD = {200, 201, 202, 204, 301, 302, 303, 400, 401, 403, 404, 405, 409, 429}


@pytest.fixture
def reached(world, marta, client):
    """Per place, the addresses that are there for a manager (one is enough), or all when none is."""
    marta.is_superuser = True
    marta.save()
    client.force_login(marta)
    client.raise_request_exception = False
    return {place.name: _there(place, world, client) for place in places()}


def _there(place, world, client):
    first = None
    if place.name in DRAWN_ONCE:
        return None
    for address in addresses(place, fitting(place, world)):
        first = first or address
        with transaction.atomic():
            status = client.get(address).status_code
            transaction.set_rollback(True)
        if status >= 500 or status not in (404, 400):
            return address
    return first


def _answers(client, reached, method):
    wrong = {}
    for name, address in reached.items():
        if address is None or (name, method) == ("account_logout", "post") or name in DRAWN_ONCE:
            continue
        with transaction.atomic():
            status = getattr(client, method)(address).status_code
            transaction.set_rollback(True)
        if status not in GOOD:
            wrong[f"{name} {address}"] = status
    return wrong


# Who reads every page, and who also sends every form empty.
PERSONAS = {"guest": "get post", "bruno": "get", "sara": "get", "olga": "get post"}


def test_every_url_answers_every_persona(reached, cast, client):
    wrong = {}
    for who, methods in PERSONAS.items():
        client.logout()
        if who != "guest":
            client.force_login(cast[who])
        for method in methods.split():
            wrong |= {f"{who} {method} {page}": status for page, status in _answers(client, reached, method).items()}
    assert wrong == {}
    # The walk is worth something only if it finds the records.
    assert len(reached) > 60
    assert reached["home"] == reverse("home")


@pytest.mark.parametrize("value", ["1; DROP TABLE <script>", "\x00\U0001f600", "-1", "9" * 400])
def test_pages_without_arguments_survive_any_query(value, world, client, olga):
    client.force_login(olga)
    client.raise_request_exception = False
    wrong = {}
    for name, address in plain().items():
        if name.startswith(LIBRARIES):
            continue
        names = ["page", "q", "sort", "status", "territory", "kind", "family", "cursor", "page_size", "view", "as_of"]
        status = client.get(address, dict.fromkeys(names, value)).status_code
        if status not in GOOD:
            wrong[name] = status
    assert wrong == {}
