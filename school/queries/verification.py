"""What a stranger learns of a certificate by its code: no more than the paper says, and whether it still holds."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language

from school.analysis.codes import grouped
from school.choices.certificates import CertificateState, RevocationReason
from school.models import Certificate
from school.queries.certificate_facts import hashes_of
from school.queries.certificate_sheet import hours, period
from school.queries.certificates import certificate_of_code

TIMES = (60, 600)  # so many codes in so many seconds from one address: a class may verify, nobody guesses 60 bits


@dataclass(frozen=True)
class Verification:
    """One certificate as its verification page tells it. ``name``: "" where it is not shown."""

    state: str
    state_label: str
    code: str
    serial: str
    kind: str
    kind_label: str
    issued_on: date
    issuer: str
    course: str
    edition: str
    edition_code: str
    name: str
    is_initials: bool
    hours: str
    period: str
    hashes: dict[str, str]
    changed_at: datetime | None
    reason: str
    newer: str
    is_forgotten: bool

    @property
    def is_valid(self) -> bool:
        """It still says the truth."""
        return self.state == CertificateState.VALID

    @property
    def is_revoked(self) -> bool:
        """It no longer holds, and nothing stands in its place."""
        return self.state == CertificateState.REVOKED

    def has_made(self, sha256) -> bool:
        """Whether a file with this hash is one of its documents."""
        return sha256.lower() in self.hashes.values()


def verify(text) -> Verification | None:
    """What there is under the code that somebody typed; None when there is nothing."""
    certificate = certificate_of_code(text)
    return verification_of(certificate) if certificate else None


def verification_of(certificate: Certificate) -> Verification:
    """The public face of ``certificate``; of a revoked one, only that it is."""
    facts = certificate.context
    shown = facts if certificate.state != CertificateState.REVOKED and not facts.get("forgotten") else {}
    newer = getattr(certificate, "superseded_by", None)
    return Verification(
        state=certificate.state,
        state_label=certificate.get_state_display(),
        code=grouped(certificate.code),
        serial=certificate.serial,
        kind=certificate.kind,
        kind_label=certificate.get_kind_display(),
        issued_on=date.fromisoformat(facts["issued_on"]),
        issuer=facts["issuer"],
        course=facts["course"],
        edition=facts["edition"],
        edition_code=facts["edition_code"],
        name=_name(shown.get("name", ""), certificate.shows_initials),
        is_initials=certificate.shows_initials,
        hours=hours(shown["attended_minutes"]) if shown else "",
        period=period(shown),
        hashes=hashes_of(certificate),
        changed_at=certificate.state_changed_at,
        reason=str(RevocationReason(certificate.reason_class).label) if certificate.reason_class else "",
        newer=grouped(newer.code) if newer else "",
        is_forgotten=bool(facts.get("forgotten")),
    )


def _name(name, initials):
    return " ".join(f"{word[0].upper()}." for word in name.split() if word[0].isalpha()) if initials else name


def languages_of(hashes) -> list[tuple[str, str]]:
    """The hashes in the order in which who reads wants them."""
    return sorted(hashes.items(), key=lambda one: one[0] != get_language())
