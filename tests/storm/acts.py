"""What people do in a storm: enrol, give up, accept, and what the School and the clock do meanwhile."""

from datetime import timedelta

from django.utils import timezone

SHARES = {"enrol": 45, "withdraw": 20, "accept": 18, "hurry": 7, "sweep": 5, "prioritise": 3, "capacity": 2}


def plan_of(chances, *, people, pool, body, staff, length):
    """So many acts, drawn by ``chances``. ``people``: accounts that only this worker enrols."""
    names, weights = list(SHARES), list(SHARES.values())
    makers = {
        "enrol": lambda: _enrol(chances, people, pool, body),
        "withdraw": lambda: _withdraw(chances, pool),
        "accept": lambda: _accept(chances, pool),
        "hurry": lambda: _hurry(pool),
        "sweep": _sweep,
        "prioritise": lambda: _prioritise(chances, pool, staff),
        "capacity": lambda: _capacity(chances, pool, staff),
    }
    return [(name, makers[name]) for name in chances.choices(names, weights, k=length)]


def _one(chances, pool, *states):
    rows = pool.enrolments.filter(status__in=states).select_related("edition", "person__account")
    found = list(rows.order_by("pk")[:200])
    return chances.choice(found) if found else None


def _enrol(chances, people, pool, body):
    from tests.storm.scene import enrol

    enrol(chances.choice(people), pool, body)


def _withdraw(chances, pool):
    from school.services import enrolment as services

    if one := _one(chances, pool, "confirmed", "waitlisted", "offered"):
        services.withdraw(enrolment=one, by=one.person.account)


def _accept(chances, pool):
    from school.services import enrolment as services

    if one := _one(chances, pool, "offered"):
        services.accept(enrolment=one, by=one.person.account)


def _hurry(pool):
    """An offer runs out right now."""
    now = timezone.now()
    first = pool.enrolments.filter(status="offered").values_list("pk", flat=True).first()
    pool.enrolments.filter(pk=first, status="offered").update(offer_expires_at=now - timedelta(seconds=1))


def _sweep():
    from school.services import enrolment as services

    services.sweep()


def _prioritise(chances, pool, staff):
    from school.services import enrolment as services

    if one := _one(chances, pool, "waitlisted"):
        services.prioritise(enrolment=one, priority=chances.choice([0, 1, 2]), reason="Ritirata per malattia", by=staff)


def _capacity(chances, pool, staff):
    from school.services import enrolment as services

    services.change_capacity(pool=pool, capacity=chances.randint(20, 40), by=staff)
