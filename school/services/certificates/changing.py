"""What happens to a certificate after it was issued. Nothing in it is ever edited."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.history import services as history
from school.choices.certificates import CertificateState, RevocationReason
from school.models import Certificate, Enrolment
from school.queries.certificate_facts import facts_of
from school.queries.certificates import reasons_not_to_issue, template_for
from school.services.certificates.documents import complete, rehearse
from school.services.certificates.issuing import number

CORRECTED = ("name", "body", "job_title")  # what a correction may say otherwise than the enrolment


def supersede(*, certificate, reason, corrections=None, language="", by) -> Certificate:
    """A new certificate with the facts of today and ``corrections`` in place of this one, which says so ever after."""
    _require(by, "school.correct_certificate", certificate)
    reason = _told(reason)
    enrolment = Enrolment.objects.select_related("edition__course", "pool", "organisation").get(
        pk=certificate.enrolment_id
    )
    if reasons := reasons_not_to_issue(enrolment, certificate.kind):
        raise ValidationError(reasons)
    template = template_for(certificate.kind)
    facts = facts_of(enrolment, template)
    facts |= {name: text for name in CORRECTED if (text := (corrections or {}).get(name, "").strip())}
    rehearse(facts)
    return complete(_replaced(certificate, enrolment, template, facts, reason, language, by))


@transaction.atomic
def _replaced(certificate, enrolment, template, facts, reason, language, by):
    old = _still_valid(certificate)
    _close(old, CertificateState.SUPERSEDED, reason=reason)
    history.record(old, "supersede", by=by, reason=reason)
    return number(
        enrolment=enrolment, template=template, facts=facts, language=language or old.language, supersedes=old, by=by
    )


@transaction.atomic
def revoke(*, certificate, reason_class, reason, by) -> Certificate:
    """The document no longer holds; ``reason_class`` is public, ``reason`` is not."""
    _require(by, "school.revoke_certificate", certificate)
    if reason_class not in RevocationReason.values:
        raise ValidationError({"reason_class": _("Choose why it is revoked.")})
    reason = _told(reason)
    old = _still_valid(certificate)
    _close(old, CertificateState.REVOKED, reason=reason, reason_class=reason_class)
    history.record(old, "revoke", by=by, reason=reason)
    return old


@transaction.atomic
def show_initials(*, certificate, initials, by) -> Certificate:
    """Whether who verifies it reads the whole name or its initials: the holder's choice."""
    _require(by, "school.show_certificate", certificate)
    certificate.shows_initials = bool(initials)
    certificate.save(update_fields=["shows_initials"])
    history.record(certificate, "show_initials" if initials else "show_name", by=by)
    return certificate


def _require(by, permission, certificate):
    if not by.has_perm(permission, certificate):
        raise PermissionDenied


def _told(reason):
    if not (reason := (reason or "").strip()):
        raise ValidationError({"reason": _("Write a reason: it stays in the history.")})
    return reason[:300]


def _still_valid(certificate):
    """The certificate, locked; two people cannot correct it at once."""
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if locked.state != CertificateState.VALID:
        told = {"state": locked.get_state_display()}
        raise ValidationError(_("This certificate is “%(state)s” by now.") % told)
    return locked


def _close(certificate, state, *, reason, reason_class=""):
    certificate.state, certificate.state_changed_at = state, timezone.now()
    certificate.reason, certificate.reason_class = reason, reason_class
    certificate.save(update_fields=["state", "state_changed_at", "reason", "reason_class"])
