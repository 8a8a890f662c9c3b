"""Long and nightly work of the School, started by pages and by the clock."""

from celery import shared_task
from django.core.cache import cache

from convergenze.accounts.models import User
from school.models import Edition
from school.queries.certificates import unfinished
from school.services import certificates, enrolment, forgetting, reminders

WORK_SECONDS = 3600


@shared_task
def issue_certificates(edition_id, user_id, language):
    """Certify all who completed an edition; how it went is told on the page for an hour."""
    edition, by = Edition.objects.get(pk=edition_id), User.objects.get(pk=user_id)
    cache.set(_work(edition_id), {"is_running": True}, WORK_SECONDS)
    told = {"is_running": False, "has_failed": True, "problems": []}
    try:
        _done, problems = certificates.issue_all(edition=edition, language=language, by=by)
        told |= {"has_failed": False, "problems": problems}
    finally:
        cache.set(_work(edition_id), told, WORK_SECONDS)


def issuing(edition_id):
    """How the issuing of an edition goes, or went lately; None when nothing was asked."""
    return cache.get(_work(edition_id))


def _work(edition_id):
    return f"certificates:{edition_id}"


@shared_task
def send_reminders():
    """Write the reminders whose time has come; returns how many were asked for."""
    return reminders.send_due()


@shared_task
def sweep_enrolments():
    """Offers that ran out expire and free seats go to who waits; whatever happens to an edition does the same."""
    enrolment.sweep()


@shared_task
def complete_certificates():
    """Nightly: documents of certificates whose making was interrupted."""
    for certificate in unfinished():
        certificates.complete(certificate)


@shared_task
def forget_due():
    """Nightly: personal data whose period is over."""
    forgetting.forget_due()
