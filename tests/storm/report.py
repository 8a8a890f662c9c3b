"""What a storm left behind, in figures; and whether every invariant still holds."""

from datetime import timedelta


def states(pool):
    """{state: how many}."""
    from django.db.models import Count

    rows = pool.enrolments.order_by().values_list("status").annotate(n=Count("pk"))
    return dict(sorted(rows))


def violations():
    """Every broken invariant, once the clock has come by."""
    from school.queries import audit
    from school.services import enrolment as services

    services.sweep()
    return [f"{one.invariant}: {one.place}: {one.detail}" for one in audit.violations(grace=timedelta())]


def line(name, tally, **more):
    """One line of the table, as data."""
    return {
        "storm": name,
        "acts": sum(tally.acts.values()),
        "seconds": round(tally.seconds, 2),
        "acts_per_second": round(tally.rate, 1),
        "p50_ms": round(tally.percentile(0.50)),
        "p95_ms": round(tally.percentile(0.95)),
        "refused": tally.refused,
        "busy": tally.busy,
        "broken": len(tally.broken),
        "first_broken": tally.broken[:2],
        "violations": violations(),
    } | more
