"""More of the cast: dina directs the edition."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.actors import PersonFactory
from tests.factories.school import EditionStaffFactory


@pytest.fixture
def dina(edition):
    user = UserFactory(name="Dina", email="dina@example.org")
    EditionStaffFactory(edition=edition, person=PersonFactory(name="Dina", account=user), role="director")
    return user


@pytest.fixture
def people(school_cast, dina):
    """Everybody by name."""
    return school_cast | {"dina": dina}


@pytest.fixture
def client(client):
    """A browser that asks for English, also as a visitor."""
    client.cookies["django_language"] = "en"
    return client
