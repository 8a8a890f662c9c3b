"""The desk of one edition: everything that happens to its enrolments happens here, one transaction at a time.

``desk_of(edition)`` takes the lock, counts the rows again, lets offers that ran out expire, hands the desk to the act
and at the end offers whatever seats are free to who waits: so no transaction leaves a seat idle while somebody waits.
A refused act changes nothing, but what ran out meanwhile stays written.
"""

from collections import Counter
from contextlib import contextmanager, nullcontext
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.accounts.services import clock
from convergenze.core.errors import MoveRefused
from convergenze.history import services as history
from school.choices.catalogue import EditionStatus, Waitlist
from school.choices.enrolment import EnrolmentStatus as S
from school.models import Enrolment, EnrolmentTransition, SeatPool
from school.services.enrolment import letters
from school.services.enrolment.locking import lock, turn
from school.workflow import enrolments as moves

PROMOTING = (Waitlist.OFFER, Waitlist.DIRECT)


class SeatsAdrift(Exception):
    """The counter of a pool and its rows disagree: ``manage.py school_audit`` tells which and mends it."""


@contextmanager
def desk_of(edition, *, by=None):
    """The desk of ``edition``, in a transaction of its own. Raises ``Busy`` when the crowd is too long."""
    refusal = None
    with turn():
        desk = Desk(lock(edition), by=by)
        expired = desk.let_offers_expire()
        try:
            with transaction.atomic() if expired else nullcontext():
                yield desk
                desk.promote()
        except (ValidationError, PermissionDenied) as error:
            if not expired:
                raise
            refusal = error
            Desk(lock(edition), by=by).promote()
    if refusal:
        raise refusal


class Desk:
    """An edition that is locked, its pools and how many enrolments of each state they have. ``by``: who acts."""

    def __init__(self, edition, *, by=None):
        self.edition, self.by, self.now = edition, by, timezone.now()
        self.pools = {pool.pk: pool for pool in SeatPool.objects.filter(edition=edition)}
        self._holding = S.seated() + (S.awaiting_approval() if edition.approval_holds_seat else ())
        rows = Enrolment.objects.filter(edition=edition).order_by().values_list("pool", "status")
        self._count = Counter({(pool, status): n for pool, status, n in rows.annotate(n=Count("pk"))})
        for pool in self.pools.values():
            if pool.seats_taken != self.taken(pool):
                raise SeatsAdrift(f"{edition.code}, {pool}: {pool.seats_taken} written, {self.taken(pool)} counted")

    def taken(self, pool):
        """Seats that are held, counted from the rows."""
        return sum(self._count[pool.pk, status] for status in self._holding)

    def waiting(self, pool):
        """How many are on the waiting list of ``pool``."""
        return self._count[pool.pk, S.WAITLISTED]

    def holds_seat(self, status):
        """Whether an enrolment in this state takes a seat of this edition."""
        return status in self._holding

    def has_room(self, pool):
        """A seat is free and nobody waits for one."""
        return pool.free != 0 and (self.edition.waitlist == Waitlist.OFF or not self.waiting(pool))

    def may_wait(self, pool):
        """The waiting list takes one more."""
        is_full = pool.waitlist_capacity is not None and self.waiting(pool) >= pool.waitlist_capacity
        return self.edition.waitlist != Waitlist.OFF and not is_full and not self.is_too_late

    @property
    def is_too_late(self):
        """No seat is offered any more."""
        last = self.edition.last_promotion_at
        return last is not None and self.now >= last

    def fetch(self, enrolment):
        """An enrolment of this edition as it stands."""
        rows = Enrolment.objects.select_related("person__account", "organisation")
        found = rows.get(pk=enrolment.pk, edition=self.edition)
        found.edition, found.pool = self.edition, self.pools[found.pool_id]
        return found

    def moving(self, enrolment, name, *, reason=""):
        """The enrolment as it stands, once it is certain that who acts may make this move now."""
        found = self.fetch(enrolment)
        moves.check(found, name, by=self.by, reason=reason)
        return found

    def admit(self, enrolment, *, reason=""):
        """A seat, or the waiting list, or a refusal that says so."""
        pool = enrolment.pool
        if self.holds_seat(enrolment.status) or self.has_room(pool):
            return self.step(enrolment, S.CONFIRMED, reason=reason)
        if self.may_wait(pool):
            return self.step(enrolment, S.WAITLISTED, reason=reason)
        raise MoveRefused([self.words_when_full(pool)])

    def words_when_full(self, pool):
        """Why there is no place, not even on a list."""
        if self.edition.waitlist == Waitlist.OFF:
            return _("“%(pool)s” is full, and this edition has no waiting list.") % {"pool": pool}
        if self.is_too_late:
            return _("“%(pool)s” is full, and it is too late for the waiting list.") % {"pool": pool}
        return _("“%(pool)s” and its waiting list are full.") % {"pool": pool}

    def offer(self, enrolment, *, is_automatic=False):
        """Hold a seat for somebody who waits, for the hours the edition gives and never past the last moment."""
        until = self.now + timedelta(hours=self.edition.offer_hours)
        last = self.edition.last_promotion_at
        until = min(until, last) if last else until
        return self.step(enrolment, S.OFFERED, is_automatic=is_automatic, offer_expires_at=until)

    def let_offers_expire(self):
        """Offers whose time is over free their seats; returns how many."""
        if not any(self._count[pk, S.OFFERED] for pk in self.pools):
            return 0
        rows = Enrolment.objects.filter(edition=self.edition, status=S.OFFERED, offer_expires_at__lte=self.now)
        return len([self.step(one, S.EXPIRED, is_automatic=True) for one in self._loaded(rows)])

    def promote(self):
        """Give every free seat to the next who waits, as long as the edition says so."""
        edition = self.edition
        if edition.status not in EditionStatus.living() or edition.waitlist not in PROMOTING or self.is_too_late:
            return
        for pool in self.pools.values():
            waiting = self.waiting(pool)
            free = waiting if pool.free is None else min(pool.free, waiting)
            for enrolment in self._loaded(Enrolment.objects.queue(pool)[:free]) if free else ():
                if edition.waitlist == Waitlist.DIRECT:
                    self.step(enrolment, S.CONFIRMED, is_automatic=True)
                else:
                    self.offer(enrolment, is_automatic=True)

    def step(self, enrolment, target, *, reason="", is_automatic=False, **fields):
        """Write a step: the state, its line in the book, the seat, the history, the letter. Returns the enrolment."""
        source, is_new = enrolment.status, enrolment._state.adding
        fields = {"offer_expires_at": None} | fields | {"status": target}
        for name, value in fields.items():
            setattr(enrolment, name, value)
        if is_new:
            enrolment.save(force_insert=True)
        else:
            enrolment.version += 1
            enrolment.save(update_fields=[*fields, "version", "updated_at"])
        by = clock() if is_automatic else self.by
        taken = EnrolmentTransition.objects.create(
            enrolment=enrolment, number=1 if is_new else self._next_number(enrolment), source=source, target=target,
            by=by, reason=reason[:500], at=self.now,
        )  # fmt: skip
        self._count[enrolment.pool_id, source] -= 1
        self._count[enrolment.pool_id, target] += 1
        self._move_seat(enrolment.pool, self.holds_seat(target) - self.holds_seat(source))
        history.record(enrolment, target, by=by, reason=reason, changes={"status": [source or None, target]})
        letters.tell(enrolment, taken)
        return enrolment

    def _loaded(self, rows):
        """Enrolments with what their letters say; edition and pool are those of the desk."""
        for enrolment in rows.select_related("person__account", "organisation"):
            enrolment.edition, enrolment.pool = self.edition, self.pools[enrolment.pool_id]
            yield enrolment

    def _next_number(self, enrolment):
        return (enrolment.transitions.aggregate(last=Max("number"))["last"] or 0) + 1

    def _move_seat(self, pool, delta):
        """Moved by what changed, never set to a count: the CHECK of the pool then stops whoever forgot the lock."""
        if delta:
            SeatPool.objects.filter(pk=pool.pk).update(seats_taken=F("seats_taken") + delta)
            pool.seats_taken += delta
