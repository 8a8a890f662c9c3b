"""Imports and their rows."""

import hashlib

import factory
from factory.django import DjangoModelFactory

from convergenze.exchange.models import ImportRow, ImportRun


class ImportRunFactory(DjangoModelFactory):
    """A file that was sent and not looked at yet."""

    class Meta:
        model = ImportRun

    kind = "projects"
    name = factory.Sequence(lambda n: f"progetti-{n}.csv")
    sha256 = factory.LazyAttribute(lambda run: hashlib.sha256(run.name.encode()).hexdigest())


class ImportRowFactory(DjangoModelFactory):
    class Meta:
        model = ImportRow

    run = factory.SubFactory(ImportRunFactory)
    position = factory.Sequence(int)
    line = factory.SelfAttribute("position")
    outcome = "create"
