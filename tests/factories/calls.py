"""Funding calls, what portfolios answer to them, and what findings become."""

from datetime import timedelta

import factory
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from factory.django import DjangoModelFactory

from portfolios.models import CallPick, FindingAnswer, FundingCall
from tests.factories.missions import ChallengeFactory
from tests.factories.portfolios import PortfolioFactory


class FundingCallFactory(DjangoModelFactory):
    """A public call, open for another month."""

    class Meta:
        model = FundingCall

    title = factory.Sequence(lambda n: f"Bando per le case vuote {n}")
    slug = factory.Sequence(lambda n: f"bando-{n}")
    opens_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=10))
    closes_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    visibility = "public"


class CallPickFactory(DjangoModelFactory):
    """A call followed up for a whole portfolio."""

    class Meta:
        model = CallPick

    portfolio = factory.SubFactory(PortfolioFactory)
    call = factory.SubFactory(FundingCallFactory)
    status = "chosen"


class FindingAnswerFactory(DjangoModelFactory):
    """A gap that became a challenge."""

    class Meta:
        model = FindingAnswer

    class Params:
        became = factory.SubFactory(ChallengeFactory)

    portfolio = factory.SubFactory(PortfolioFactory)
    finding = "gap"
    key = factory.Sequence(lambda n: f"{n}:finance")
    label = "Finanza"
    kind = "challenge"
    subject_type = factory.LazyAttribute(lambda answer: ContentType.objects.get_for_model(answer.became))
    subject_id = factory.LazyAttribute(lambda answer: answer.became.pk)
