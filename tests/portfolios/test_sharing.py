"""Share links: what their holder reads, and everything that ends them."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from convergenze.accounts.models import Grant
from portfolios import services
from portfolios.models import Action, Portfolio, ShareLink
from tests.factories.actors import ActorFactory, PersonFactory
from tests.factories.governance import BodyFactory, CommitmentFactory, DecisionFactory, ProcedureFactory, SeatFactory

SECTIONS = ["map", "coverage", "actions", "money", "indicators", "governance"]


@pytest.fixture(autouse=True)
def _no_opening_counted_before():
    cache.clear()


@pytest.fixture
def share(story, olga):
    """``share(sections=…)``: the address of a new link of the officer's."""

    def make(**how):
        given = {"name": "La banca", "sections": SECTIONS, "by": olga} | how
        _link, key = services.share_portfolio(portfolio=story, **given)
        return reverse("portfolios:shared", args=[key])

    return make


def text_of(response):
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()))


def test_a_partner_without_an_account_reads_the_pages_that_were_shared(client, share):
    address = share()
    for page in ("", *(f"{section}/" for section in SECTIONS)):
        response = client.get(address + page)
        assert response.status_code == 200, page
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "section", ["money", "indicators", "overlaps", "summary", "alignment", "governance", "detail", "versions", "x"]
)
def test_a_page_that_was_not_shared_is_not_there(client, share, section):
    assert client.get(f"{share(sections=['map', 'actions'])}{section}/").status_code == 404


def test_no_page_of_a_link_leads_back_into_the_house(client, share):
    address = share()
    for page in ("", *(f"{section}/" for section in SECTIONS)):
        found = set(re.findall(r'href="(/[^"#?]*)', client.get(address + page).content.decode()))
        inside = {href for href in found if not href.startswith(("/static/", address))}
        assert inside == set(), page


@pytest.mark.parametrize(("level", "seen"), [("public", True), ("link", True), ("members", False), ("team", False)])
def test_its_holder_reads_what_is_for_who_has_the_link(client, share, story, level, seen):
    hidden = Action.objects.filter(placements__portfolio=story).first()
    Action.objects.filter(pk=hidden.pk).update(title="Segretissimo", visibility=level)
    address = share()
    for page in ("map/", "actions/"):
        assert ("Segretissimo" in client.get(address + page).content.decode()) is seen


def test_a_member_who_opens_it_reads_what_everybody_reads_with_it(client, share, story, olga):
    Action.objects.filter(placements__portfolio=story).update(visibility="team")
    client.force_login(olga)
    assert not client.get(f"{share()}map/").context["desk"].world.actions


def test_only_the_digest_of_its_key_is_kept(share):
    key = share().split("/")[2]
    link = ShareLink.objects.get()
    kept = " ".join(str(getattr(link, field.attname)) for field in link._meta.concrete_fields)
    assert key not in kept
    assert services.share_link_of(key) == link


def revoke(link, story):
    services.revoke_share_link(link=link, by=link.created_by)


def expire(link, story):
    ShareLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def take_rights_away(link, story):
    Grant.objects.filter(user=link.created_by).delete()


def close_the_account(link, story):
    type(link.created_by).objects.filter(pk=link.created_by_id).update(is_active=False)


def narrow_the_portfolio(link, story):
    Portfolio.objects.update(visibility="members")


def narrow_the_mission(link, story):
    type(story.mission).objects.update(visibility="members")


@pytest.mark.parametrize(
    "end", [revoke, expire, take_rights_away, close_the_account, narrow_the_portfolio, narrow_the_mission]
)
def test_what_ends_a_link(client, share, story, end):
    address = share()
    assert client.get(address).status_code == 200
    end(ShareLink.objects.get(), story)
    for page in ("", "map/"):
        response = client.get(address + page)
        assert response.status_code == 410
        assert "This link no longer works" in text_of(response)
        assert story.title not in text_of(response)


def test_a_key_that_was_never_given_is_not_there(client, story):
    assert client.get(reverse("portfolios:shared", args=["nobody-gave-this"])).status_code == 404


def test_a_password_is_asked_first_and_remembered(client, share):
    address = share(password="valli vive")
    asked = client.get(f"{address}map/")
    assert "This link has a password" in text_of(asked)
    assert "desk" not in asked.context
    wrong = client.post(f"{address}map/", {"password": "valli morte"})
    assert (wrong.status_code, "This is not the password." in text_of(wrong)) == (403, True)
    right = client.post(f"{address}map/", {"password": "valli vive"}, follow=True)
    assert (right.status_code, "desk" in right.context) == (200, True)
    assert client.get(address).context["desk"]


def test_the_password_of_one_link_does_not_open_another(client, share):
    first, second = share(password="valli vive"), share(password="monti vivi")
    client.post(first, {"password": "valli vive"})
    assert "This link has a password" in text_of(client.get(second))


def test_passwords_are_not_guessed(client, share):
    address = share(password="valli vive")
    codes = [client.post(address, {"password": f"guess {n}"}).status_code for n in range(7)]
    assert codes == [403] * 5 + [429] * 2
    assert client.post(address, {"password": "valli vive"}).status_code == 429


def test_openings_are_counted_once_a_visit(client, share):
    address = share()
    for page in ("", "map/", "money/"):
        client.get(address + page)
    link = ShareLink.objects.get()
    assert (link.opened, link.last_opened_at is not None) == (1, True)
    client.cookies.clear()
    client.get(address)
    link.refresh_from_db()
    assert link.opened == 2


def test_nobody_opens_a_thousand_pages_a_minute(client, share, settings):
    address = share()
    codes = {client.get(f"{address}nothing/").status_code for _n in range(240)}
    assert codes == {404}
    assert client.get(f"{address}map/").status_code == 429


def test_a_link_to_a_snapshot_shows_that_day(client, share, story, olga):
    snapshot = services.take_snapshot(portfolio=story, title="In giugno", by=olga)
    address = share(snapshot=snapshot)
    Action.objects.filter(placements__portfolio=story).update(title="Cambiato")
    text = text_of(client.get(f"{address}actions/"))
    assert "In giugno" in text
    assert "Cambiato" not in text


@pytest.mark.parametrize(("level", "seen"), [("public", True), ("link", True), ("members", False), ("team", False)])
def test_its_holder_reads_who_decides_and_who_promised_what(client, share, story, level, seen):
    mission, actor = story.mission, ActorFactory(name="Banca delle Valli", visibility="public")
    body = BodyFactory(name="Cabina di regia", mission=mission, visibility=level)
    SeatFactory(body=body, actor=actor, person=PersonFactory(name="Mario Rossi"))
    DecisionFactory(title="Un'agenda sola", mission=mission, visibility=level, status="adopted")
    CommitmentFactory(title="Plafond di prestiti", mission=mission, actor=actor, visibility=level, status="accepted")
    ProcedureFactory(title="Abitare e prossimità", mission=mission, authority=actor, visibility=level)
    text = text_of(client.get(f"{share(sections=['governance'])}governance/"))
    names = ("Cabina di regia", "Banca delle Valli", "Un'agenda sola", "Plafond di prestiti", "Abitare e prossimità")
    assert [name in text for name in names] == [seen] * len(names)
    assert "Mario Rossi" not in text


def test_a_link_to_a_snapshot_leaves_governance_out(client, share, taken):
    address = share(snapshot=taken)
    assert ShareLink.objects.get().sections == SECTIONS[:-1]
    assert client.get(f"{address}governance/").status_code == 404


def test_nothing_is_written_through_a_link(client, share):
    assert client.post(f"{share()}map/", {"title": "x"}).status_code == 405


@pytest.mark.parametrize("what", ["portfolio", "mission"])
def test_what_is_not_for_who_has_a_link_is_not_shared(client, story, olga, what):
    record = story if what == "portfolio" else story.mission
    type(record).objects.filter(pk=record.pk).update(visibility="members")
    client.force_login(olga)
    told = {"name": "La banca", "sections": ["map"], "lasts": "30"}
    response = client.post(reverse("portfolios:sharing", args=[story.slug]), told)
    assert "First let “whoever has the link” see the mission and this portfolio" in text_of(response)
    assert not ShareLink.objects.exists()


MAY_SHARE = {"guest": 403, "chiara": 403, "bruno": 403, "ada": 403, "sara": 403, "olga": 200, "marta": 200}


@pytest.mark.parametrize("who", MAY_SHARE)
def test_who_shares(client, story, cast, who):
    if who != "guest":
        client.force_login(cast[who])
    told = {"name": "La banca", "sections": ["map"], "lasts": "30"}
    response = client.post(reverse("portfolios:sharing", args=[story.slug]), told)
    assert response.status_code == MAY_SHARE[who]
    assert ShareLink.objects.exists() == (who in ("olga", "marta"))


def test_the_link_is_shown_once(client, story, olga):
    client.force_login(olga)
    told = {"name": "La banca", "sections": ["map"], "lasts": "30", "password": ""}
    page = reverse("portfolios:sharing", args=[story.slug])
    address = re.search(r"/s/[\w-]+/", client.post(page, told).content.decode())[0]
    assert client.get(address).status_code == 200
    assert address not in client.get(page).content.decode()


@pytest.mark.parametrize(("who", "code"), [("chiara", 404), ("bruno", 404), ("ada", 403), ("marta", 302)])
def test_who_revokes(client, share, cast, who, code):
    share()
    client.force_login(cast[who])
    link = ShareLink.objects.get()
    assert client.post(reverse("portfolios:share_revoke", args=[link.pk])).status_code == code
    link.refresh_from_db()
    assert (link.revoked_at is not None) == (who == "marta")
