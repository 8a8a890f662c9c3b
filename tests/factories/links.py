"""What the leads of two linked actions say."""

import factory
from factory.django import DjangoModelFactory

from portfolios.models import ActionMerge, LinkAnswer, MergeConsent, MergeRequest
from tests.factories.actors import ActorFactory
from tests.factories.portfolios import ActionFactory, ActionLinkFactory


class LinkAnswerFactory(DjangoModelFactory):
    class Meta:
        model = LinkAnswer

    link = factory.SubFactory(ActionLinkFactory)
    actor = factory.SubFactory(ActorFactory)
    answer = "confirm"


class MergeRequestFactory(DjangoModelFactory):
    class Meta:
        model = MergeRequest

    link = factory.SubFactory(ActionLinkFactory)
    keep = factory.SelfAttribute("link.one")
    reason = "È lo stesso sportello."


class MergeConsentFactory(DjangoModelFactory):
    class Meta:
        model = MergeConsent

    link = factory.SubFactory(ActionLinkFactory)
    actor = factory.SubFactory(ActorFactory)


class ActionMergeFactory(DjangoModelFactory):
    class Meta:
        model = ActionMerge

    keep = factory.SubFactory(ActionFactory)
    drop = factory.SubFactory(ActionFactory)
    status = "proposed"
