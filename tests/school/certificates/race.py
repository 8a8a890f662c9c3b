"""Ten people certify at once, on a database of their own; prints how it went (``unlocked``: without the lock).

Run by test_numbering in a process of its own, since a test's database lives inside one transaction.
"""

import json
import os
import sys
import threading

import django
from django.conf import settings

from tests.bench.database import own_database

THREADS = 10


class NoMigrations:
    """Tables are made from the models."""

    def __contains__(self, app):
        return True

    def __getitem__(self, app):
        return None


def main(is_locked):
    django.setup()
    settings.MIGRATION_MODULES = NoMigrations()
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, verbosity=0)
    enrolments, by = _people()
    if not is_locked:
        _unlock()
    barrier, problems = threading.Barrier(THREADS), []
    threads = [threading.Thread(target=_certify, args=(one, by, barrier, problems)) for one in enrolments]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    from school.models import Certificate, CertificateCounter

    numbers = sorted(Certificate.objects.values_list("number", flat=True))
    last = CertificateCounter.objects.values_list("last", flat=True).first()
    codes = Certificate.objects.values("code").distinct().count()
    print(json.dumps({"numbers": numbers, "last": last, "codes": codes, "problems": problems}))


def _people():
    from tests.factories.accounts import GrantFactory, UserFactory
    from tests.factories.school import CertificateTemplateFactory, EnrolmentFactory, SeatPoolFactory

    CertificateTemplateFactory()
    by = UserFactory()
    GrantFactory(user=by, role="school")
    pool = SeatPoolFactory(capacity=None)
    told = {"status": "completed", "attended_minutes": 420, "planned_minutes": 420}
    return [EnrolmentFactory(pool=pool, **told) for _n in range(THREADS)], by


def _unlock():
    """The control: read, wait a little, write, without the lock."""
    import time

    from django.db.models import QuerySet

    from school.models import CertificateCounter

    QuerySet.select_for_update = lambda rows, **how: rows.all()
    save = CertificateCounter.save
    CertificateCounter.save = lambda row, **how: (time.sleep(0.05), save(row, **how))[1]


def _certify(enrolment, by, barrier, problems):
    from django.db import connections

    from school.services import certificates

    barrier.wait()
    try:
        certificates.issue(enrolment=enrolment, by=by)
    except Exception as error:  # noqa: BLE001 - every failure is told
        problems.append(f"{type(error).__name__}: {error}"[:200])
    finally:
        connections.close_all()


if __name__ == "__main__":
    with own_database("race"):
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        main("unlocked" not in sys.argv)
