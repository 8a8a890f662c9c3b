"""Numbers have no holes: ten threads at once, on a SQLite file and on PostgreSQL, and what fails takes none."""

import json
import subprocess
import sys

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from school.models import Certificate, CertificateCounter
from school.services import certificates as services
from tests.factories.school import CertificateFactory
from tests.school.certificates.race import THREADS


def race(*how):
    command = [sys.executable, "-m", "tests.school.certificates.race", *how]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def test_ten_at_once_get_ten_numbers_in_a_row(db):
    told = race()
    assert told == {"numbers": list(range(1, THREADS + 1)), "last": THREADS, "codes": THREADS, "problems": []}


def test_without_the_lock_the_race_appears(db):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer: every transaction holds the lock from its start")
    assert race("unlocked")["problems"] != []


def test_a_number_is_given_back_when_its_certificate_cannot_be_kept(completed, giulia):
    services.issue(enrolment=completed, by=giulia)
    stale = type(completed).objects.get(pk=completed.pk)
    with pytest.raises(ValidationError):
        services.issue(enrolment=stale, by=giulia)
    assert list(CertificateCounter.objects.values_list("last", flat=True)) == [1]
    services.revoke(certificate=Certificate.objects.get(), reason_class="wrong_content", reason="x", by=giulia)
    assert services.issue(enrolment=stale, by=giulia).number == 2


def test_a_taken_number_undoes_the_counter_with_the_certificate(completed, giulia):
    first = services.issue(enrolment=completed, by=giulia)
    CertificateFactory(year=first.year, number=2)  # somebody wrote the next one by hand
    services.revoke(certificate=first, reason_class="wrong_content", reason="x", by=giulia)
    with pytest.raises(ValidationError):
        services.issue(enrolment=completed, by=giulia)
    assert CertificateCounter.objects.get().last == 1
