"""Counters that drifted are set right, under the lock: what ``manage.py school_audit --repair-counters`` does."""

from convergenze.history import services as history
from school.models import Enrolment, SeatPool
from school.services.enrolment.locking import lock, turn


def repair_counters(*, edition, by):
    """Write on each pool of ``edition`` the seats that its rows hold; returns the pools that were wrong."""
    mended = []
    with turn():
        edition = lock(edition)
        for pool in SeatPool.objects.filter(edition=edition):
            taken = Enrolment.objects.seated(edition).filter(pool=pool).count()
            if taken != pool.seats_taken:
                changes = {"seats_taken": [pool.seats_taken, taken]}
                SeatPool.objects.filter(pk=pool.pk).update(seats_taken=taken)
                history.record(edition, "repair_counters", by=by, changes=changes, pool=pool.name)
                mended.append(pool)
    return mended
