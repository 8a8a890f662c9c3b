"""Following a list as it is filtered: told once of what enters it, never of what one may not see."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from convergenze.notifications.models import Notification, Watch
from tests.factories.missions import ChallengeFactory
from tests.factories.notifications import WatchFactory

HOUSING = "theme=new_housing_and_working"


@pytest.fixture(params=["page", "api"])
def follow_list(request, client, cast):
    """``follow_list(kind, query, who=…)`` through the page or the API; returns the answer's code."""

    def page(kind, query, who):
        client.force_login(cast[who])
        return client.post(reverse("notifications:watch_new", args=[kind]) + f"?{query}", {"name": "Mie"}).status_code

    def api(kind, query, who):
        found = APIClient()
        found.force_login(cast[who])
        return found.post("/api/v1/watches/", {"kind": kind, "query": query, "name": "Mie"}).status_code

    return {"page": page, "api": api}[request.param]


def told(user):
    return [(str(one.subject), one.reason) for one in Notification.objects.filter(user=user).order_by("pk")]


@pytest.mark.parametrize("query", ["", HOUSING, f"page=2&{HOUSING}&q="])
def test_a_list_is_followed_once_by_what_it_asks(query, follow_list, chiara, db):
    for _again in range(2):
        assert follow_list("missions.challenge", query, "chiara") < 400
    watch = Watch.objects.get()
    assert (watch.user, watch.kind, watch.query, watch.name) == (
        chiara, "missions.challenge", HOUSING if HOUSING in query else "", "Mie",
    )  # fmt: skip


@pytest.mark.parametrize(("kind", "query"), [("accounts.user", ""), ("missions.challenge", "colour=red")])
def test_what_cannot_be_asked_is_not_followed(kind, query, follow_list, db):
    follow_list(kind, query, "chiara")
    assert not Watch.objects.exists()


@pytest.mark.parametrize(
    ("query", "themes", "level", "found"),
    [
        ("", [], "public", True),
        (HOUSING, ["new_housing_and_working"], "public", True),
        (HOUSING, ["climate_transition"], "public", False),
        ("", [], "team", False),
    ],
)
def test_who_follows_it_is_told_of_what_enters(query, themes, level, found, tell, chiara, db):
    WatchFactory(user=chiara, query=query)
    challenge = ChallengeFactory(title="Case vuote", status="adopted", visibility=level, themes=themes)
    tell(challenge, "create")
    assert told(chiara) == ([("Case vuote", "followed")] if found else [])


def test_each_record_is_told_once(tell, chiara, challenge):
    WatchFactory(user=chiara)
    for verb in ("propose", "frame", "adopt"):
        tell(challenge, verb)
    assert told(chiara) == [("Case vuote", "followed")]


def test_nobody_is_told_of_what_they_did(tell, chiara, challenge):
    WatchFactory(user=chiara)
    tell(challenge, "propose", by=chiara)
    assert told(chiara) == []


def test_lists_are_left_by_who_follows_them_only(client, chiara, bruno):
    watch = WatchFactory(user=chiara)
    stop = reverse("notifications:watch_stop", args=[watch.pk])
    client.force_login(bruno)
    assert client.post(stop).status_code == 404
    client.force_login(chiara)
    assert "Sfide" in client.get(reverse("notifications:preferences")).content.decode()
    assert client.post(stop).status_code == 302
    assert not Watch.objects.exists()


def test_every_list_on_offer_opens_and_can_be_followed(client, chiara):
    from convergenze.notifications import lists

    client.force_login(chiara)
    for one in lists._offered.values():
        assert reverse("notifications:watch_new", args=[one.kind]) in client.get(one.address()).content.decode()
        assert client.get(reverse("notifications:watch_new", args=[one.kind])).status_code == 200
