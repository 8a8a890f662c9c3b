"""Certificates and declarations of presence, for who they are about."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from convergenze.core.models import Language
from convergenze.core.qr import qr_svg
from convergenze.exchange.downloads import as_file
from school.models import Certificate, Enrolment
from school.queries.certificate_facts import hashes_of
from school.queries.certificate_sheet import verification_url
from school.queries.presence_days import days_of
from school.queries.verification import verification_of
from school.services import certificates as services
from school.services.certificates.letters import certificate_of_ticket

PDF = "application/pdf"


@login_required
@require_safe
def documents(request, public_id):
    """What one takes away from an edition: certificates, and a declaration for each day."""
    rows = Enrolment.objects.visible_to(request.user).select_related("edition__course", "organisation")
    enrolment = get_object_or_404(rows, public_id=public_id)
    context = {
        "enrolment": enrolment, "edition": enrolment.edition, "days": days_of(enrolment),
        "certificates": enrolment.certificates.order_by("-year", "-number"),
        "can_declare": request.user.has_perm("school.declare_presence", enrolment),
    }  # fmt: skip
    return render(request, "school/certificates/documents.html", context)


@login_required
@require_safe
def presence(request, public_id, on):
    """The declaration of presence of a day, as a PDF made now."""
    rows = Enrolment.objects.visible_to(request.user).select_related("edition", "organisation")
    enrolment = get_object_or_404(rows, public_id=public_id)
    try:
        content = services.declare_presence(
            enrolment=enrolment, on=_day(on), language=request.LANGUAGE_CODE[:2], by=request.user
        )
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
        return redirect("school:documents", public_id)
    return as_file(HttpResponse(content, content_type=PDF), f"presence-{on}.pdf")


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


@login_required
@require_safe
def certificate_detail(request, code):
    """A certificate for its holder and for the School: documents, credential, how it is verified."""
    found = _find(request, code)
    url = verification_url(found.code)
    context = {
        "certificate": found, "edition": found.enrolment.edition, "seen": verification_of(found), "url": url,
        "qr": qr_svg(url, _("QR code of the page that verifies this certificate")), "languages": Language.choices,
        "hashes": hashes_of(found), "is_holder": request.user.has_perm("school.show_certificate", found),
        "can_change": found.state == "valid" and request.user.has_perm("school.correct_certificate", found),
    }  # fmt: skip
    return render(request, "school/certificates/detail.html", context)


@login_required
@require_safe
def certificate_pdf(request, code, language):
    """The document in a language."""
    return _pdf(_find(request, code), language)


@require_safe
@never_cache
def certificate_letter(request, ticket):
    """The document, by the link of the letter: who was written to may have no account."""
    try:
        found = certificate_of_ticket(ticket)
    except (BadSignature, Certificate.DoesNotExist):
        raise Http404 from None
    return _pdf(found, found.language)


@login_required
@require_POST
def certificate_name(request, code):
    """Whether who verifies it reads the name or the initials."""
    found = _find(request, code)
    services.show_initials(certificate=found, initials=request.POST.get("shows") == "initials", by=request.user)
    messages.success(request, _("Who verifies the certificate reads what you chose."))
    return redirect("school:certificate_detail", code)


def _find(request, code):
    rows = Certificate.objects.visible_to(request.user).select_related(
        "enrolment__edition__course", "enrolment__person", "superseded_by", "supersedes"
    )
    return get_object_or_404(rows, code=code)


def _pdf(certificate, language):
    content = services.document_of(certificate, language) if language in Language.values else None
    if content is None:
        raise Http404
    name = f"{certificate.serial.replace('/', '-')}-{language}.pdf"
    return as_file(HttpResponse(content, content_type=PDF), name)
