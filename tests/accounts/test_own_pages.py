"""One's own account: profile, language, keys, data."""

import datetime
import io
import json
import zipfile

import pytest
from allauth.usersessions.models import UserSession
from django.urls import reverse
from django.utils import timezone

from convergenze.accounts import services
from convergenze.accounts.models import Token

OWN_PAGES = ["accounts:profile", "accounts:tokens", "accounts:data"]


@pytest.mark.parametrize("name", OWN_PAGES)
def test_own_pages_ask_visitors_to_log_in(name, client, db):
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", OWN_PAGES)
def test_own_pages_open_for_anybody_signed_in(name, client, chiara):
    client.force_login(chiara)
    assert client.get(reverse(name)).status_code == 200


def test_a_person_changes_name_and_language(client, chiara):
    client.force_login(chiara)
    client.post(reverse("accounts:profile"), {"name": "Chiara Neri", "language": "it"})
    chiara.refresh_from_db()
    assert (chiara.name, chiara.language) == ("Chiara Neri", "it")


def test_the_language_of_an_account_follows_it_to_any_machine(client, chiara):
    client.force_login(chiara)
    client.post(reverse("set_language"), {"language": "it", "next": "/"})
    chiara.refresh_from_db()
    assert chiara.language == "it"
    client.cookies.pop("django_language")
    page = client.get(reverse("accounts:profile"), headers={"accept-language": "en"})
    assert page.headers["Content-Language"] == "it"


def test_a_visitors_language_is_kept_by_a_cookie(client, db):
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert client.get("/", headers={"accept-language": "it"}).headers["Content-Language"] == "en"


def test_a_strange_language_changes_nothing(client, chiara):
    client.force_login(chiara)
    client.post(reverse("set_language"), {"language": "<x>", "next": "/"})
    chiara.refresh_from_db()
    assert chiara.language == "en"


def test_a_key_is_shown_once_and_works_until_revoked(client, chiara):
    client.force_login(chiara)
    page = client.post(reverse("accounts:tokens"), {"name": "Foglio", "scope": "read", "lifetime": "90"})
    key, token = page.context["key"], Token.objects.get()
    assert key in page.content.decode()
    assert key not in client.get(reverse("accounts:tokens")).content.decode()
    assert token.digest == services.digest_of(key)
    assert (token.expires_at - timezone.now()).days == 89
    client.logout()
    header = {"authorization": f"Bearer {key}"}
    assert client.get("/api/v1/search/?q=x", headers=header).status_code == 200
    client.force_login(chiara)
    client.post(reverse("accounts:token_revoke", args=[token.pk]))
    client.logout()
    assert client.get("/api/v1/search/?q=x", headers=header).status_code == 401


def test_nobody_revokes_the_key_of_another(client, chiara, marta):
    token, _key = services.issue_token(user=marta, name="Foglio", scope="read")
    client.force_login(chiara)
    assert client.post(reverse("accounts:token_revoke", args=[token.pk])).status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None


@pytest.mark.parametrize("key", ["", "x", "cvg_nothing", "cvg_" + "a" * 5000, "\x00", "è"])
def test_a_bad_key_is_refused_with_a_challenge(key, client, db):
    response = client.get("/api/v1/search/?q=x", headers={"authorization": f"Bearer {key}"})
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="api"'
    assert response.headers["Content-Type"] == "application/problem+json"


def test_an_expired_key_is_refused(client, chiara):
    past = timezone.now() - datetime.timedelta(seconds=1)
    _token, key = services.issue_token(user=chiara, name="Foglio", scope="read", expires_at=past)
    assert client.get("/api/v1/search/?q=x", headers={"authorization": f"Bearer {key}"}).status_code == 401


def test_own_data_hold_neither_password_nor_key(client, chiara):
    _token, key = services.issue_token(user=chiara, name="Foglio", scope="read")
    client.force_login(chiara)
    packed = zipfile.ZipFile(io.BytesIO(client.get(reverse("accounts:data_file")).content))
    told = json.loads(packed.read("account.json"))
    assert told["account"]["email"] == "chiara@example.org"
    assert [row["name"] for row in told["tokens"]] == ["Foglio"]
    assert not {"digest", "password"} & {*told["account"], *told["tokens"][0]}
    assert key not in str(told)


def test_a_session_is_noted_once_and_not_at_every_page(client, chiara, django_assert_num_queries):
    client.force_login(chiara)
    client.get(reverse("accounts:tokens"))
    assert [session.user for session in UserSession.objects.all()] == [chiara]
    with django_assert_num_queries(6):  # session, account, person, what waits, keys
        client.get(reverse("accounts:tokens"))
