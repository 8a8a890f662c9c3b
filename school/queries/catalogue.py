"""The catalogue: editions as cards with their seats, courses with what is coming."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school.choices.catalogue import EditionStatus
from school.choices.enrolment import EnrolmentStatus
from school.models import Course, Edition, SeatPool, Session
from school.queries.seats import Card, Seats

MINUTES_AN_HOUR = 60
# The window of an edition: (words, tone).
BADGES = {
    "open": (_("enrolment open"), "success"),
    "not_yet": (_("opens soon"), "info"),
    "closed": (_("enrolment closed"), "neutral"),
    "over": (_("concluded"), "neutral"),
    "cancelled": (_("cancelled"), "danger"),
    "not_offered": (_("draft"), "neutral"),
}


@dataclass(frozen=True)
class EditionCard:
    """An edition in the catalogue: when, how long, and how enrolment stands."""

    edition: Edition
    enrolment: Card
    minutes: int | None

    @property
    def hours(self):
        """The credited hours of its meetings; None while none is planned."""
        return hours_of(self.minutes)

    @property
    def badge(self):
        """Enrolment in two words, with the tone they are said in."""
        if self.enrolment.window == "open" and self.enrolment.is_full:
            return (_("waiting list"), "warning") if self.enrolment.has_list else (_("full"), "neutral")
        return BADGES[self.enrolment.window]

    @property
    def share(self):
        """Seats taken over seats, from 0 to 1; None where a pool has no limit."""
        pools = [one.pool for one in self.enrolment.pools]
        limits = [pool.capacity for pool in pools if pool.capacity is not None]
        if len(limits) < len(pools) or not sum(limits):
            return None
        return sum(pool.seats_taken for pool in pools) / sum(limits)

    @property
    def free(self):
        """Seats nobody holds; None where a pool has no limit."""
        free = [one.pool.free for one in self.enrolment.pools]
        known = [seats for seats in free if seats is not None]
        return sum(known) if len(known) == len(free) else None


def hours_of(minutes):
    """Minutes as hours: 210 is 3.5; None when there are none."""
    return Decimal(minutes) / MINUTES_AN_HOUR if minutes else None


def for_cards(rows):
    """``rows`` of editions with what their cards tell, in two queries."""
    waiting = Count("enrolments", filter=Q(enrolments__status=EnrolmentStatus.WAITLISTED))
    pools = SeatPool.objects.filter(invitation_only=False).annotate(waiting=waiting)
    minutes = Session.objects.counted().filter(edition=OuterRef("pk")).order_by().values("edition")
    planned = Subquery(minutes.annotate(sum=Sum("credited_minutes")).values("sum"))
    rows = rows.select_related("course", "territory").defer("territory__boundary")
    return rows.annotate(planned_minutes=planned).prefetch_related(Prefetch("pools", pools, to_attr="open_pools"))


def cards(editions):
    """The cards of ``editions``, which come from ``for_cards``; no query."""
    return [EditionCard(one, Card(one, _seats(one)), one.planned_minutes) for one in editions]


def _seats(edition):
    return [Seats(pool, pool.waiting) for pool in edition.open_pools]


def with_free_seats(rows):
    """Editions with a seat that anybody may ask for."""
    free = SeatPool.objects.with_room().filter(edition=OuterRef("pk"), invitation_only=False)
    return rows.filter(Exists(free))


def courses_with_editions(rows, user):
    """``rows`` of courses, each with the number of its editions that are coming for ``user``."""
    coming = Edition.objects.visible_to(user).upcoming().values("pk")
    return rows.annotate(coming=Count("editions", filter=Q(editions__in=coming)))


def editions_of(course, user):
    """(coming, past) editions of ``course`` that exist for ``user``, ready for cards."""
    rows = Edition.objects.visible_to(user).filter(course=course)
    coming = for_cards(rows.upcoming()).order_by("starts_at", "pk")
    past = for_cards(rows.exclude(pk__in=rows.upcoming().values("pk")))
    return cards(coming), cards(past)


def next_month(rows):
    """The month of the next meeting of ``rows`` of editions, as an address writes it; "" when none is coming."""
    coming = Session.objects.standing().filter(edition__in=rows.order_by().values("pk"), ends_at__gte=timezone.now())
    first = coming.order_by("starts_at").values_list("starts_at", flat=True).first()
    return f"{timezone.localtime(first):%Y-%m}" if first else ""


def by_day(sessions):
    """[(day, meetings)] in order, each on the day it has where it is held."""
    found: dict[date, list] = {}
    for session in sessions:
        found.setdefault(session.starts_at.astimezone(session.edition.zone).date(), []).append(session)
    return sorted(found.items())


def card_for(edition):
    """The card of one edition."""
    return cards(for_cards(Edition.objects.filter(pk=edition.pk)))[0]


def courses_taught(user):
    """Courses on offer that ``user`` may read."""
    return Course.objects.visible_to(user).published()


def drafts_of(user):
    """Editions that only their makers know yet, for those makers."""
    if not user.is_authenticated:
        return Edition.objects.none()
    return Edition.objects.visible_to(user).filter(status=EditionStatus.DRAFT)
