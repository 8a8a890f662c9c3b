"""Where a storm happens: tables in an empty database, an edition with one pool of seats, people with accounts."""

from django.conf import settings
from django.core.management import call_command
from django.db import connection


class _NoMigrations:
    """Tables are made from the models, as in the tests."""

    def __contains__(self, app):
        return True

    def __getitem__(self, app):
        return None


def make_tables():
    """The tables of the models and the index of the search."""
    from convergenze.search.stores import postgres, sqlite

    settings.MIGRATION_MODULES = _NoMigrations()
    call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)
    with connection.schema_editor() as editor:
        (postgres if connection.vendor == "postgresql" else sqlite).create(editor)


def warm_up():
    """What a server that has been running has read already: templates, translations, addresses.

    Mails are sent by a process of their own, as where there is a queue.
    """
    from convergenze.notifications.services import outbox
    from school.services import enrolment as services

    outbox.wakers.clear()
    pool = make_edition(capacity=1)
    users, body = make_people(2)
    first, second = (enrol(user, pool, body) for user in users)
    services.withdraw(enrolment=first, by=users[0])
    services.accept(enrolment=second, by=users[1])


def make_edition(*, capacity, **fields):
    """The pool of a new edition whose enrolment is open; it has meetings, so that letters carry a calendar."""
    import datetime as dt

    from django.utils import timezone

    from tests.factories.school import EditionFactory, SeatPoolFactory, SessionFactory

    starts = timezone.now() + dt.timedelta(days=30)
    edition = EditionFactory(starts_at=starts, ends_at=starts + dt.timedelta(days=40), **fields)
    for week in range(6):
        begin = starts + dt.timedelta(days=7 * week)
        SessionFactory(edition=edition, starts_at=begin, ends_at=begin + dt.timedelta(hours=4))
    return SeatPoolFactory(edition=edition, capacity=capacity)


def make_people(n):
    """``n`` accounts, each with its person, and the body on whose behalf they enrol: (accounts, body)."""
    from actors.models import Person
    from convergenze.accounts.models import User
    from tests.factories.actors import ActorFactory

    first = User.objects.count()
    users = User.objects.bulk_create(
        [User(email=f"p{first + i}@example.org", name=f"Persona {first + i}", password="!") for i in range(n)]
    )
    Person.objects.bulk_create(
        [Person(name=user.name, slug=f"persona-{user.pk}", email=user.email, account=user) for user in users]
    )
    return users, ActorFactory(visibility="public")


def enrol(user, pool, body, **more):
    """The person of ``user`` enrols in the edition of ``pool``."""
    from school.services import enrolment as services

    fields = {
        "edition": pool.edition, "pool": pool, "name": user.name, "email": user.email, "organisation": body,
        "job_role": "officer", "list_consent": "nobody", "source": "self", "by": user,
    }  # fmt: skip
    return services.enrol(**fields | more)
