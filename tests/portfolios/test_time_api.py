"""Snapshots, comparisons, versions and share links through the API."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from portfolios import services
from portfolios.models import Action, Portfolio, ShareLink, Snapshot
from portfolios.queries.figures import ANALYSES


def api(user=None):
    client = APIClient(headers={"accept-language": "en"})
    if user:
        client.force_login(user)
    return client


MAY = {"guest": 401, "chiara": 403, "bruno": 403, "ada": 403, "sara": 403, "olga": 201, "marta": 201}


@pytest.mark.parametrize("who", MAY)
def test_who_takes_snapshots_and_makes_links(story, cast, who):
    client = api(None if who == "guest" else cast[who])
    told = {"portfolio": str(story.public_id), "title": "Prima"}
    assert client.post("/api/v1/snapshots/", told).status_code == MAY[who]
    told = {"portfolio": str(story.public_id), "name": "La banca", "sections": ["map"]}
    assert client.post("/api/v1/share-links/", told).status_code == MAY[who]
    assert (Snapshot.objects.count(), ShareLink.objects.count()) == ((1, 1) if MAY[who] == 201 else (0, 0))


def test_a_snapshot_never_gives_its_content_as_a_whole(taken, olga):
    told = api(olga).get(f"/api/v1/snapshots/{taken.public_id}/").json()
    assert sorted(told) == [
        "as_of", "created_at", "digest", "portfolio", "public_id", "reference", "slug", "title", "updated_at",
        "version", "visibility",
    ]  # fmt: skip


def test_only_the_label_and_the_level_of_a_snapshot_change(taken, olga):
    address = f"/api/v1/snapshots/{taken.public_id}/"
    before = Snapshot.objects.get().content
    told = {"title": "Un'altra etichetta", "as_of": "2020-01-01", "digest": "x", "content": {}}
    api(olga).patch(address, told)
    stored = Snapshot.objects.get()
    assert (stored.title, stored.as_of, stored.digest) == ("Un'altra etichetta", taken.as_of, taken.digest)
    assert stored.content == before


@pytest.mark.parametrize("name", sorted(ANALYSES))
def test_every_analysis_reads_the_portfolio_as_it_was(taken, story, name):
    client = api()
    then = client.get(f"/api/v1/snapshots/{taken.public_id}/analyses/{name}/")
    assert then.status_code == 200
    Action.objects.filter(placements__portfolio=story).update(title="Cambiato", status="discontinued", cost=1)
    assert client.get(f"/api/v1/snapshots/{taken.public_id}/analyses/{name}/").json() == then.json()


def test_what_changed_is_told_in_rows(taken, story):
    one = Action.objects.filter(placements__portfolio=story).order_by("pk").first()
    Action.objects.filter(pk=one.pk).update(title="Nuovo titolo")
    rows = api().get(f"/api/v1/snapshots/{taken.public_id}/changes/").json()
    assert {"change": "changed", "field": "Title", "before": one.title, "after": "Nuovo titolo"}.items() <= rows[
        0
    ].items()


@pytest.mark.parametrize("to", ["nobody", "00000000-0000-0000-0000-000000000000"])
def test_a_wrong_other_side_is_said(taken, to):
    assert api().get(f"/api/v1/snapshots/{taken.public_id}/changes/", {"to": to}).status_code in (400, 404)


def test_the_key_is_told_once(story, olga):
    client = api(olga)
    told = {"portfolio": str(story.public_id), "name": "La banca", "sections": ["map"], "password": "valli vive"}
    made = client.post("/api/v1/share-links/", told).json()
    assert client.get(reverse("portfolios:shared", args=[made["key"]])).status_code == 200
    again = client.get(f"/api/v1/share-links/{made['id']}/").json()
    assert "key" not in again
    assert "password" not in again
    assert again["has_password"] is True


@pytest.mark.parametrize(("who", "code"), [("chiara", 404), ("ada", 403), ("marta", 200)])
def test_who_revokes(story, olga, cast, who, code):
    link, _key = services.share_portfolio(portfolio=story, name="La banca", sections=["map"], by=olga)
    assert api(cast[who]).post(f"/api/v1/share-links/{link.pk}/revoke/").status_code == code
    link.refresh_from_db()
    assert (link.revoked_at is not None) == (code == 200)


def test_the_next_version_opens_once(story, marta):
    Portfolio.objects.update(status="adopted")
    address = f"/api/v1/portfolios/{story.public_id}/versions/"
    assert api(marta).post(address).json()["number"] == story.number + 1
    refused = api(marta).post(address)
    assert refused.status_code == 400
    assert "A later version is already being prepared" in refused.content.decode()
    assert [one["number"] for one in api(marta).get(address).json()] == [story.number + 1, story.number]
