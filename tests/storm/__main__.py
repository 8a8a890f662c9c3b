"""``python -m tests.storm``: crowds at the doors of the School, then the audit. Exit code 1 when anything broke.

``DATABASE_URL`` of PostgreSQL storms there (in a database of its own); without it, SQLite in a temporary file.
"""

import argparse
import json
import sys
from functools import partial


def main(argv=None):
    """Storm, print the figures, audit."""
    asked = _asked(argv)
    from tests.bench.database import own_database

    with own_database("storm") as url:
        import django

        django.setup()
        from tests.storm import scene, unlocked

        scene.make_tables()
        scene.warm_up()
        if asked.unlocked:
            unlocked.remove_the_lock()
        lines = [storm(asked) for storm in _storms() if asked.only in storm.__name__]
        print(json.dumps({"database": url.split("://")[0], "storms": lines}, indent=2), flush=True)
    return 1 if any(line["broken"] or line["violations"] or line["wrong"] for line in lines) else 0


def _asked(argv):
    parser = argparse.ArgumentParser(prog="python -m tests.storm", description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=800)
    parser.add_argument("--acts", type=int, default=2400)
    parser.add_argument("--workers", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=5, help="last seats that are fought for")
    parser.add_argument("--seed", type=int, default=2027)
    parser.add_argument("--only", default="", help="last_seat, rush, weather, crash or web")
    parser.add_argument("--unlocked", action="store_true", help="without the lock, to see that these storms see it")
    return parser.parse_args(argv)


def rush(asked):
    """Everybody enrols at once: the seats and not one more are taken, the others stand in line."""
    from tests.storm import crowd, report, scene

    seats = asked.people // 8
    pool = scene.make_edition(capacity=seats)
    users, body = scene.make_people(asked.people)
    plans = [
        [("enrol", partial(scene.enrol, user, pool, body)) for user in hand]
        for hand in crowd.dealt(users, asked.workers)
    ]
    tally = crowd.gather(plans)
    found = report.states(pool)
    wrong = found != {"confirmed": seats, "waitlisted": asked.people - seats}
    return report.line("rush", tally, states=found, wrong=wrong)


def last_seat(asked):
    """Ten people and one seat, again and again."""
    from tests.storm import crowd, report, scene

    whole, wrong = crowd.Tally(), 0
    for _round in range(asked.rounds):
        pool = scene.make_edition(capacity=1)
        users, body = scene.make_people(10)
        tally = crowd.gather([[("enrol", partial(scene.enrol, user, pool, body))] for user in users])
        wrong += report.states(pool) != {"confirmed": 1, "waitlisted": 9}
        whole.add(tally)
        whole.seconds += tally.seconds
    return report.line("last_seat", whole, wrong=wrong)


def weather(asked):
    """Everything at once, by chance: enrol, give up, accept, offers that run out, priorities, more and fewer seats."""
    from tests.factories.accounts import GrantFactory, UserFactory
    from tests.storm import acts, crowd, report, scene

    pool = scene.make_edition(capacity=30)
    users, body = scene.make_people(max(asked.people // 4, asked.workers * 4))
    staff = UserFactory()
    GrantFactory(user=staff, role="school")
    plans = [
        acts.plan_of(
            crowd.dice(asked.seed, worker),
            people=hand, pool=pool, body=body, staff=staff, length=asked.acts // asked.workers,
        )
        for worker, hand in enumerate(crowd.dealt(users, asked.workers))
    ]  # fmt: skip
    tally = crowd.gather(plans)
    return report.line("weather", tally, by_act=dict(tally.acts), states=report.states(pool), wrong=False)


def _storms():
    from tests.storm.crash import crash
    from tests.storm.web import web

    return (last_seat, rush, weather, crash, web)


if __name__ == "__main__":
    sys.exit(main())
