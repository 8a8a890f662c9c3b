"""Keys and signatures of the credentials (VC-JWT, RS256). Private parts are kept encrypted, public ones for ever."""

import secrets
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from joserfc import jwt
from joserfc.jwk import RSAKey

from convergenze.core import ciphers
from convergenze.notifications.tickets import absolute
from school.models import Certificate, SigningKey
from school.queries.credentials import credential_of, status_list

PURPOSE = "school.signing"
BITS = 2048


def current_key() -> SigningKey:
    """The key new credentials are signed with; the first one is made when it is first needed."""
    return SigningKey.objects.filter(retired_at=None).first() or _new_key()


@transaction.atomic
def rotate_key() -> SigningKey:
    """Sign with a new key from now on. Old ones stay published; they only sign the states of what they had signed."""
    SigningKey.objects.filter(retired_at=None).update(retired_at=timezone.now())
    return _new_key()


def _new_key():
    key_id = f"{timezone.localdate():%Y%m%d}-{secrets.token_hex(4)}"
    made = RSAKey.generate_key(BITS, parameters={"kid": key_address(key_id), "alg": "RS256", "use": "sig"})
    private = ciphers.encrypt(made.as_pem(private=True).decode(), purpose=PURPOSE)
    return SigningKey.objects.create(key_id=key_id, public_jwk=made.as_dict(private=False), private=private)


def key_address(key_id) -> str:
    """Where the public key is, for ever."""
    return absolute(reverse("school:signing_key", args=[key_id]))


def signed_credential(certificate: Certificate) -> tuple[str, SigningKey]:
    """The credential of ``certificate`` as a compact JWT, and the key that signed it."""
    key = current_key()
    return _signed(credential_of(certificate, key.key_id), key), key


def signed_status_list(key: SigningKey) -> str:
    """Which of the credentials signed with ``key`` no longer hold, signed with the same key."""
    return _signed(status_list(key.key_id), key)


def _signed(credential, key):
    """RS256 over the credential itself with the registered claims beside (Open Badges 3.0, 8.2.4)."""
    subject = credential["credentialSubject"]
    issuer = credential["issuer"]
    claims = credential | {
        "iss": issuer if isinstance(issuer, str) else issuer["id"],
        "jti": credential["id"],
        "nbf": int(_instant(credential["validFrom"]).timestamp()),
        "sub": subject["id"],
    }
    private = RSAKey.import_key(ciphers.decrypt(key.private, purpose=PURPOSE))
    return jwt.encode({"alg": "RS256", "typ": "JWT", "kid": key_address(key.key_id)}, claims, private)


def _instant(text):
    return datetime.fromisoformat(text)
