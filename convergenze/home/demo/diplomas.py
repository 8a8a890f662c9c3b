"""How the first edition ended: its registers sealed, its certificates given; every step was told in a letter."""

from django.utils import timezone

from convergenze.notifications.choices import MailKind, MailState
from convergenze.notifications.models import Mail
from school.choices.catalogue import EditionStatus
from school.models import CertificateTemplate, Edition, EnrolmentTransition, Session
from school.services import attendance, certificates

SIGNATORY, ROLE = "Maria Conti", "Presidente di Convergenze APS"


def end_the_first_edition(edition, by):
    """Seal what was recorded, then certify those who completed it; slow work, outside a transaction."""
    _be(edition, EditionStatus.RUNNING)  # registers are sealed while an edition is under way
    for session in Session.objects.filter(edition=edition.pk):
        attendance.seal_register(session=session, by=by)
    _be(edition, EditionStatus.CONCLUDED)
    template = CertificateTemplate(kind="attendance", seat="Bologna", signatory=SIGNATORY, signatory_role=ROLE)
    certificates.write_template(template=template, by=by)
    certificates.issue_all(edition=edition, by=by)
    _already_sent()


def remember_letters():
    """A letter for each step of the enrolments that were told, as sent: a demonstration writes to nobody."""
    steps = EnrolmentTransition.objects.select_related("enrolment__edition")
    Mail.objects.bulk_create(
        Mail(
            kind=MailKind.LETTER, state=MailState.SENT, sent_at=step.at, to=step.enrolment.email,
            subject_line=f"{step.enrolment.edition}: {step.get_target_display()}",
            key=f"enrolment:{step.enrolment_id}:{step.number}:{step.target}",
        )
        for step in steps
    )  # fmt: skip


def _be(edition, status):
    Edition.objects.filter(pk=edition.pk).update(status=status)


def _already_sent():
    Mail.objects.filter(kind=MailKind.LETTER).exclude(state=MailState.SENT).update(
        state=MailState.SENT, sent_at=timezone.now()
    )
