"""Evidence."""

import factory
from factory.django import DjangoModelFactory

from convergenze.notes.models import Evidence
from tests.factories.missions import ChallengeFactory


class EvidenceFactory(DjangoModelFactory):
    """A statistic about a challenge."""

    class Meta:
        model = Evidence

    subject = factory.SubFactory(ChallengeFactory)
    claim = "Una casa su quattro non è abitata tutto l'anno."
    kind = "statistic"
