"""Many people promote one output, or write one field, at once, on a database of their own; prints how it went.

Run by test_promoting in a process of its own, since a test's database lives inside one transaction.
"""

import json
import os
import sys
import threading

import django
from django.conf import settings

from tests.bench.database import own_database
from tests.school.certificates.race import NoMigrations

THREADS = 6


def main(name):
    django.setup()
    settings.MIGRATION_MODULES = NoMigrations()
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, verbosity=0)
    act, count = {"promote": _promotion, "write": _writing}[name]()
    barrier, ends = threading.Barrier(THREADS), []
    threads = [threading.Thread(target=_run, args=(act, number, barrier, ends)) for number in range(THREADS)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    print(json.dumps({"ends": sorted(ends), "left": count()}))


def _run(act, number, barrier, ends):
    from django.db import connections

    barrier.wait()
    try:
        act(number)
        ends.append("done")
    except Exception as error:  # noqa: BLE001 - how each one ended is what is asked
        ends.append(type(error).__name__)
    finally:
        connections.close_all()


def _promotion():
    """Everybody makes a challenge of the same card."""
    from missions.models import Challenge
    from school.choices.canvases import canvas_of
    from school.services import labs
    from tests.factories.accounts import GrantFactory, UserFactory
    from tests.factories.school import OutputFactory, OutputRevisionFactory

    by = UserFactory()
    GrantFactory(user=by, role="manager")
    output = OutputFactory(kind="challenge_card", status="accepted")
    data = dict.fromkeys(canvas_of(output.kind).required, "Perché?")
    revision = OutputRevisionFactory(output=output, number=1, data=data)
    return lambda number: labs.promote_output(revision=revision, key="challenge", by=by), Challenge.objects.count


def _writing():
    """Everybody writes their own text in the same empty field."""
    from school.models import OutputField
    from school.services import labs
    from tests.factories.accounts import UserFactory
    from tests.factories.actors import PersonFactory
    from tests.factories.school import EnrolmentFactory, OutputFactory, SeatPoolFactory, TeamMembershipFactory

    output = OutputFactory()
    pool, writers = SeatPoolFactory(edition=output.team.lab.edition), [UserFactory() for _n in range(THREADS)]
    for writer in writers:
        enrolment = EnrolmentFactory(pool=pool, person=PersonFactory(account=writer))
        TeamMembershipFactory(team=output.team, enrolment=enrolment)

    def act(number):
        labs.save_field(output=output, name="summary", value=f"Testo {number}", base=0, by=writers[number])

    return act, OutputField.objects.filter(version=1).count


if __name__ == "__main__":
    with own_database("labs"):
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        main(sys.argv[1])
