"""Alignment of a territory: shares, candidates, and pulling them in with one click."""

import datetime as dt

import pytest
from django.urls import reverse

from convergenze.search import services as search
from portfolios.models import Action, Contribution, Placement
from portfolios.queries.tabs import kept
from portfolios.queries.tabs.desk import open_desk
from portfolios.queries.tabs.network import network
from tests.bench.site import build_site


@pytest.fixture
def address(story):
    return reverse("portfolios:alignment", args=[story.slug])


@pytest.fixture
def outside():
    return Action.objects.get(code="C1")


def test_shares_are_those_of_the_analysis_and_candidates_are_what_is_outside(client, address, outside):
    context = client.get(address).context
    found = context["territory"].alignment
    assert (found.aligned, found.recorded, found.count, found.cost) == (3, 5, 0.6, 0.75)
    assert list(context["page"]) == [outside]


@pytest.mark.parametrize(("query", "count"), [("q=rotatoria", 1), ("q=piscina", 0), ("cost_min=1501", 0)])
def test_candidates_can_be_searched(client, address, query, count):
    search.index(Action.objects.all())
    assert len(client.get(f"{address}?{query}").context["page"]) == count


def test_a_filter_nobody_knows_is_told(client, address):
    assert "There is no filter called “colour”" in client.get(f"{address}?colour=red").content.decode()


def test_a_candidate_is_pulled_in_with_objective_weight_and_position(client, address, story, outside, olga):
    objective, position = story.mission.objectives.first(), story.positions.get()
    client.force_login(olga)
    answers = {"chosen": [outside.pk], "objective": objective.pk, "weight": 2, "position": position.pk}
    response = client.post(address, answers, follow=True)
    assert "1 action is now in the portfolio." in response.content.decode()
    assert Placement.objects.get(action=outside).position == position
    made = Contribution.objects.get(action=outside)
    assert (made.objective, made.weight, made.status) == (objective, 2, "claimed")


@pytest.mark.parametrize("chosen", [[], ["999999"], ["x"], ["-1"], ["9" * 40]])
def test_what_is_no_candidate_is_not_pulled_in(client, address, story, olga, chosen):
    client.force_login(olga)
    before = story.placements.count()
    assert client.post(address, {"chosen": chosen}).status_code == 302
    assert story.placements.count() == before


@pytest.mark.parametrize(("who", "status"), [("guest", 403), ("chiara", 403), ("ada", 403), ("olga", 302)])
def test_who_may_pull_in(client, address, outside, cast, who, status):
    if who != "guest":
        client.force_login(cast[who])
    assert client.post(address, {"chosen": [outside.pk]}).status_code == status


@pytest.fixture
def large(db):
    """More than forty placed actions: the map draws groups."""
    return build_site(actions=30, placed=45, team=8, objectives=3, municipalities=45, leads=5)


def test_from_forty_actions_on_the_map_draws_groups_that_open(large):
    desk = open_desk(large.portfolio, dt.date(2026, 10, 31), large.officer)
    drawn = network(desk)
    assert drawn.grouped
    assert {box.node.kind for box in drawn.picture.actions} == {"is-group"}
    assert len(drawn.rows) == 45
    group = drawn.picture.actions[0].node.key.removeprefix("g")
    opened = network(desk, group)
    singles = [box for box in opened.picture.actions if box.node.kind != "is-group"]
    assert opened.opened
    assert len(singles) == sum(f"p{a.position}" == group for a in desk.world.actions)


TABS = ["map", "coverage", "overlaps", "money", "indicators", "alignment", "summary"]


@pytest.mark.parametrize("tab", TABS)
def test_pages_cost_the_same_queries_for_five_actions_and_for_forty_five(
    client, large, tab, django_assert_max_num_queries
):
    client.force_login(large.officer)
    address = reverse(f"portfolios:{tab}", args=[large.portfolio.slug])
    client.get(address)
    with django_assert_max_num_queries(60) as many:
        client.get(address)
    Placement.objects.filter(pk__in=list(large.portfolio.placements.values_list("pk", flat=True)[5:])).delete()
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    # Lists that are empty for few actions save a query; nothing may grow with the rows.
    assert len(many) - len(few) <= 1


def test_pairs_are_found_again_only_when_what_is_compared_changes(large):
    day = dt.date(2026, 10, 31)

    def digest():
        desk = open_desk(large.portfolio, day, large.officer)
        return kept.digest(desk.world, desk.parameters)

    before = digest()
    one = large.portfolio.actions.first()
    Action.objects.filter(pk=one.pk).update(health="late")
    assert digest() == before
    Action.objects.filter(pk=one.pk).update(title="Tutt'altro")
    assert digest() != before
