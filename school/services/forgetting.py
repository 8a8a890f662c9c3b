"""Forgetting: what the periods say, night by night, and a whole person when they ask.

Rows that others count on (seats, registers, numbers) stay, without anything that says who.
"""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actors.services.forgetting import forgotten_person
from convergenze.history import forgetting as history
from convergenze.notifications.models import Mail
from school.models import (
    AttendanceScan,
    Certificate,
    Enrolment,
    EnrolmentTransition,
    Invitation,
    SelfAssessment,
    Submission,
)
from school.queries.certificate_facts import pseudonymous
from school.queries.retention import LETTERS, PERIODS
from school.services.certificates import delete_files, files_of


def forget_due(*, dry_run=False, now=None) -> dict[str, int]:
    """{period: rows} forgotten, or that would be with ``dry_run``; again finds nothing more."""
    now = now or timezone.now()
    if dry_run:
        return {period.code: period.due(now).count() for period in PERIODS}
    return {period.code: _forget(period, now) for period in PERIODS}


@transaction.atomic
def _forget(period, now):
    return ACTS[period.code](period.due(now))


def _forget_names(rows):
    """The enrolments stay as numbers; nobody in particular made them."""
    found, nobody = list(rows.values_list("pk", flat=True)), forgotten_person()
    chosen = Enrolment.objects.filter(pk__in=found)
    history.forget(chosen, _("forgotten"))
    EnrolmentTransition.objects.filter(enrolment__in=found).update(reason="")
    return chosen.update(
        person=nobody, name="–", email="", job_title="", motivation="", needs="", answers={}, list_consent="nobody",
        invitation=None, forgotten_at=timezone.now(),
    )  # fmt: skip


ACTS = {
    "needs": lambda rows: rows.update(needs=""),
    "answers": lambda rows: rows.update(answers={}),
    "motivation": lambda rows: rows.update(motivation=""),
    "scans": lambda rows: AttendanceScan.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()[0],
    "dropped": _forget_names,
    "letters": lambda rows: rows.delete()[0],
}


def reasons_to_wait(user):
    """A place that is still held has to be given up first, so that somebody else gets it."""
    for one in Enrolment.objects.active().filter(person__account=user).select_related("edition"):
        yield _("Withdraw from “%(edition)s” first.") % {"edition": one.edition.title}


@transaction.atomic
def erase_person(user, by) -> None:
    """Whatever the School holds that says who; certificates still verify, by code, number, hash and state."""
    rows = Enrolment.objects.filter(person__account=user)
    found = list(rows.values_list("pk", flat=True))
    addresses = {user.email, *rows.exclude(email="").values_list("email", flat=True)}
    _erase_certificates(found)
    _erase_work(found)
    AttendanceScan.objects.filter(enrolment__in=found).delete()
    for address in addresses:
        Invitation.objects.filter(email__iexact=address).delete()
        Mail.objects.filter(to__iexact=address, key__regex=LETTERS).delete()
    _forget_names(Enrolment.objects.filter(pk__in=found))


def _erase_certificates(enrolments):
    for one in Certificate.objects.select_for_update().filter(enrolment__in=enrolments):
        transaction.on_commit(partial(delete_files, files_of(one)))
        one.context, one.pdf, one.credential, one.reason = pseudonymous(one.context), "", "", ""
        one.save(update_fields=["context", "pdf", "credential", "reason"])
    history.forget(Certificate.objects.filter(enrolment__in=enrolments), _("forgotten"))


def _erase_work(enrolments):
    """What they handed in and how they saw themselves. What teams made stays the teams'."""
    for work in Submission.objects.filter(enrolment__in=enrolments):
        if work.file:
            transaction.on_commit(partial(work.file.storage.delete, str(work.file.name)))
    Submission.objects.filter(enrolment__in=enrolments).update(text="", url="", file="", file_name="", feedback="")
    SelfAssessment.objects.filter(enrolment__in=enrolments).delete()
