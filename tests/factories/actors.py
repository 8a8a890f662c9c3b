"""Territories, actors and their people."""

import factory
from factory.django import DjangoModelFactory

from actors.models import (
    Actor,
    ActorMerge,
    ActorResource,
    ClaimRequest,
    HistoricalIdentifier,
    Introduction,
    Membership,
    Person,
    Territory,
    TerritoryCode,
    TerritoryMember,
    Tie,
)
from tests.factories.accounts import UserFactory


class TerritoryFactory(DjangoModelFactory):
    """A municipality on its own; ``path`` is set as the services do."""

    class Meta:
        model = Territory
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Valfiorita {n}")
    slug = factory.Sequence(lambda n: f"valfiorita-{n}")
    level = "municipality"
    istat_code = factory.Sequence(lambda n: f"{900000 + n}")

    @factory.post_generation
    def path(self, create, extracted, **kwargs):
        self.path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        Territory.objects.filter(pk=self.pk).update(path=self.path)


class TerritoryMemberFactory(DjangoModelFactory):
    class Meta:
        model = TerritoryMember

    whole = factory.SubFactory(TerritoryFactory, level="union_of_municipalities", istat_code="")
    part = factory.SubFactory(TerritoryFactory)


class TerritoryCodeFactory(DjangoModelFactory):
    class Meta:
        model = TerritoryCode

    territory = factory.SubFactory(TerritoryFactory)
    code = "099010"


class ActorFactory(DjangoModelFactory):
    """A public municipality."""

    class Meta:
        model = Actor

    name = factory.Sequence(lambda n: f"Comune di Valfiorita {n}")
    slug = factory.Sequence(lambda n: f"comune-di-valfiorita-{n}")
    kind = "municipality"
    family = "public_administration"
    visibility = "public"


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Contatto {n}")
    slug = factory.Sequence(lambda n: f"contatto-{n}")
    email = factory.Sequence(lambda n: f"contatto{n}@example.org")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    actor = factory.SubFactory(ActorFactory)
    person = factory.SubFactory(PersonFactory)
    role = "editor"


class ClaimRequestFactory(DjangoModelFactory):
    class Meta:
        model = ClaimRequest

    actor = factory.SubFactory(ActorFactory)
    account = factory.SubFactory(UserFactory)
    motivation = "Ci lavoro."


class TieFactory(DjangoModelFactory):
    class Meta:
        model = Tie

    one = factory.SubFactory(ActorFactory)
    other = factory.SubFactory(ActorFactory)
    kind = "agreement"


class ActorResourceFactory(DjangoModelFactory):
    class Meta:
        model = ActorResource

    actor = factory.SubFactory(ActorFactory)
    direction = "offer"
    resource = "data"
    tag = "vacant_homes"


class HistoricalIdentifierFactory(DjangoModelFactory):
    class Meta:
        model = HistoricalIdentifier

    actor = factory.SubFactory(ActorFactory)
    scheme = "name"
    value = "Vecchio nome"


class ActorMergeFactory(DjangoModelFactory):
    class Meta:
        model = ActorMerge

    keep = factory.SubFactory(ActorFactory)
    drop = factory.SubFactory(ActorFactory)


class IntroductionFactory(DjangoModelFactory):
    class Meta:
        model = Introduction

    one = factory.SubFactory(ActorFactory)
    other = factory.SubFactory(ActorFactory)
    direction = "need"
    resource = "data"
    tag = "vacant_homes"
    message = "Cerchiamo dati sulle case vuote."
