"""More of the cast: dina directs the edition; lia has a seat and nothing else; another edition stands beside."""

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
