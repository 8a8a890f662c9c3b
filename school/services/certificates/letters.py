"""The letter to who gets a certificate: what was issued, and where it is."""

from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from convergenze.notifications.choices import MailKind
from convergenze.notifications.services import post
from convergenze.notifications.tickets import absolute
from school.models import Certificate
from school.queries.certificate_sheet import verification_url

LETTER = "school/certificates/letter"
LETTER_SECONDS = 90 * 24 * 3600


def post_letter(certificate: Certificate) -> None:
    """Write to the holder, once, in their language."""
    enrolment = certificate.enrolment
    account = enrolment.person.account
    if not enrolment.email:
        return
    with translation.override(account.language if account else "it"):
        context = {
            "certificate": certificate,
            "name": enrolment.name,
            "course": certificate.context["course"],
            "page": absolute(reverse("school:certificate_detail", args=[certificate.code])),
            "url": verification_url(certificate.code),
            "corrects": certificate.supersedes,
            "title": _("Your certificate: %(course)s") % {"course": certificate.context["course"]},
            "language": translation.get_language(),
            "document": absolute(reverse("school:certificate_letter", args=[ticket_of(certificate)])),
            "has_account": account is not None,
        }
        post(
            kind=MailKind.LETTER, to=enrolment.email, user=account, subject_line=context["title"],
            text=render_to_string(f"{LETTER}.txt", context), html=render_to_string(f"{LETTER}.html", context),
            key=f"certificate:{certificate.code}:issued",
        )  # fmt: skip


def ticket_of(certificate: Certificate) -> str:
    """What the link of the letter carries: who was written to may have no account."""
    return signing.dumps(certificate.code, salt=LETTER)


def certificate_of_ticket(ticket) -> Certificate:
    """The certificate of a link; raises ``BadSignature`` (also when it is old), ``DoesNotExist``."""
    return Certificate.objects.get(code=signing.loads(ticket, salt=LETTER, max_age=LETTER_SECONDS))
