"""The cast of the School, beside the house's: an edition with two meetings, and who has to do with it.

giulia  runs the School
teo     facilitates the edition
pia     is an official of Comune di Valfiorita, enrolled on its behalf
anna    represents the Comune (tests/conftest.py): she is its contact
chiara  is signed in and belongs to nothing
"""

import datetime as dt

import pytest

from school.models import Session
from tests.factories.accounts import GrantFactory, UserFactory
from tests.factories.actors import MembershipFactory, PersonFactory
from tests.factories.school import (
    START,
    EditionFactory,
    EditionStaffFactory,
    EnrolmentFactory,
    SeatPoolFactory,
    SessionFactory,
)


@pytest.fixture
def edition(db):
    """Two days of four hours, three and a half of them credited on each."""
    edition = EditionFactory(
        title="Abitare le valli", slug="abitare-le-valli", code="MT-2027-01", status="running",
        starts_at=START, ends_at=START + dt.timedelta(days=7, hours=4),
    )  # fmt: skip
    SessionFactory(edition=edition, title="La sfida")
    SessionFactory(edition=edition, title="La missione", starts_at=START + dt.timedelta(days=7))
    return edition


@pytest.fixture
def meeting(edition):
    """The first meeting."""
    return Session.objects.filter(edition=edition).first()


@pytest.fixture
def pool(edition):
    return SeatPoolFactory(edition=edition, name="In presenza")


@pytest.fixture
def giulia(db):
    user = UserFactory(name="Giulia", email="giulia@example.org")
    GrantFactory(user=user, role="school")
    return user


@pytest.fixture
def teo(edition):
    user = UserFactory(name="Teo", email="teo@example.org")
    EditionStaffFactory(edition=edition, person=PersonFactory(name="Teo", account=user), role="facilitator")
    return user


@pytest.fixture
def pia(municipality):
    user = UserFactory(name="Pia", email="pia@example.org")
    MembershipFactory(actor=municipality, person=PersonFactory(name="Pia Rossi", account=user), role="member")
    return user


@pytest.fixture
def enrolment(pia, pool, municipality):
    """Pia's place in the edition."""
    pool.seats_taken += 1
    pool.save(update_fields=["seats_taken"])
    return EnrolmentFactory(
        pool=pool, person=pia.person, organisation=municipality, name="Pia Rossi", email=pia.email, badge="badge-pia"
    )


@pytest.fixture
def school_cast(cast, giulia, teo, pia, enrolment):
    """Everybody by name, the School's people too."""
    return cast | {"giulia": giulia, "teo": teo, "pia": pia}
