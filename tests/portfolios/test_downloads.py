"""A portfolio as files: every format opens, and holds what the reader may see."""

import csv
import io
import json

import networkx
import pytest
from django.urls import reverse
from openpyxl import load_workbook

from portfolios import services
from portfolios.models import Action, Portfolio

KINDS = ["csv", "xlsx", "json", "gexf", "story"]


def fetch(client, story, kind, **query):
    response = client.get(reverse("portfolios:export", args=[story.slug, kind]), query)
    assert response.status_code == 200
    return b"".join(response) if response.streaming else response.content


def titles(kind, content):
    """The titles of the actions in a file."""
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
        return sorted(row[1] for row in rows[1:])
    if kind == "xlsx":
        sheet = load_workbook(io.BytesIO(content)).active
        return sorted(row[1] for row in sheet.iter_rows(min_row=2, values_only=True))
    if kind == "gexf":
        graph = networkx.read_gexf(io.BytesIO(content))
        return sorted(node["label"] for _key, node in graph.nodes(data=True) if node["kind"] == "action")
    return sorted(action["title"] for action in json.loads(content)["actions"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_holds_the_actions_that_the_reader_sees(client, story, kind):
    seen = sorted(Action.objects.filter(placements__portfolio=story).values_list("title", flat=True))
    assert titles(kind, fetch(client, story, kind)) == seen
    Action.objects.filter(placements__portfolio=story).update(visibility="team")
    assert titles(kind, fetch(client, story, kind)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_hidden_action_and_a_hidden_actor_are_in_no_file(client, story, chiara, kind):
    hidden = Action.objects.filter(placements__portfolio=story).order_by("pk").first()
    Action.objects.filter(pk=hidden.pk).update(visibility="team", title="Segretissimo")
    lead = hidden.lead
    lead.name, lead.visibility = "Nascosto", "team"
    lead.save()
    client.force_login(chiara)
    content = fetch(client, story, kind)
    text = str(titles(kind, content)) + ("" if kind == "xlsx" else content.decode())
    assert "Segretissimo" not in text
    assert "Nascosto" not in text


def test_the_graph_joins_actors_actions_objectives_and_the_mission(client, story):
    graph = networkx.read_gexf(io.BytesIO(fetch(client, story, "gexf")))
    kinds = networkx.get_node_attributes(graph, "kind")
    joined = {(kinds[a], edge["kind"], kinds[b]) for a, b, edge in graph.edges(data=True)}
    assert joined == {
        ("actor", "lead", "action"),
        ("actor", "partner", "action"),
        ("action", "contributes", "objective"),
        ("objective", "serves", "mission"),
    }
    first = Action.objects.filter(placements__portfolio=story).order_by("pk").first()
    contribution = first.contributions.order_by("pk").first()
    assert graph[f"z{first.pk}"][f"o{contribution.objective_id}"]["weight"] == contribution.weight


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "gexf"])
def test_a_snapshot_goes_out_as_it_was(client, story, olga, kind):
    taken = services.take_snapshot(portfolio=story, title="In giugno", by=olga)
    before = titles(kind, fetch(client, story, kind))
    Action.objects.update(title="Cambiato")
    assert titles(kind, fetch(client, story, kind, snapshot=taken.slug)) == before


@pytest.mark.parametrize("kind", ["pdf", "exe", "story"])
def test_what_cannot_be_written_is_not_there(client, story, olga, kind):
    taken = services.take_snapshot(portfolio=story, title="In giugno", by=olga)
    page = reverse("portfolios:export", args=[story.slug, kind])
    assert client.get(page, {"snapshot": taken.slug}).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_a_portfolio_out_of_sight_is_no_file(client, story, kind):
    Portfolio.objects.update(visibility="team")
    assert client.get(reverse("portfolios:export", args=[story.slug, kind])).status_code == 404
