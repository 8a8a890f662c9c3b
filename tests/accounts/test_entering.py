"""Signing up, logging in, second factor, OpenID Connect."""

import re

import pytest
from allauth.mfa.adapter import get_adapter as mfa_adapter
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from convergenze.accounts.adapter import pruned
from convergenze.accounts.models import User
from convergenze.history.models import Entry
from tests.factories.accounts import UserFactory

PASSWORD = "un-cavallo-a-dondolo-7"
PERSON = {"name": "Dora Blu", "email": "Dora@Example.org", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture(autouse=True)
def _calm(db):
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def dora():
    user = UserFactory(name="Dora", email="dora@example.org")
    user.set_password(PASSWORD)
    user.save()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def log_in(client, email, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_a_person_signs_up_with_the_code_sent_by_mail(client):
    response = client.post(reverse("account_signup"), PERSON)
    assert response.status_code == 302
    code = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mail.outbox[0].body, re.M).group(1)
    client.post(response.url, {"code": code})
    user = User.objects.get()
    assert (user.email, user.name) == ("dora@example.org", "Dora Blu")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_wrong_code_does_not_let_in(client):
    response = client.post(reverse("account_signup"), PERSON)
    client.post(response.url, {"code": "XXX-XXX"})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("email", ["dora@example.org", "DORA@example.org", "Dora@Example.ORG"])
def test_the_letter_case_of_an_email_does_not_matter(email, client, dora):
    assert log_in(client, email).status_code == 302
    assert client.session["_auth_user_id"] == str(dora.pk)


def test_logins_and_failures_are_written_down(client, dora):
    log_in(client, dora.email, "sbagliata-di-molto")
    log_in(client, dora.email)
    assert list(Entry.objects.about(dora).order_by("pk").values_list("verb", flat=True)) == [
        "accounts.user.login_failed",
        "accounts.user.login",
    ]
    assert "sbagliata" not in str(list(Entry.objects.values_list("extra", "changes")))


def test_too_many_attempts_are_told_to_wait(client, dora):
    for _attempt in range(6):
        response = log_in(client, dora.email, "sbagliata-di-molto")
    assert response.status_code in (200, 429)
    assert log_in(client, dora.email).status_code != 302
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_reset_by_mail_without_telling_who_has_an_account(client, dora):
    known = client.post(reverse("account_reset_password"), {"email": dora.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    link = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body).group(1)
    page = client.get(link, follow=True)
    new = "un-altro-cavallo-8"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert log_in(client, dora.email, new).status_code == 302


def test_the_secret_of_the_second_factor_is_stored_encrypted(dora):
    secret = generate_totp_secret()
    stored = TOTP.activate(dora, secret).instance.data["secret"]
    assert secret not in stored
    assert mfa_adapter().decrypt(stored) == secret


def test_fiscal_codes_and_birth_data_of_a_broker_are_not_kept():
    claims = {
        "sub": "abc",
        "name": "Dora Blu",
        "https://attributes.eid.gov.it/fiscal_number": "TINIT-BLUDRO80A41A944X",
        "fiscalNumber": "TINIT-BLUDRO80A41A944X",
        "dateOfBirth": "1980-01-01",
        "nested": {"codice_fiscale": "BLUDRO80A41A944X", "email": "dora@example.org"},
        "list": [{"mobilePhone": "333"}],
    }
    assert pruned(claims) == {
        "sub": "abc",
        "name": "Dora Blu",
        "nested": {"email": "dora@example.org"},
        "list": [{}],
    }


def test_the_broker_has_a_button_only_when_it_is_configured(client, settings):
    assert "SPID / CIE" not in client.get(reverse("account_login")).content.decode()
    app = {
        "provider_id": "oidc",
        "name": "SPID / CIE",
        "client_id": "x",
        "secret": "y",
        "settings": {"server_url": "https://broker.example.org"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    assert "SPID / CIE" in client.get(reverse("account_login")).content.decode()


def test_nobody_is_sent_to_another_site_after_logging_in(client, dora):
    wish = {"login": dora.email, "password": PASSWORD, "next": "https://evil.example.org/"}
    assert not client.post(reverse("account_login"), wish).url.startswith("https://evil")
