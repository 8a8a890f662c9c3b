"""Certificates as Open Badges 3.0 credentials (W3C Verifiable Credentials 2.0); contexts are named, never fetched."""

import base64
import gzip
import hashlib
import uuid
from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from convergenze.notifications.tickets import absolute
from school.choices.certificates import CertificateKind, CertificateState
from school.models import Certificate, CertificateTemplate
from school.queries.certificate_sheet import hours, period

VC, OB = "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
LIST_BITS = 131_072  # the least of the standard, so that one bit says little of who it is about


def credential_address(code) -> str:
    """Where the credential of a certificate is."""
    return absolute(reverse("school:credential", args=[code]))


def credential_of(certificate, key_id) -> dict[str, Any]:
    """The unsigned credential: no name in it, its subject is told by the hash of an e-mail address."""
    facts, address = certificate.context, credential_address(certificate.code)
    with translation.override(certificate.language):
        achievement = achievement_of(facts, certificate.enrolment.edition)
    return {
        "@context": [VC, OB],
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achievement["name"],
        "issuer": issuer_profile(facts["issuer"]),
        "validFrom": _stamp(certificate.issued_at),
        "credentialSubject": _subject(certificate, address) | {"achievement": achievement},
        "credentialStatus": _status(certificate.pk, key_id),
    }


def _subject(certificate, address):
    facts, salt = certificate.context, hashlib.sha256(address.encode()).hexdigest()[:16]
    email = certificate.enrolment.email.lower()
    told = {
        "id": uuid.uuid5(uuid.NAMESPACE_URL, address).urn,
        "type": ["AchievementSubject"],
        "identifier": [{
            "type": "IdentityObject", "hashed": True, "identityType": "emailAddress", "salt": salt,
            "identityHash": f"sha256${hashlib.sha256((email + salt).encode()).hexdigest()}",
        }],
    }  # fmt: skip
    if facts["starts_on"]:
        told |= {"activityStartDate": _day(facts["starts_on"]), "activityEndDate": _day(facts["ends_on"])}
    if facts["planned_minutes"]:
        share = f"{facts['attended_minutes'] / facts['planned_minutes'] * 100:.1f}"
        told["result"] = [{"type": ["Result"], "resultDescription": _presence(certificate), "value": share}]
    return told


def _presence(certificate):
    return f"{achievement_address(certificate.enrolment.edition)}#presence"


def achievement_address(edition) -> str:
    """The page that tells what was achieved."""
    return absolute(reverse("school:achievement", args=[edition.slug]))


def achievement_of(facts, edition) -> dict[str, Any]:
    """What was achieved, in the language in use."""
    address = achievement_address(edition)
    return {
        "id": address,
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": facts["course"],
        "description": ". ".join(filter(None, [
            f"{facts['edition']} ({facts['edition_code']})", period(facts), hours(facts["planned_minutes"]),
        ])),
        "criteria": {"narrative": criteria_of(facts)},
        "resultDescription": [{
            "id": f"{address}#presence", "type": ["ResultDescription"], "name": _("Presence"),
            "resultType": "Percent", "requiredValue": str(facts["threshold"]),
        }],
    }  # fmt: skip


def criteria_of(facts) -> str:
    """What had to be done, in a few sentences."""
    told = [_("Attend at least %(threshold)s%% of the planned hours.") % {"threshold": facts["threshold"]}]
    if facts["kind"] == CertificateKind.ASSESSED:
        told.append(_("Carry out the final work, which is assessed."))
    if facts["outcomes"]:
        told.append(_("Who completes the course can: %(outcomes)s.") % {"outcomes": "; ".join(facts["outcomes"])})
    return " ".join(told)


def issuer_profile(name="") -> dict[str, Any]:
    """Who issues: our own page says the same."""
    newest = None if name else CertificateTemplate.objects.order_by("-pk").first()
    return {
        "id": absolute(reverse("school:issuer")),
        "type": ["Profile"],
        "name": name or (newest.issuer if newest else "Convergenze APS"),
        "url": settings.SITE_URL.rstrip("/"),
    }


def _status(number, key_id):
    address = _list_address(key_id)
    return {
        "id": f"{address}#{number}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(number),
        "statusListCredential": address,
    }


def status_list(key_id) -> dict[str, Any]:
    """The unsigned list (W3C Bitstring Status List) of what was signed with a key: revoked and superseded are set."""
    address = _list_address(key_id)
    gone = Certificate.objects.filter(key_id=key_id).exclude(state=CertificateState.VALID)
    return {
        "@context": [VC],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_profile()["id"],
        "validFrom": _stamp(timezone.now()),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": _bits(gone.values_list("pk", flat=True)),
        },
    }


def _list_address(key_id):
    return absolute(reverse("school:status_list", args=[key_id]))


def _bits(numbers):
    """Bits from the left, compressed, in base64 for addresses after "u" (multibase)."""
    numbers = list(numbers)
    bits = bytearray(max(LIST_BITS, max(numbers, default=0) + 1) // 8 + 1)
    for number in numbers:
        bits[number // 8] |= 0x80 >> number % 8
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("=")


def _stamp(instant):
    return instant.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _day(text):
    return _stamp(datetime.combine(datetime.fromisoformat(text), time(), tzinfo=UTC))
