"""The documents of a certificate: made outside any lock from what was frozen, the same bytes however often.

Who issues rehearses first, so that what cannot be printed takes no number; ``complete`` makes what is kept, after the
number is committed, and may be asked again by anybody until it has worked (docs/decisions/0008).
"""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from convergenze.core.models import Language
from convergenze.core.qr import qr_file
from convergenze.core.typesetting import typeset
from school.models import Certificate
from school.models.certificate import pdf_name
from school.queries.certificate_sheet import sheet_of
from school.services.certificates.letters import post_letter
from school.services.credentials import signed_credential

TEMPLATE = "school/certificates/attestato.typ"
SAMPLE = {"serial": "0000/000000", "code": "0" * 13}


def rehearse(facts):
    """Print ``facts`` in every language and throw it away; raises what printing raises."""
    sample = facts | SAMPLE | {"issued_on": timezone.localdate().isoformat()}
    for language in Language.values:
        printed(sample, language)


def printed(facts, language):
    """The bytes of the PDF of ``facts`` in ``language``."""
    sheet = sheet_of(facts, language)
    return typeset(TEMPLATE, sheet, {"qr.svg": qr_file(sheet["url"])})


def complete(certificate):
    """Make the documents and the credential of a numbered certificate and tell its holder; again does nothing."""
    if certificate.pdf or certificate.context.get("forgotten"):
        return certificate
    other = next(code for code in Language.values if code != certificate.language)
    made = {language: printed(certificate.context, language) for language in (certificate.language, other)}
    names = {language: default_storage.save(pdf_name(None, ""), ContentFile(made[language])) for language in made}
    translation = {"language": other, "file": names[other], "sha256": _sha256(made[other])}
    credential, key = signed_credential(certificate)
    with transaction.atomic():
        # Whoever is second finds it done; only the first one's files are kept.
        kept = Certificate.objects.filter(pk=certificate.pk, pdf="").update(
            pdf=names[certificate.language], pdf_sha256=_sha256(made[certificate.language]), credential=credential,
            key_id=key.key_id, context=certificate.context | {"translation": translation},
        )  # fmt: skip
        certificate.refresh_from_db()
        if kept:
            post_letter(certificate)
    delete_files([] if kept else names.values())
    return certificate


def document_of(certificate, language):
    """The bytes kept in ``language``; made now if nobody has; None once they were deleted."""
    certificate = complete(certificate)
    other = certificate.context.get("translation") or {}
    name = certificate.pdf.name if language == certificate.language else other.get("file")
    return default_storage.open(name).read() if name else None


def files_of(certificate):
    """The names of its files in the storage."""
    other = certificate.context.get("translation") or {}
    return [name for name in (certificate.pdf.name, other.get("file")) if name]


def delete_files(names):
    """Delete documents whose person was forgotten; their hashes stay."""
    for name in names:
        default_storage.delete(name)


def _sha256(content):
    return hashlib.sha256(content).hexdigest()
