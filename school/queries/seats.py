"""The enrolment card of an edition: seats, window, and how things stand for who reads it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from school.choices.catalogue import EditionStatus, Waitlist
from school.choices.enrolment import EnrolmentStatus
from school.models import Edition, Enrolment, SeatPool
from school.queries.states import Told, said, told, waitlist_rule


@dataclass(frozen=True)
class Seats:
    """A pool as the card shows it."""

    pool: SeatPool
    waiting: int

    @property
    def share(self):
        """Seats taken, from 0 to 1; None without a limit."""
        return self.pool.seats_taken / self.pool.capacity if self.pool.capacity else None

    @property
    def is_full(self):
        """A new request would wait: no seat is free, or others wait for one."""
        return self.pool.free == 0 or self.waiting > 0

    @property
    def is_closed(self):
        """Not even the waiting list has room."""
        room = self.pool.waitlist_capacity
        return self.is_full and room is not None and self.waiting >= room

    @property
    def taken_words(self):
        """ "19 enrolled of 30"."""
        taken, values = self.pool.seats_taken, {"n": self.pool.seats_taken, "seats": self.pool.capacity}
        if self.pool.capacity is None:
            return ngettext("%(n)d enrolled", "%(n)d enrolled", taken) % values
        return ngettext("%(n)d enrolled of %(seats)d", "%(n)d enrolled of %(seats)d", taken) % values

    @property
    def free_words(self):
        """ "11 seats free", "3 waiting"."""
        if self.pool.free is None:
            return _("no limit of seats")
        if self.is_full and self.waiting:
            return ngettext("%(n)d person waits", "%(n)d people wait", self.waiting) % {"n": self.waiting}
        return ngettext("%(n)d seat free", "%(n)d seats free", self.pool.free) % {"n": self.pool.free}


@dataclass(frozen=True)
class Card:
    """How enrolment stands. ``mine``: the reader's own enrolment, the latest."""

    edition: Edition
    pools: list[Seats]
    mine: Any = None

    @cached_property
    def window(self):
        """not_offered, cancelled, over, not_yet, closed or open."""
        edition, now = self.edition, timezone.now()
        if edition.status == EditionStatus.CANCELLED:
            return "cancelled"
        if edition.status not in EditionStatus.living():
            return "over" if edition.status in (EditionStatus.CONCLUDED, EditionStatus.ARCHIVED) else "not_offered"
        if edition.enrolment_opens_at and now < edition.enrolment_opens_at:
            return "not_yet"
        if edition.enrolment_closes_at and now >= edition.enrolment_closes_at:
            return "closed"
        return "open"

    @property
    def window_words(self):
        """The window in a sentence: (before, moment, after) so that the page may stress the moment."""
        edition = self.edition
        if self.window == "not_yet":
            return _("Enrolment opens on"), said(edition.enrolment_opens_at, edition)
        if self.window == "open" and edition.enrolment_closes_at:
            return _("Enrolment open until"), said(edition.enrolment_closes_at, edition)
        words = {
            "open": _("Enrolment is open."),
            "closed": _("Enrolment is closed."),
            "over": _("This edition is over."),
            "cancelled": _("This edition was cancelled."),
            "not_offered": _("This edition is not offered yet."),
        }
        return words[self.window], ""

    @property
    def is_full(self):
        """Whoever enrols now waits."""
        return bool(self.pools) and all(one.is_full for one in self.pools)

    @property
    def may_enrol(self):
        """The button is there: the window is open, there is room, and the reader has no enrolment under way."""
        takes = [one for one in self.pools if not one.is_full or (self.has_list and not one.is_closed)]
        return self.window == "open" and bool(takes) and not self.is_enrolled

    @property
    def is_enrolled(self):
        """The reader's enrolment is under way or came to its end."""
        return self.mine is not None and (self.mine.is_active or self.mine.status in EnrolmentStatus.admitted())

    @property
    def has_list(self):
        """There is a waiting list."""
        return self.edition.waitlist != Waitlist.OFF

    @property
    def rule(self):
        """How the waiting list works."""
        return waitlist_rule(self.edition)

    @property
    def told(self) -> Told | None:
        """The reader's own state in words."""
        return told(self.mine) if self.mine is not None else None

    @property
    def start_words(self):
        """Whether the edition goes ahead, where that depends on how many enrol; "" otherwise."""
        edition = self.edition
        if edition.goes_ahead:
            return _("It goes ahead: the participants needed are there.")
        if not edition.min_participants or self.window in ("cancelled", "over"):
            return ""
        values = {"n": edition.min_participants}
        words = ngettext(
            "It starts with at least %(n)d participant", "It starts with at least %(n)d participants", values["n"]
        )
        told = [words % values + "."]
        if edition.decide_by:
            told.append(_("It is decided by %(when)s.") % {"when": said(edition.decide_by, edition)})
        return " ".join(told)


def seats_of(edition, *, invited=False):
    """The pools of ``edition`` with how many wait for each; by invitation too when ``invited``."""
    rows = edition.pools.annotate(waiting=Count("enrolments", filter=Q(enrolments__status=EnrolmentStatus.WAITLISTED)))
    if not invited:
        rows = rows.filter(invitation_only=False)
    return [Seats(pool, pool.waiting) for pool in rows]


def own_enrolment(edition, user):
    """The reader's enrolment in ``edition``: the one under way, otherwise the latest; None for the others."""
    if not user.is_authenticated:
        return None
    rows = Enrolment.objects.filter(edition=edition, person__account=user)
    return rows.select_related("organisation", "pool", "edition").order_by("-pk").first()


def card_of(edition, user):
    """The card of ``edition`` for ``user``."""
    return Card(edition, seats_of(edition), own_enrolment(edition, user))


def open_editions(user):
    """Editions that take enrolments now and exist for ``user``, the first to start before the others."""
    return Edition.objects.visible_to(user).open_for_enrolment().upcoming().order_by("starts_at", "pk")
