"""Pia has completed the edition; somebody signs."""

import pytest

from tests.factories.school import CertificateTemplateFactory


@pytest.fixture
def template(db):
    return CertificateTemplateFactory(seat="Bologna, via Zamboni 1", tax_code="91400000000")


@pytest.fixture
def completed(enrolment, template):
    """Pia attended six of the seven hours."""
    return complete(enrolment, 360)


def complete(enrolment, minutes=420):
    """``enrolment`` as the closing of the edition leaves it."""
    enrolment.status, enrolment.attended_minutes, enrolment.planned_minutes = "completed", minutes, 420
    enrolment.save(update_fields=["status", "attended_minutes", "planned_minutes"])
    return enrolment
