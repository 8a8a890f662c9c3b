"""Staff looking as others: they see less, change nothing, and it is written down."""

import pytest
from django.urls import reverse

from convergenze.history import services as history
from tests.factories.accounts import GrantFactory
from tests.factories.actors import ActorFactory
from tests.factories.portfolios import ActionFactory, PortfolioFactory


@pytest.fixture(autouse=True)
def _reads_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def levels(db):
    """An action at each level."""
    return {
        level: ActionFactory(title=f"Azione {level}", visibility=level)
        for level in ("public", "link", "members", "staff", "team")
    }


def look(client, user, kind, actor=None, follow=False):
    client.force_login(user)
    return client.post(reverse("view_as"), {"kind": kind, "actor": actor.slug if actor else ""}, follow=follow)


def seen(client):
    text = client.get(reverse("portfolios:action_list")).content.decode()
    return {level for level in ("public", "link", "members", "staff", "team") if f"Azione {level}" in text}


SEEN = {
    "visitor": {"public"},
    "link": {"public", "link"},
    "member": {"public", "link", "members"},
}


@pytest.mark.parametrize("kind", SEEN)
def test_the_pages_are_those_that_the_other_finds(client, olga, levels, kind):
    look(client, olga, kind)
    assert seen(client) == SEEN[kind]
    client.post(reverse("view_as_stop"))
    assert seen(client) == set(levels)


def test_the_people_of_an_actor_see_what_is_their_own(client, olga, bruno, cooperative, levels):
    own = ActionFactory(title="Azione della cooperativa", lead=cooperative, visibility="team")
    look(client, olga, "actor", cooperative)
    assert client.get(own.get_absolute_url()).status_code == 200
    assert client.get(levels["team"].get_absolute_url()).status_code == 404


def test_nobody_with_a_role_stands_for_an_actor(client, olga, bruno, cooperative):
    GrantFactory(user=bruno, role="administrator")
    response = look(client, olga, "actor", cooperative, follow=True)
    assert "Nobody of this actor has an account without other roles" in response.content.decode()
    assert "You are looking as" not in response.content.decode()


@pytest.mark.parametrize("kind", ["visitor", "member", "link"])
def test_nothing_is_changed_meanwhile(client, olga, kind):
    portfolio = PortfolioFactory(title="Prima", visibility="public", mission__visibility="public")
    look(client, olga, kind)
    for name in ("edit", "sharing", "versions"):
        response = client.post(reverse(f"portfolios:{name}", args=[portfolio.slug]), {"title": "Dopo"}, follow=True)
        assert "stop first, then change" in response.content.decode()
    portfolio.refresh_from_db()
    assert portfolio.title == "Prima"


def test_the_api_changes_nothing_either(client, olga):
    portfolio = PortfolioFactory(visibility="public", mission__visibility="public")
    look(client, olga, "visitor")
    address = f"/api/v1/portfolios/{portfolio.public_id}/"
    assert client.patch(address, {"title": "Dopo"}, content_type="application/json").status_code == 302
    portfolio.refresh_from_db()
    assert portfolio.title != "Dopo"


def test_every_page_says_as_whom_and_how_to_stop(client, olga):
    portfolio = PortfolioFactory(visibility="public", mission__visibility="public")
    look(client, olga, "visitor")
    page = reverse("portfolios:map", args=[portfolio.slug])
    text = client.get(page).content.decode()
    assert "You are looking as a visitor." in text
    stopped = client.post(reverse("view_as_stop"), {"next": page})
    assert stopped.url == page
    assert "You are looking as" not in client.get(page).content.decode()


def test_ones_own_pages_stay_ones_own(client, olga, bruno, cooperative):
    look(client, olga, "actor", cooperative)
    text = client.get(reverse("accounts:profile")).content.decode()
    assert "This page is your own" in text
    assert bruno.email not in text


MAY_LOOK = {"guest": 302, "chiara": 403, "bruno": 403, "anna": 403, "sara": 403, "ada": 403, "olga": 302, "marta": 302}


@pytest.mark.parametrize("who", MAY_LOOK)
def test_who_may_look(client, cast, who):
    if who != "guest":
        client.force_login(cast[who])
    assert client.post(reverse("view_as"), {"kind": "visitor"}).status_code == MAY_LOOK[who]


def test_it_ends_with_the_role(client, olga, levels):
    look(client, olga, "visitor")
    olga.grants.all().delete()
    assert seen(client) == {"public", "link", "members"}


def test_looking_is_written_down(client, olga):
    look(client, olga, "visitor")
    entry = history.entries_of(olga).first()
    assert (entry.verb, entry.by, entry.extra) == ("accounts.user.view_as", olga, {"kind": "visitor"})


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/"])
def test_stopping_leads_nowhere_else(client, olga, address):
    look(client, olga, "visitor")
    assert client.post(reverse("view_as_stop"), {"next": address}).url == reverse("home")


def test_an_actor_that_nobody_knows_is_not_looked_as(client, olga):
    assert look(client, olga, "actor", ActorFactory()).url == reverse("view_as")
