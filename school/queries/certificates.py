"""Who is to be certified, and what has been."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from school.analysis.codes import read_code
from school.choices.certificates import CertificateKind, CertificateState
from school.choices.enrolment import EnrolmentStatus
from school.models import Certificate, CertificateTemplate, Enrolment


def kind_for(edition) -> str:
    """The document that an edition ends with."""
    return CertificateKind.ASSESSED if edition.final_work else CertificateKind.ATTENDANCE


def template_for(kind) -> CertificateTemplate | None:
    """The version in use; None until somebody has written who signs."""
    return CertificateTemplate.objects.filter(kind=kind).order_by("-number").first()


def reasons_not_to_issue(enrolment, kind) -> list[str]:
    """Sentences of what is missing before ``enrolment`` is certified."""
    found = []
    if enrolment.status != EnrolmentStatus.COMPLETED:
        found.append(_("Only who has completed the edition gets a certificate."))
    elif enrolment.planned_minutes is None:
        found.append(_("The hours are not counted yet: close the edition first."))
    if kind != kind_for(enrolment.edition):
        found.append(_("This edition does not end with such a document."))
    if enrolment.forgotten_at:
        found.append(_("The personal data of this enrolment were deleted."))
    if template_for(kind) is None:
        found.append(_("Write first who signs: the template of this document is missing."))
    return found


def to_be_certified(edition):
    """Completed enrolments of ``edition`` without a valid certificate."""
    held = Certificate.objects.valid().filter(enrolment__edition=edition).values("enrolment")
    rows = Enrolment.objects.filter(edition=edition, status=EnrolmentStatus.COMPLETED, forgotten_at=None)
    return rows.exclude(pk__in=held).order_by("name", "pk")


def unfinished(edition=None):
    """Numbered certificates whose document is still to be made."""
    rows = Certificate.objects.filter(pdf="").exclude(context__has_key="forgotten")
    return rows if edition is None else rows.filter(enrolment__edition=edition)


@dataclass(frozen=True)
class Tally:
    """How far the certificates of an edition are."""

    completed: int
    issued: int
    made: int

    @property
    def missing(self) -> int:
        """Those who wait for theirs."""
        return self.completed - self.issued


def tally_of(edition) -> Tally:
    """Counts over those who completed ``edition``."""
    valid = Certificate.objects.valid().filter(enrolment__edition=edition)
    return Tally(
        completed=edition.enrolments.filter(status=EnrolmentStatus.COMPLETED).count(),
        issued=valid.count(),
        made=valid.exclude(pdf="").count(),
    )


def people_of(edition, user):
    """Who took part in ``edition``, by name, each with ``documents``: their certificates, newest first."""
    documents = Certificate.objects.order_by("-year", "-number")
    rows = Enrolment.objects.visible_to(user).filter(edition=edition).admitted().select_related("organisation")
    return rows.prefetch_related(Prefetch("certificates", documents, "documents")).order_by("name", "pk")


def certificate_of_code(text) -> Certificate | None:
    """The certificate with the code that somebody typed, with what its page tells; None for none."""
    rows = Certificate.objects.select_related("supersedes", "superseded_by", "enrolment__edition__course")
    return rows.filter(code=code).first() if (code := read_code(text)) else None


def told_state(certificate) -> str:
    """Its state, in the words of a paper."""
    return str(CertificateState(certificate.state).label)
