"""The same acts through the API: same rows, same rights, same sentences."""

import pytest
from rest_framework.test import APIClient

from actors import services
from actors.models import Actor, ClaimRequest, Territory
from tests.factories.actors import ActorFactory, ActorResourceFactory, MembershipFactory, PersonFactory, TieFactory

API = "/api/v1"


@pytest.fixture
def api(cast):
    """``api("olga")``: a client in which she is known."""

    def known(name):
        client = APIClient(HTTP_ACCEPT_LANGUAGE="en")
        if name != "guest":
            client.force_authenticate(cast[name])
        return client

    return known


def names(response):
    return sorted(row["name"] for row in response.json()["results"])


def test_rows_and_filters_are_those_of_the_page(api, municipality, cooperative):
    Actor.objects.filter(pk=cooperative.pk).update(visibility="team")
    assert {who: names(api(who).get(f"{API}/actors/")) for who in ("guest", "bruno")} == {
        "guest": ["Comune di Valfiorita"],
        "bruno": ["Comune di Valfiorita", "Cooperativa La Corte"],
    }
    assert names(api("olga").get(f"{API}/actors/?family=cooperation")) == ["Cooperativa La Corte"]
    assert api("olga").get(f"{API}/actors/?colour=red").json()["errors"][0]["pointer"] == "#/colour"


def test_an_officer_creates_and_a_visitor_is_asked_who_they_are(api, valleys):
    data = {"name": "Nuova", "kind": "worker_coop", "seat": str(valleys["vergato"].public_id), "visibility": "public"}
    assert [api(who).post(f"{API}/actors/", data).status_code for who in ("guest", "chiara", "ada")] == [401, 403, 403]
    made = api("olga").post(f"{API}/actors/", data)
    assert (made.status_code, made.json()["family"], made.json()["seat"]) == (201, "cooperation", data["seat"])
    assert api("olga").get(f"{API}/actors/{made.json()['public_id']}/history/").json()[0]["by"] == "Olga"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("tax_code", "123", "Eleven digits"),
        ("kind", "wizard", "not a valid choice"),
        ("seat", "3f0a", "3f0a"),
        ("website", "javascript:alert(1)", "valid URL"),
    ],
)
def test_wrong_values_get_a_problem_with_a_pointer(api, db, field, value, said):
    answer = api("olga").post(f"{API}/actors/", {"name": "Nuova", "kind": "worker_coop", field: value})
    error = answer.json()["errors"][0]
    assert (answer.status_code, answer["Content-Type"], error["pointer"]) == (
        400, "application/problem+json", f"#/{field}",
    )  # fmt: skip
    assert said in error["detail"]


def test_a_late_change_is_refused_and_a_double_too(api, municipality):
    url = f"{API}/actors/{municipality.public_id}/"
    assert api("anna").patch(url, {"name": "Alfa", "version": 1}).status_code == 200
    assert api("anna").patch(url, {"name": "Beta", "version": 1}).status_code == 409
    ActorFactory(tax_code="01232710374")
    refused = api("anna").patch(url, {"tax_code": "01232710374"})
    assert (refused.status_code, "already has this tax code" in refused.content.decode()) == (400, True)


def test_a_merged_actor_answers_with_the_survivors_address(api, marta, municipality, cooperative):
    url = f"{API}/actors/{municipality.public_id}"
    data = {"drop": str(cooperative.public_id), "choices": {"name": "drop"}}
    assert [api(who).post(f"{url}/merge/", data).status_code for who in ("anna", "olga", "marta")] == [403, 403, 200]
    answer = api("guest").get(f"{API}/actors/{cooperative.public_id}/")
    assert (answer.status_code, answer["Location"]) == (301, f"http://testserver{url}/")
    assert names(api("guest").get(f"{API}/actors/")) == ["Cooperativa La Corte"]
    assert api("marta").post(f"{url}/undo-merge/").json()["name"] == "Cooperativa La Corte"
    assert api("marta").post(f"{url}/undo-merge/").status_code == 404


def test_claims_go_through_the_same_service(api, chiara, municipality):
    data = {"actor": str(municipality.public_id), "motivation": "Ci lavoro.", "role": "editor"}
    assert [api("chiara").post(f"{API}/claims/", data).status_code for _ in range(2)] == [201, 400]
    assert api("anna").post(f"{API}/claims/", data).status_code == 403
    url = f"{API}/claims/{ClaimRequest.objects.get().pk}"
    assert api("bruno").get(f"{url}/").status_code == 404
    assert api("chiara").post(f"{url}/approve/").status_code == 403
    assert api("olga").post(f"{url}/decline/").status_code == 400
    assert api("olga").post(f"{url}/approve/").json()["status"] == "approved"
    assert api("olga").post(f"{url}/approve/").status_code == 409
    assert municipality.memberships.filter(person__account=chiara).exists()


def test_contacts_are_for_colleagues_and_officers(api, cooperative):
    MembershipFactory(actor=cooperative, person=PersonFactory(name="Segreta"))
    seen = {
        who: "Segreta" in names(api(who).get(f"{API}/people/")) for who in ("guest", "chiara", "ada", "bruno", "olga")
    }
    assert seen == {"guest": False, "chiara": False, "ada": False, "bruno": True, "olga": True}
    rows = {who: len(api(who).get(f"{API}/memberships/").json()["results"]) for who in ("guest", "ada", "olga")}
    assert rows["guest"] == rows["ada"] == 0 < rows["olga"]


def test_bonds_are_written_by_who_writes_the_actor(api, municipality, cooperative):
    tie = {"one": str(municipality.public_id), "other": str(cooperative.public_id), "kind": "agreement"}
    assert [api(who).post(f"{API}/ties/", tie).status_code for who in ("guest", "bruno", "anna", "anna")] == [
        401, 403, 201, 400,
    ]  # fmt: skip
    line = {"actor": str(municipality.public_id), "direction": "offer", "resource": "data", "tag": "case"}
    made = api("anna").post(f"{API}/resources/", line)
    assert made.status_code == 201
    moved = {"actor": str(cooperative.public_id)}
    assert api("anna").patch(f"{API}/resources/{made.json()['id']}/", moved).status_code == 403
    assert api("bruno").delete(f"{API}/resources/{made.json()['id']}/").status_code == 403
    assert api("anna").delete(f"{API}/resources/{made.json()['id']}/").status_code == 204


def test_a_hidden_actor_cannot_be_named(api, municipality, cooperative):
    Actor.objects.filter(pk=cooperative.pk).update(visibility="team")
    tie = {"one": str(municipality.public_id), "other": str(cooperative.public_id), "kind": "agreement"}
    assert api("anna").post(f"{API}/ties/", tie).status_code == 400
    TieFactory(one=municipality, other=cooperative)
    assert api("anna").get(f"{API}/ties/").json()["results"] == []


def test_a_territory_is_moved_through_the_tree_service(api, valleys):
    url = f"{API}/territories/{valleys['province'].public_id}/"
    assert api("anna").patch(url, {"parent": None}).status_code == 403
    assert api("olga").patch(url, {"parent": None}).status_code == 200
    assert Territory.objects.get(name="Vergato").path == f"/{valleys['province'].pk}/{valleys['vergato'].pk}/"
    refused = api("olga").patch(url, {"members": [str(valleys["vergato"].public_id)]})
    assert "Only unions" in refused.content.decode()
    assert api("guest").get(f"{url}boundary/").json()["geometry"] is None


def test_likely_doubles_are_told(api, cooperative):
    found = api("guest").get(f"{API}/actors/duplicates/?name=cooperativa la cortte").json()
    assert [(row["name"], row["reason"]) for row in found] == [("Cooperativa La Corte", "a very similar name")]


@pytest.mark.parametrize("name", ["actors", "territories", "ties", "resources", "memberships", "people", "claims"])
def test_lists_cost_the_same_for_one_row_and_for_three(api, olga, valleys, name, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def rows():
        actor, other = ActorFactory(seat=valleys["vergato"]), ActorFactory()
        actor.works_in.set([valleys["vergato"]])
        TieFactory(one=actor, other=other)
        ActorResourceFactory(actor=actor)
        MembershipFactory(actor=actor)
        services.claim_actor(actor=actor, motivation="x", by=olga)

    rows()
    client = api("olga")
    client.get(f"{API}/{name}/")
    with CaptureQueriesContext(connection) as once:
        client.get(f"{API}/{name}/")
    rows(), rows()
    with django_assert_num_queries(len(once)):
        client.get(f"{API}/{name}/")
