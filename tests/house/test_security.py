"""What holds for every page, whoever asks: docs/security.md tells which requirement each test answers."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from rest_framework.test import APIClient

from actors.models import Actor
from convergenze.accounts import services
from tests.factories.actors import ActorFactory
from tests.house.walking import addresses, places, plain

# Ended by allauth itself, or drawn without looking at any record; or posted by mail programs, with a signed address;
# or a share link's own password, sent without an origin since nobody may learn the key: it opens that link and no more.
LIBRARIES = (
    "account_logout", "api:schema", "openid", "socialaccount_signup", "notifications:stop", "portfolios:shared",
)  # fmt: skip


def test_no_post_passes_without_its_token(world, olga):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(olga)
    found = {}
    for place in places():
        if (address := next(addresses(place, world), None)) and not place.name.startswith(LIBRARIES):
            found[place.name] = client.post(address).status_code
    assert {name: status for name, status in found.items() if status not in (403, 405)} == {}
    assert sum(status == 403 for status in found.values()) > 100


def test_every_page_protects_its_reader(world, olga, client):
    client.force_login(olga)
    wrong = {}
    for name, address in plain().items():
        answer = client.get(address)
        policy = answer.headers.get("Content-Security-Policy", "")
        kept = (
            "unsafe-inline" not in policy and "unsafe-eval" not in policy and "default-src 'self'" in policy,
            answer.headers.get("X-Content-Type-Options") == "nosniff",
            answer.headers.get("Referrer-Policy") == "strict-origin-when-cross-origin",
            answer.headers.get("X-Frame-Options") == "DENY",
            "camera=()" in answer.headers.get("Permissions-Policy", ""),
        )
        if not all(kept):
            wrong[name] = kept
    assert wrong == {}


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_no_form_leads_elsewhere(elsewhere, chiara, client):
    _may_log_in(chiara)
    client.post(reverse("account_login"), {"login": chiara.email, "password": "una-frase-lunga", "next": elsewhere})
    asked = client.post(reverse("set_language"), {"language": "it", "next": elsewhere})
    assert asked.headers["Location"] == "/"
    entered = client.get(reverse("account_login"), {"next": elsewhere})
    assert "evil.example" not in entered.headers.get("Location", "")


def _may_log_in(user):
    user.set_password("una-frase-lunga")
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def test_the_session_is_another_one_after_login(chiara, client):
    _may_log_in(chiara)
    client.session.save()
    before = client.session.session_key
    client.post(reverse("account_login"), {"login": chiara.email, "password": "una-frase-lunga"})
    assert client.session.session_key != before


def test_guessing_a_password_is_stopped(chiara, client):
    cache.clear()
    _may_log_in(chiara)
    for _attempt in range(11):
        client.post(reverse("account_login"), {"login": chiara.email, "password": "sbagliata"})
    client.post(reverse("account_login"), {"login": chiara.email, "password": "una-frase-lunga"})
    assert "_auth_user_id" not in client.session
    cache.clear()


def _with_token(user, scope):
    token, key = services.issue_token(user=user, name="prova", scope=scope)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
    return token, client


def _challenge(client):
    return client.post("/api/v1/challenges/", {"title": "Prova", "question": "Perché?"}, format="json").status_code


def test_a_reading_key_does_not_write(chiara):
    _token, client = _with_token(chiara, "read")
    assert client.get("/api/v1/challenges/").status_code == 200
    assert _challenge(client) == 403
    assert _challenge(_with_token(chiara, "write")[1]) == 201


def test_a_key_ends_with_its_account_and_when_revoked(chiara):
    token, client = _with_token(chiara, "write")
    services.revoke_token(token=token, by=chiara)
    assert _challenge(client) == 401
    _token, client = _with_token(chiara, "write")
    type(chiara).objects.filter(pk=chiara.pk).update(is_active=False)
    assert _challenge(client) == 401


def test_a_cell_is_never_a_formula(db, client):
    ActorFactory(name='=HYPERLINK("https://evil.example")', slug="formula")
    lines = b"".join(client.get(reverse("actors:list"), {"format": "csv"}).streaming_content).decode()
    assert ";\"'=HYPERLINK(" in lines


def test_what_people_write_is_never_markup(db, client):
    actor = ActorFactory(name="<b>Ente</b>", description="<script>alert(1)</script>")
    page = client.get(actor.get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in page
    assert "<b>Ente" not in page
    with pytest.raises(ValidationError) as refused:
        ActorFactory.build(name="Ente", website="javascript:alert(1)").full_clean()
    assert "website" in refused.value.message_dict


def test_uploads_have_no_address(db):
    for address in ("/media/imports/x", "/var/media/imports/x"):
        with pytest.raises(Resolver404):
            resolve(address)


@pytest.mark.parametrize(("who", "sees"), [("guest", False), ("chiara", False), ("ada", False), ("olga", True)])
def test_contacts_are_for_who_keeps_them(who, sees, cast, client):
    actor = Actor.objects.get(name="Comune di Valfiorita")
    mail = actor.memberships.get().person.email
    if who != "guest":
        client.force_login(cast[who])
    pages = [client.get(address).content.decode() for address in (actor.get_absolute_url(), "/api/v1/people/")]
    assert [mail in page for page in pages] == [sees, sees]
