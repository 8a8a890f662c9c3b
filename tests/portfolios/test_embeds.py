"""Pictures inside other people's pages: public records only, no cookie, their own rule about who may frame them."""

import re
from html import unescape

import pytest
from django.urls import reverse

from portfolios.models import Action, Portfolio

PICTURES = ["map", "matrix"]


def embedded(client, story, picture, **query):
    return client.get(reverse("portfolios:embed", args=[story.slug, picture]), query)


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_may_stand_in_any_page_and_leaves_no_cookie(client, story, picture):
    response = embedded(client, story, picture)
    assert response.status_code == 200
    assert "X-Frame-Options" not in response
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert not response.cookies
    assert "max-age=300" in response["Cache-Control"]
    assert "<script" not in response.content.decode()


def test_every_other_page_may_still_stand_in_none(client, story):
    response = client.get(reverse("portfolios:map", args=[story.slug]))
    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("level", ["link", "members", "team"])
def test_only_public_records_are_drawn_even_for_who_is_signed_in(client, story, olga, picture, level):
    client.force_login(olga)
    everything = embedded(client, story, picture).content
    Action.objects.filter(placements__portfolio=story).update(visibility=level, title="Segretissimo")
    response = embedded(client, story, picture)
    assert b"Segretissimo" not in response.content
    assert response.content != everything
    assert not response.context["desk"].world.actions


@pytest.mark.parametrize("level", ["link", "members", "team"])
def test_a_portfolio_that_is_not_public_is_not_embedded(client, story, olga, level):
    Portfolio.objects.update(visibility=level)
    client.force_login(olga)
    assert [embedded(client, story, picture).status_code for picture in PICTURES] == [404, 404]


def test_its_links_lead_to_the_pages_of_the_platform(client, story):
    for picture in PICTURES:
        found = set(re.findall(r'href="([^"]*)', embedded(client, story, picture).content.decode()))
        strange = {
            href
            for href in found
            if not href.startswith(("/static/", "/portfolios/", "/actions/", "/actors/", "/missions/"))
        }
        assert strange == set()


@pytest.mark.parametrize(("language", "word"), [("it", "Attori"), ("en", "Actors")])
def test_the_language_is_asked_in_the_address(client, story, language, word):
    text = embedded(client, story, "map", language=language).content.decode()
    assert f'lang="{language}"' in text
    assert word in text


@pytest.mark.parametrize(("page", "picture"), [("map", "map"), ("coverage", "matrix")])
def test_an_address_becomes_a_frame(client, story, settings, page, picture):
    address = settings.SITE_URL + reverse(f"portfolios:{page}", args=[story.slug])
    told = client.get(reverse("portfolios:oembed"), {"url": address, "maxwidth": "600"}).json()
    assert (told["version"], told["type"], told["width"]) == ("1.0", "rich", 600)
    assert told["title"] == story.mission.title
    source = unescape(re.search(r'src="([^"]*)', told["html"])[1])
    assert source == settings.SITE_URL + reverse("portfolios:embed", args=[story.slug, picture])


def test_the_page_tells_where_its_frame_is_described(client, story):
    text = client.get(reverse("portfolios:map", args=[story.slug])).content.decode()
    link = unescape(re.search(r'type="application/json\+oembed" href="([^"]*)', text)[1])
    assert client.get(link).json()["type"] == "rich"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://elsewhere.example/portfolios/x/map/",
        "{site}/actors/",
        "{site}/no/where/",
        "{site}/portfolios/nobody/map/",
    ],
)
def test_other_addresses_are_nothing(client, story, settings, address):
    asked = {"url": address.format(site=settings.SITE_URL)}
    assert client.get(reverse("portfolios:oembed"), asked).status_code == 404


def test_xml_is_not_spoken(client, story):
    assert client.get(reverse("portfolios:oembed"), {"url": "x", "format": "xml"}).status_code == 501
