"""An edition that takes enrolments now, and clients of people."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.school import EditionFactory, SeatPoolFactory, SessionFactory


@pytest.fixture
def opened(db):
    """Published, two seats in person, a meeting in a month."""
    starts_at = timezone.now() + dt.timedelta(days=30)
    edition = EditionFactory(
        title="Abitare le valli", slug="valli-aperte", code="MT-2027-02", starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(hours=4), enrolment_closes_at=starts_at - dt.timedelta(days=7),
    )  # fmt: skip
    SessionFactory(edition=edition, starts_at=starts_at)
    return edition


@pytest.fixture
def seats(opened):
    return SeatPoolFactory(edition=opened, name="In presenza", capacity=2)


@pytest.fixture
def page():
    """``page(user, "enrol", slug, data)``: what the School answers to ``user``."""

    def ask(user, name, *args, data=None, query=None, **kwargs):
        client = Client()
        if user is not None and user.is_authenticated:
            client.force_login(user)
        client.cookies["django_language"] = "en"
        address = reverse(f"school:{name}", args=args)
        if data is None:
            return client.get(address, query or {}, **kwargs)
        return client.post(address, data, **kwargs)

    return ask


@pytest.fixture
def filled():
    """What somebody types to enrol."""
    return {
        "name": "Pia Rossi", "email": "pia@example.org", "job_role": "officer", "list_consent": "nobody",
        "request_key": "una-volta",
    }  # fmt: skip
