"""The cast: five people with fixed relations, and the place where they work.

anna    represents the Comune di Valfiorita, which owns the mission
bruno   edits for the cooperative, partner of an action
chiara  is signed in and belongs to nothing
sara    stewards the mission
olga    is a programme officer; marta manages the programme; ada analyses (reads, changes nothing)
guest   is nobody
"""

import os

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import translation
from hypothesis import settings as properties

from convergenze.search.stores import postgres, sqlite
from tests.factories.accounts import GrantFactory, UserFactory
from tests.factories.actors import ActorFactory, MembershipFactory, PersonFactory
from tests.factories.missions import MissionFactory

# Examples of each property: few at every run, many before a release (HYPOTHESIS_PROFILE=thorough).
properties.register_profile("quick", max_examples=25, deadline=None)
properties.register_profile("thorough", max_examples=500, deadline=None)
properties.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# The two doors of one act; the browser and its site; browser tests skipped, with the reason, without a browser.
pytest_plugins = ["tests.browser.chromium", "tests.browser.fixtures", "tests.doors"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The tables of the models, and the index of the search, which only a migration makes."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        (postgres if connection.vendor == "postgresql" else sqlite).create(editor)


@pytest.fixture(autouse=True)
def _english():
    """Tests read English messages; those about languages say so."""
    with translation.override("en"):
        yield


@pytest.fixture
def municipality(db):
    return ActorFactory(name="Comune di Valfiorita", kind="municipality", family="public_administration")


@pytest.fixture
def cooperative(db):
    return ActorFactory(name="Cooperativa La Corte", kind="community_cooperative", family="cooperation")


def _belongs(name, actor, role):
    user = UserFactory(name=name.title(), email=f"{name}@example.org")
    MembershipFactory(actor=actor, person=PersonFactory(name=name.title(), account=user), role=role)
    return user


@pytest.fixture
def anna(municipality):
    return _belongs("anna", municipality, "representative")


@pytest.fixture
def bruno(cooperative):
    return _belongs("bruno", cooperative, "editor")


@pytest.fixture
def chiara(db):
    return UserFactory(name="Chiara", email="chiara@example.org")


@pytest.fixture
def mission(municipality):
    return MissionFactory(title="Case piene", slug="case-piene", owner=municipality)


@pytest.fixture
def sara(mission):
    user = UserFactory(name="Sara", email="sara@example.org")
    GrantFactory(user=user, role="steward", scope=mission)
    return user


def _holds(name, role):
    user = UserFactory(name=name.title(), email=f"{name}@example.org")
    GrantFactory(user=user, role=role)
    return user


@pytest.fixture
def olga(db):
    return _holds("olga", "officer")


@pytest.fixture
def marta(db):
    return _holds("marta", "manager")


@pytest.fixture
def ada(db):
    return _holds("ada", "analyst")


@pytest.fixture
def guest():
    return AnonymousUser()


@pytest.fixture
def cast(anna, bruno, chiara, sara, olga, marta, ada, guest):
    """Everybody by name."""
    return {
        "anna": anna,
        "bruno": bruno,
        "chiara": chiara,
        "sara": sara,
        "olga": olga,
        "marta": marta,
        "ada": ada,
        "guest": guest,
    }
