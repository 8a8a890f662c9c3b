"""Follows, notifications, preferences, mails, questions."""

import factory
from factory.django import DjangoModelFactory

from convergenze.history import services as history
from convergenze.notifications.models import Follow, Mail, Notification, Preference, Question, Watch
from tests.factories.accounts import UserFactory
from tests.factories.missions import ChallengeFactory


class FollowFactory(DjangoModelFactory):
    """Somebody who wants to know."""

    class Meta:
        model = Follow

    subject = factory.SubFactory(ChallengeFactory)
    user = factory.SubFactory(UserFactory)


class WatchFactory(DjangoModelFactory):
    """Somebody who follows the list of challenges."""

    class Meta:
        model = Watch

    user = factory.SubFactory(UserFactory)
    kind = "missions.challenge"
    name = "Sfide"


class MailFactory(DjangoModelFactory):
    """A mail about an account, due now."""

    class Meta:
        model = Mail

    kind = "account"
    to = "chiara@example.org"
    subject_line = "Il tuo codice"
    text = "123456"


class NotificationFactory(DjangoModelFactory):
    """Somebody is told that a challenge was proposed."""

    class Meta:
        model = Notification

    subject = factory.SubFactory(ChallengeFactory)
    user = factory.SubFactory(UserFactory)
    entry = factory.LazyAttribute(lambda made: history.record(made.subject, "propose", by=None))
    reason = "followed"


class PreferenceFactory(DjangoModelFactory):
    """Never by mail what is only followed."""

    class Meta:
        model = Preference

    user = factory.SubFactory(UserFactory)
    reason = "followed"
    frequency = "never"


class QuestionFactory(DjangoModelFactory):
    """A question nobody offers."""

    class Meta:
        model = Question

    subject = factory.SubFactory(ChallengeFactory)
    user = factory.SubFactory(UserFactory)
    code = "nothing"
