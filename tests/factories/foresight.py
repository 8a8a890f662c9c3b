"""What may come and what was learnt: intentions, signals, scenarios, triggers, sessions, insights."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from missions.models import Intention, Scenario, Signal
from portfolios.models import Insight, ScenarioTrial, SensemakingSession, Trigger
from tests.factories.actors import ActorFactory
from tests.factories.missions import MissionFactory
from tests.factories.portfolios import ActionFactory, PortfolioFactory


class IntentionFactory(DjangoModelFactory):
    """Declared by an actor on a public mission."""

    class Meta:
        model = Intention

    title = factory.Sequence(lambda n: f"Apriamo un condominio solidale {n}")
    slug = factory.Sequence(lambda n: f"condominio-{n}")
    condition = "Se il Comune affida l'ex scuola."
    actor = factory.SubFactory(ActorFactory)
    mission = factory.SubFactory(MissionFactory, visibility="public")
    visibility = "public"


class SignalFactory(DjangoModelFactory):
    """Captured on a public mission."""

    class Meta:
        model = Signal

    title = factory.Sequence(lambda n: f"Famiglie salgono dalla pianura {n}")
    slug = factory.Sequence(lambda n: f"famiglie-salgono-{n}")
    mission = factory.SubFactory(MissionFactory, visibility="public")
    visibility = "public"


class ScenarioFactory(DjangoModelFactory):
    class Meta:
        model = Scenario

    title = factory.Sequence(lambda n: f"Valli calde {n}")
    slug = factory.Sequence(lambda n: f"valli-calde-{n}")
    year = 2040
    mission = factory.SubFactory(MissionFactory, visibility="public")
    visibility = "public"


class TriggerFactory(DjangoModelFactory):
    """Expected, with a window far away."""

    class Meta:
        model = Trigger

    title = factory.Sequence(lambda n: f"Bando per le case vuote {n}")
    slug = factory.Sequence(lambda n: f"bando-case-vuote-{n}")
    kind = "funding_call"
    mission = factory.SubFactory(MissionFactory, visibility="public")
    window_from, window_until = dt.date(2999, 1, 1), dt.date(2999, 6, 30)
    visibility = "public"


class SensemakingSessionFactory(DjangoModelFactory):
    class Meta:
        model = SensemakingSession

    question = factory.Sequence(lambda n: f"Che cosa ferma i proprietari? {n}")
    slug = factory.Sequence(lambda n: f"che-cosa-ferma-{n}")
    portfolio = factory.SubFactory(PortfolioFactory, visibility="public", mission__visibility="public")
    held_on = dt.date(2026, 9, 25)
    visibility = "public"


class InsightFactory(DjangoModelFactory):
    class Meta:
        model = Insight

    title = factory.Sequence(lambda n: f"I proprietari temono inquilini che non pagano {n}")
    slug = factory.Sequence(lambda n: f"proprietari-temono-{n}")
    kind = "barrier"
    mission = factory.SubFactory(MissionFactory, visibility="public")
    visibility = "public"


class ScenarioTrialFactory(DjangoModelFactory):
    class Meta:
        model = ScenarioTrial

    scenario = factory.SubFactory(ScenarioFactory)
    action = factory.SubFactory(ActionFactory)
    score = 1
