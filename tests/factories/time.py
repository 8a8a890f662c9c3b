"""Snapshots, share links, reports."""

import factory
from factory.django import DjangoModelFactory

from convergenze.accounts.services import digest_of
from portfolios.models import Report, ShareLink, Snapshot
from portfolios.queries import frozen
from tests.factories.accounts import UserFactory
from tests.factories.portfolios import PortfolioFactory


class SnapshotFactory(DjangoModelFactory):
    """What a portfolio is when it is built."""

    class Meta:
        model = Snapshot

    title = factory.Sequence(lambda n: f"Assemblea {n}")
    slug = factory.Sequence(lambda n: f"assemblea-{n}")
    portfolio = factory.SubFactory(PortfolioFactory, visibility="public", mission__visibility="public")
    as_of = factory.Faker("date_object")
    content = factory.LazyAttribute(lambda one: frozen.content_of(one.portfolio, one.as_of))
    digest = factory.LazyAttribute(lambda one: frozen.digest_of(one.content))


class ShareLinkFactory(DjangoModelFactory):
    """A link whose key is "chiave-…" and its number."""

    class Meta:
        model = ShareLink

    class Params:
        key = factory.Sequence(lambda n: f"chiave-{n}")

    portfolio = factory.SubFactory(PortfolioFactory, visibility="public", mission__visibility="public")
    name = "La banca"
    prefix = factory.LazyAttribute(lambda one: one.key[:6])
    digest = factory.LazyAttribute(lambda one: digest_of(one.key))
    sections = ["map", "actions"]
    created_by = factory.SubFactory(UserFactory)


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = Report

    portfolio = factory.SubFactory(PortfolioFactory)
    created_by = factory.SubFactory(UserFactory)
