"""Confirmed links drawn on a ring, with the same in a table, the anchors and the actions on their own."""

from itertools import combinations

import pytest
from django.urls import reverse

from portfolios.pictures.ring import ring
from tests.factories.portfolios import ActionFactory, ActionLinkFactory, PlacementFactory


def test_linked_actions_stand_on_the_ring_and_larger_with_more_links():
    picture = ring({"a": "A", "b": "B", "c": "C"}, [("a", "b"), ("a", "c")])
    sizes = {spot.key: float(spot.radius) for spot in picture.spots}
    assert sizes["a"] > sizes["b"] == sizes["c"]
    assert (len(picture.curves), picture.width) == (2, 1000)


@pytest.mark.parametrize("count", [2, 7, 40, 150])
def test_nothing_stands_on_or_outside_anything(count):
    links = [(n, (n * 7 + 3) % count) for n in range(count) if n != (n * 7 + 3) % count]
    picture = ring({n: f"Azione dal nome piuttosto lungo {n}" for n in range(count)}, links)
    spots = [(float(spot.x), float(spot.y)) for spot in picture.spots]
    assert len({spot.key for spot in picture.spots}) == count
    assert all(0 < x < picture.width and 0 < y < picture.height for x, y in spots)
    assert all((ax - bx) ** 2 + (ay - by) ** 2 > 1 for (ax, ay), (bx, by) in combinations(spots, 2))


@pytest.fixture
def web(portfolio):
    """Four public actions: the first is linked with the other three; a fifth stands alone."""
    actions = [ActionFactory(code=f"W{n}", title=f"Azione {n}") for n in range(5)]
    for action in actions:
        PlacementFactory(portfolio=portfolio, action=action)
    for other in actions[1:4]:
        ActionLinkFactory(one=actions[0], other=other, kind="synergy", status="confirmed")
    return actions


def page(client, user, portfolio):
    client.force_login(user)
    return client.get(reverse("portfolios:overlaps", args=[portfolio.slug])).context["graph"]


def test_the_page_tells_links_anchors_and_who_is_alone(client, olga, portfolio, web):
    found = page(client, olga, portfolio)
    assert [(row.action.code, len(row.others), row.is_anchor) for row in found.rows] == [
        ("W0", 3, True), ("W1", 1, False), ("W2", 1, False), ("W3", 1, False),
    ]  # fmt: skip
    assert [action.code for action in found.isolated] == ["W4"]
    assert {mark.action.code: mark.family for mark in found.marks} == dict.fromkeys(
        ("W0", "W1", "W2", "W3"), "public_administration"
    )


def test_duplications_and_open_proposals_join_nothing(client, olga, portfolio, web):
    type(web[0]).objects.all()
    web[0].links_out.update(kind="duplication")
    assert page(client, olga, portfolio).picture is None
    web[0].links_out.update(kind="synergy", status="under_review")
    assert page(client, olga, portfolio).picture is None


def test_a_link_to_a_hidden_action_is_not_drawn(client, chiara, sara, portfolio, web):
    found = page(client, chiara, portfolio)
    assert (found.picture, found.rows) == (None, [])
    type(web[1]).objects.filter(pk=web[1].pk).update(visibility="team")
    codes = {mark.action.code for mark in page(client, sara, portfolio).marks}
    assert codes == {"W0", "W1", "W2", "W3"}
    portfolio.placements.filter(action=web[1]).delete()
    assert {mark.action.code for mark in page(client, sara, portfolio).marks} == {"W0", "W2", "W3"}
