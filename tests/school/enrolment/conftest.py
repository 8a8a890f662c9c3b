"""Acts that most tests begin with."""

import pytest

from actors.models import Person
from school.services import enrolment as services
from tests.factories.accounts import UserFactory
from tests.factories.actors import ActorFactory
from tests.factories.school import EditionFactory, SeatPoolFactory


@pytest.fixture
def body(db):
    """A body nobody answers for."""
    return ActorFactory(name="Comune di Altavalle", visibility="public")


@pytest.fixture
def enter(body):
    """Somebody new enrols themselves; ``by`` or other fields may be given."""

    def entered(pool, /, **more):
        by = more.pop("by", None) or UserFactory()
        fields = {
            "edition": pool.edition, "pool": pool, "name": str(by), "email": by.email, "organisation": body,
            "job_role": "officer", "list_consent": "nobody", "source": "self", "by": by,
        }  # fmt: skip
        return services.enrol(**fields | more)

    return entered


@pytest.fixture
def seats(db):
    """A pool of an open edition: ``seats(2, waitlist="direct")``."""

    def made(capacity, **edition):
        return SeatPoolFactory(edition=EditionFactory(**edition), capacity=capacity)

    return made


@pytest.fixture
def states():
    """[state of each enrolment of a pool, in the order of coming]."""
    return lambda pool: list(pool.enrolments.order_by("pk").values_list("status", flat=True))


@pytest.fixture
def of():
    """The account of an enrolment."""
    return lambda enrolment: Person.objects.get(pk=enrolment.person_id).account
