"""Accounts and what they hold."""

import factory
from factory.django import DjangoModelFactory

from convergenze.accounts.models import ErasureRequest, Grant, User


class UserFactory(DjangoModelFactory):
    """An active account without roles, reading English as the tests do."""

    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"Persona {n}")
    email = factory.Sequence(lambda n: f"persona{n}@example.org")
    language = "en"


class GrantFactory(DjangoModelFactory):
    """A platform role unless a scope is given."""

    class Meta:
        model = Grant

    user = factory.SubFactory(UserFactory)
    role = "officer"


class ErasureRequestFactory(DjangoModelFactory):
    class Meta:
        model = ErasureRequest

    user = factory.SubFactory(UserFactory)
