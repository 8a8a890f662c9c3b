"""Credentials, read by programs of others: openbadgeslib verifies signature, shape and state."""

import json

import pytest
from cryptography.hazmat.primitives import serialization
from django.core.management import call_command
from django.urls import reverse
from joserfc.jwk import RSAKey
from jwt import PyJWK, get_unverified_header
from openbadgeslib.ob3 import OB3Verifier
from openbadgeslib.ob3.verifier import OB3VerificationError

from school.models import SigningKey
from school.services import certificates as services

PEM = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo


@pytest.fixture
def issued(completed, giulia):
    return services.issue(enrolment=completed, by=giulia)


def path_of(address):
    return address.removeprefix("http://127.0.0.1:8000")


def fetch(client, address):
    return client.get(path_of(address)).content


def verifier_of(token, client):
    """Another program: it reads the key where the header says it is."""
    jwk = json.loads(fetch(client, get_unverified_header(token)["kid"]))
    return OB3Verifier(PyJWK(jwk, algorithm="RS256").key.public_bytes(*PEM))


def taken(certificate, client):
    answer = client.get(reverse("school:credential", args=[certificate.code]))
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["Content-Disposition"].endswith('.jwt"')
    return answer.content.decode()


def test_another_program_verifies_a_credential(issued, client, completed):
    token = taken(issued, client)
    read = verifier_of(token, client).verify(token, check_status=True, download=lambda address: fetch(client, address))
    assert read.issuer.name == "Convergenze APS"
    assert read.achievement.name == completed.edition.course.title
    assert read.achievement.achievement_type == "CertificateOfCompletion"
    assert read.id == f"http://127.0.0.1:8000/school/credentials/{issued.code}.jwt"


def test_the_header_says_only_what_the_standard_allows(issued):
    assert sorted(get_unverified_header(issued.credential)) == ["alg", "kid", "typ"]
    assert get_unverified_header(issued.credential)["alg"] == "RS256"


def test_no_name_and_no_address_stand_in_a_credential(issued):
    import jwt

    told = jwt.decode(issued.credential, options={"verify_signature": False})
    text = json.dumps(told)
    assert "Pia" not in text
    assert "pia@example.org" not in text
    assert told["credentialSubject"]["identifier"][0]["identityHash"].startswith("sha256$")
    assert not [value for value in told.values() if value in (None, [], "")]


@pytest.mark.parametrize("act", ["revoke", "supersede"])
def test_another_program_hears_that_it_no_longer_holds(act, issued, client, giulia):
    if act == "revoke":
        services.revoke(certificate=issued, reason_class="wrong_content", reason="x", by=giulia)
    else:
        services.supersede(certificate=issued, reason="x", by=giulia)
    token = issued.credential
    with pytest.raises(OB3VerificationError, match="revocation"):
        verifier_of(token, client).verify(token, check_status=True, download=lambda at: fetch(client, at))


def test_a_changed_credential_is_refused(issued, client):
    head, body, signature = issued.credential.split(".")
    with pytest.raises(OB3VerificationError):
        verifier_of(issued.credential, client).verify(f"{head}.{body[:-4]}AAAA.{signature}")


def test_after_a_rotation_old_credentials_still_verify(issued, completed, client, giulia):
    call_command("rotate_signing_key")
    new = services.supersede(certificate=issued, reason="x", by=giulia)
    assert new.key_id != issued.key_id
    assert SigningKey.objects.filter(retired_at=None).count() == 1
    for one in (issued, new):
        assert verifier_of(one.credential, client).verify(one.credential)
    # The list of an old key is signed with that key: who holds the old one needs no other.
    with pytest.raises(OB3VerificationError, match="revocation"):
        verifier_of(issued.credential, client).verify(
            issued.credential, check_status=True, download=lambda at: fetch(client, at)
        )


def test_private_keys_are_kept_encrypted_and_never_published(issued, client):
    key = SigningKey.objects.get()
    assert "PRIVATE" not in key.private
    published = client.get(reverse("school:signing_key", args=[key.key_id])).json()
    assert {"kty", "n", "e", "kid", "alg", "use"} >= set(published)
    assert not RSAKey.import_key(published).is_private


def test_the_issuer_and_the_achievement_are_at_their_addresses(issued, client):
    import jwt

    told = jwt.decode(issued.credential, options={"verify_signature": False})
    assert json.loads(fetch(client, told["issuer"]["id"])) == told["issuer"]
    achievement = told["credentialSubject"]["achievement"]
    page = client.get(path_of(achievement["id"]), headers={"Accept": "application/json"})
    assert {name: page.json()[name] for name in ("id", "type", "name")} == {
        name: achievement[name] for name in ("id", "type", "name")
    }
    client.cookies["django_language"] = "en"
    assert "Attend at least 80%" in client.get(path_of(achievement["id"])).content.decode()


def test_unknown_keys_and_codes_are_not_there(client, db):
    for name, args in (("signing_key", ["x"]), ("status_list", ["x"]), ("credential", ["x"])):
        assert client.get(reverse(f"school:{name}", args=args)).status_code == 404
