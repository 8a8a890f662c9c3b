"""Whatever people do, in whatever order: every invariant holds after every act, and what is refused changes nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from school.models import Enrolment, EnrolmentTransition
from school.queries import audit
from school.services import enrolment as services

ACTS = (
    "enter",
    "withdraw",
    "accept",
    "approve",
    "decline",
    "offer",
    "remove",
    "hurry",
    "sweep",
    "more",
    "fewer",
    "first",
)
EDITIONS = st.fixed_dictionaries({
    "waitlist": st.sampled_from(["off", "manual", "offer", "direct"]),
    "approval": st.sampled_from(["none", "school", "both"]),
    "approval_holds_seat": st.booleans(),
})  # fmt: skip


def act(name, number, pool, enter, giulia):
    """One act, on the enrolment that ``number`` picks."""
    found = list(pool.enrolments.select_related("edition", "person__account").order_by("pk"))
    one = found[number % len(found)] if found else None
    pool.refresh_from_db()
    if name == "enter":
        return enter(pool)
    if name == "sweep":
        return services.sweep(edition=pool.edition)
    if name in ("more", "fewer"):
        capacity = max((pool.capacity or 0) + (1 if name == "more" else -1), 0)
        return services.change_capacity(pool=pool, capacity=capacity, by=giulia)
    if one is None:
        return None
    if name == "hurry":
        over = timezone.now() - timedelta(seconds=1)
        pool.enrolments.filter(pk=one.pk, status="offered").update(offer_expires_at=over)
        return services.sweep(edition=pool.edition)
    if name == "first":
        return services.prioritise(enrolment=one, priority=number % 3, reason="Sola del suo ente", by=giulia)
    by = one.person.account if name in ("withdraw", "accept") else giulia
    return services.perform(enrolment=one, name=name, reason="Perché no", by=by)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edition=EDITIONS, acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 9)), min_size=1, max_size=12))
def test_every_invariant_holds_after_every_act(edition, acts, seats, enter, giulia):
    pool = seats(1, **edition)
    for name, number in acts:
        before = state_of(pool)
        try:
            act(name, number, pool, enter, giulia)
        except (ValidationError, PermissionDenied):
            assert state_of(pool) == before
    assert audit.violations(grace=timedelta()) == []


def state_of(pool):
    """All that acts may change."""
    pool.refresh_from_db()
    rows = Enrolment.objects.filter(pool=pool).order_by("pk").values_list("pk", "status", "priority")
    return pool.seats_taken, pool.capacity, list(rows), EnrolmentTransition.objects.filter(enrolment__pool=pool).count()
