"""Challenges, missions and their measures."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from missions.models import (
    Challenge,
    ChallengeStance,
    CriterionAssessment,
    Indicator,
    Measurement,
    Mission,
    Objective,
)
from tests.factories.accounts import UserFactory
from tests.factories.actors import ActorFactory


class ChallengeFactory(DjangoModelFactory):
    """A draft."""

    class Meta:
        model = Challenge

    title = factory.Sequence(lambda n: f"Abitare le valli {n}")
    slug = factory.Sequence(lambda n: f"abitare-le-valli-{n}")
    question = "Perché case vuote e persone che cercano casa non si incontrano?"


class ChallengeStanceFactory(DjangoModelFactory):
    class Meta:
        model = ChallengeStance

    challenge = factory.SubFactory(ChallengeFactory)
    actor = factory.SubFactory(ActorFactory)
    stance = "contributor"


class MissionFactory(DjangoModelFactory):
    """A concept."""

    class Meta:
        model = Mission

    title = factory.Sequence(lambda n: f"Case piene {n}")
    slug = factory.Sequence(lambda n: f"case-piene-{n}")
    statement = "Entro il 2032, 240 case vuote tornano abitate tutto l'anno."


class ObjectiveFactory(DjangoModelFactory):
    class Meta:
        model = Objective

    mission = factory.SubFactory(MissionFactory)
    code = factory.Sequence(lambda n: f"O{n}")
    title = "Riuso"


class IndicatorFactory(DjangoModelFactory):
    """Homes reused: from 0 in 2025 to 240 in 2032."""

    class Meta:
        model = Indicator

    objective = factory.SubFactory(ObjectiveFactory)
    name = "Alloggi riusati"
    baseline, baseline_on = 0, dt.date(2025, 6, 30)
    target, target_on = 240, dt.date(2032, 12, 31)


class MeasurementFactory(DjangoModelFactory):
    class Meta:
        model = Measurement

    indicator = factory.SubFactory(IndicatorFactory)
    value = 14
    measured_on = dt.date(2026, 9, 30)


class CriterionAssessmentFactory(DjangoModelFactory):
    class Meta:
        model = CriterionAssessment

    mission = factory.SubFactory(MissionFactory)
    criterion = "bold"
    score = 3
    assessor = factory.SubFactory(UserFactory)
