"""Evidence, comments and tasks."""

import factory
from factory.django import DjangoModelFactory

from convergenze.notes.models import Comment, Evidence, Task
from tests.factories.accounts import UserFactory
from tests.factories.missions import ChallengeFactory


class EvidenceFactory(DjangoModelFactory):
    """A statistic about a challenge."""

    class Meta:
        model = Evidence

    subject = factory.SubFactory(ChallengeFactory)
    claim = "Una casa su quattro non è abitata tutto l'anno."
    kind = "statistic"


class TaskFactory(DjangoModelFactory):
    """Something to do about a challenge, by nobody yet."""

    class Meta:
        model = Task

    subject = factory.SubFactory(ChallengeFactory)
    title = factory.Sequence(lambda n: f"Chiamare il Comune {n}")


class CommentFactory(DjangoModelFactory):
    """What somebody says about a challenge."""

    class Meta:
        model = Comment

    subject = factory.SubFactory(ChallengeFactory)
    created_by = factory.SubFactory(UserFactory)
    text = "Ne abbiamo parlato con la cooperativa."
