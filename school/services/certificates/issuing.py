"""Issuing: a number without holes from a counter locked for a moment, everything slow before and after it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.history import services as history
from school.analysis.codes import new_code
from school.models import Certificate, CertificateCounter
from school.queries.certificate_facts import facts_of
from school.queries.certificates import kind_for, reasons_not_to_issue, template_for, to_be_certified, unfinished
from school.services.certificates.documents import complete, rehearse


def issue(*, enrolment, kind="", language="it", by) -> Certificate:
    """Certify ``enrolment``; raises ``PermissionDenied``, ``ValidationError`` with what is missing."""
    if not by.has_perm("school.issue_certificate", enrolment):
        raise PermissionDenied
    kind = kind or kind_for(enrolment.edition)
    if reasons := reasons_not_to_issue(enrolment, kind):
        raise ValidationError(reasons)
    if enrolment.certificates.valid().filter(kind=kind).exists():
        raise ValidationError(_("%(name)s has a valid certificate: correct that one.") % {"name": enrolment.name})
    template = template_for(kind)
    facts = facts_of(enrolment, template)
    rehearse(facts)
    return complete(_numbered(enrolment, template, facts, language, by))


@transaction.atomic
def _numbered(enrolment, template, facts, language, by):
    return number(enrolment=enrolment, template=template, facts=facts, language=language, by=by)


def number(*, enrolment, template, facts, language, supersedes=None, by) -> Certificate:
    """The next certificate of the year, inside the caller's transaction: undone with it, so that no number is lost."""
    today = timezone.localdate()
    counter, _is_new = CertificateCounter.objects.select_for_update().get_or_create(year=today.year)
    counter.last += 1
    counter.save(update_fields=["last"])
    made = Certificate(
        enrolment=enrolment, template=template, kind=template.kind, language=language, year=today.year,
        number=counter.last, code=new_code(), issued_by=by if by.pk else None, supersedes=supersedes,
    )  # fmt: skip
    if supersedes:
        made.shows_initials = supersedes.shows_initials
    made.context = facts | {"serial": made.serial, "code": made.code, "issued_on": today.isoformat()}
    made.full_clean()
    made.save(force_insert=True)
    history.record(made, "issue", by=by, **({"supersedes": supersedes.serial} if supersedes else {}))
    return made


def issue_all(*, edition, language="it", by) -> tuple[int, list[str]]:
    """Certify all who completed ``edition`` and have none yet, one by one; (how many, sentences of what failed).

    Killed half way it is asked again: whoever has a certificate is not certified twice, what was numbered is made.
    """
    done, problems = 0, []
    for certificate in unfinished(edition):
        complete(certificate)
    for enrolment in to_be_certified(edition).select_related("edition__course", "pool", "organisation", "person"):
        try:
            issue(enrolment=enrolment, language=language, by=by)
        except ValidationError as refused:
            problems += [f"{enrolment.name}: {sentence}" for sentence in refused.messages]
        else:
            done += 1
    return done, problems
