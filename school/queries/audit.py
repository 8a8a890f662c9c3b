"""Every invariant of the School, read and never mended: what ``manage.py school_audit`` tells (study, 4.3).

A violation is a bug or a hand in the database; none is ever normal.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Max, Min, Q
from django.utils import timezone

from convergenze.accounts.services import CLOCK_EMAIL
from convergenze.notifications.models import Mail
from school.choices.catalogue import EditionStatus, Waitlist
from school.choices.enrolment import EnrolmentStatus as S
from school.models import Certificate, CertificateCounter, Edition, Enrolment, EnrolmentTransition, SeatPool

LETTERS_KEPT = timedelta(days=30)  # older letters may have been cleared away
SWEPT_WITHIN = timedelta(minutes=15)  # the sweep comes every five minutes


@dataclass(frozen=True)
class Violation:
    """What is wrong, where, and the figures that say so. For those who run the platform: not translated."""

    invariant: str
    place: str
    detail: str


Check = Callable[[], Iterator[tuple[str, str]]]


def violations(*, grace: timedelta = SWEPT_WITHIN) -> list[Violation]:
    """Everything that is wrong. ``grace``: how long an offer may be over, or a seat idle, before it counts."""
    checks: dict[str, Check] = {
        "seats_within_capacity": seats_within_capacity,
        "counter_is_recount": counter_is_recount,
        "one_active_enrolment": one_active_enrolment,
        "no_idle_seat": lambda: no_idle_seat(grace),
        "no_offer_past_expiry": lambda: no_offer_past_expiry(grace),
        "unbroken_steps": unbroken_steps,
        "first_come_first_served": first_come_first_served,
        "one_letter_per_step": one_letter_per_step,
        "serials_without_gaps": serials_without_gaps,
    }
    return [Violation(name, place, detail) for name, check in checks.items() for place, detail in check()]


def counted_pools() -> dict[SeatPool, int]:
    """{pool: seats that its enrolments hold}."""
    rows = SeatPool.objects.select_related("edition").annotate(
        seated=Count("enrolments", filter=Q(enrolments__status__in=S.seated())),
        asking=Count("enrolments", filter=Q(enrolments__status__in=S.awaiting_approval())),
    )
    return {pool: pool.seated + (pool.asking if pool.edition.approval_holds_seat else 0) for pool in rows}


def seats_within_capacity():
    """Never a seat too many."""
    for pool, taken in counted_pools().items():
        if pool.capacity is not None and taken > pool.capacity:
            yield _place(pool), f"{taken} held of {pool.capacity}"


def counter_is_recount():
    """What is written on the pool is what its rows say."""
    for pool, taken in counted_pools().items():
        if pool.seats_taken != taken:
            yield _place(pool), f"{pool.seats_taken} written, {taken} counted"


def one_active_enrolment():
    """A person is in an edition once."""
    rows = Enrolment.objects.active().order_by().values_list("edition__code", "person").annotate(n=Count("pk"))
    for code, person, n in rows.filter(n__gt=1):
        yield code, f"person {person}: {n} active enrolments"


def no_idle_seat(grace):
    """No seat is free while somebody waits, as long as the edition gives seats out."""
    now = timezone.now()
    rows = SeatPool.objects.with_room().filter(
        edition__status__in=EditionStatus.living(),
        edition__waitlist__in=(Waitlist.OFFER, Waitlist.DIRECT),
        edition__updated_at__lte=now - grace,  # changed moments ago: the sweep is on its way
        enrolments__status=S.WAITLISTED,
    )
    for pool in rows.select_related("edition").distinct():
        cutoff = pool.edition.last_promotion_at
        if cutoff is None or now < cutoff:
            yield _place(pool), f"{pool.free} free while somebody waits"


def no_offer_past_expiry(grace):
    """Offers that ran out have expired."""
    rows = Enrolment.objects.filter(status=S.OFFERED, offer_expires_at__lt=timezone.now() - grace)
    for pk, code in rows.values_list("pk", "edition__code"):
        yield code, f"enrolment {pk}: its offer ran out and still holds a seat"


def unbroken_steps():
    """Each step starts where the one before ended; the last one is the state."""
    state = dict(Enrolment.objects.values_list("pk", "status"))
    last: dict[int, str] = defaultdict(str)
    count: dict[int, int] = defaultdict(int)
    steps = EnrolmentTransition.objects.order_by("enrolment", "number")
    for enrolment, number, source, target in steps.values_list("enrolment", "number", "source", "target").iterator():
        count[enrolment] += 1
        if source != last[enrolment] or number != count[enrolment]:
            yield f"enrolment {enrolment}", f"step {number} starts from {source!r} after {last[enrolment]!r}"
        last[enrolment] = target
    for enrolment, status in state.items():
        if last[enrolment] != status:
            yield f"enrolment {enrolment}", f"is {status!r}, its steps end in {last[enrolment]!r}"


@dataclass
class _Wait:
    """Somebody's time on a waiting list. ``turn``: what orders the queue, the least first."""

    pool: int
    enrolment: int
    turn: tuple
    since: datetime
    until: datetime | None = None
    was_served: bool = False


def first_come_first_served():
    """Whoever was served by the clock was the first of those who waited then. Changed turns are left out."""
    by_pool: dict[int, list[_Wait]] = defaultdict(list)
    for wait in _waits():
        by_pool[wait.pool].append(wait)
    for waits in by_pool.values():
        waits.sort(key=lambda wait: wait.turn)
        for place, wait in enumerate(waits):
            if wait.until is None or not wait.was_served:
                continue
            passed = [w for w in waits[:place] if w.since < wait.until and (w.until is None or w.until > wait.until)]
            if passed:
                yield f"enrolment {wait.enrolment}", f"was served before enrolment {passed[0].enrolment}"


def _waits():
    moved = EnrolmentTransition.objects.filter(source=S.WAITLISTED, target=S.WAITLISTED).values("enrolment")
    steps = EnrolmentTransition.objects.exclude(enrolment__in=moved).filter(enrolment__priority=0)
    columns = ("enrolment", "enrolment__pool", "enrolment__queued_at", "source", "target", "at", "by__email")
    waits: dict[int, _Wait] = {}
    for enrolment, pool, queued_at, source, target, at, by in steps.order_by("enrolment", "number").values_list(
        *columns
    ):
        if target == S.WAITLISTED:
            waits[enrolment] = _Wait(pool, enrolment, (queued_at, enrolment), at)
        elif source == S.WAITLISTED and enrolment in waits:
            waits[enrolment].until = at
            waits[enrolment].was_served = by == CLOCK_EMAIL and target in (S.OFFERED, S.CONFIRMED)
    return waits.values()


def one_letter_per_step():
    """Each step of the last days was told in a letter; keys let none be told twice."""
    rows = EnrolmentTransition.objects.exclude(source=F("target")).filter(
        at__gte=timezone.now() - LETTERS_KEPT, enrolment__forgotten_at=None
    )
    wanted = {f"enrolment:{e}:{n}:{t}" for e, n, t in rows.values_list("enrolment", "number", "target")}
    written = set(Mail.objects.filter(key__startswith="enrolment:").values_list("key", flat=True))
    for key in sorted(wanted - written):
        yield key, "has no letter"


def serials_without_gaps():
    """Certificates of a year are numbered from 1 on, each number once, as far as their counter says."""
    last = dict(CertificateCounter.objects.values_list("year", "last"))
    rows = Certificate.objects.order_by().values_list("year")
    for year, n, low, high in rows.annotate(n=Count("number", distinct=True), low=Min("number"), high=Max("number")):
        if (low, high) != (1, n) or last.get(year) != high:
            yield str(year), f"{n} certificates from {low} to {high}, counter at {last.get(year)}"


def editions_adrift() -> list[Edition]:
    """The editions whose counters disagree with their rows."""
    found = {pool.edition_id for pool, taken in counted_pools().items() if pool.seats_taken != taken}
    return list(Edition.objects.filter(pk__in=found).order_by("pk"))


def _place(pool):
    return f"{pool.edition.code}, {pool.name}"
