"""Queues and numbers of an edition's enrolments."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from actors.choices import Family
from school.choices.catalogue import EditionStatus, Waitlist
from school.choices.enrolment import EnrolmentStatus as S
from school.models import Enrolment, EnrolmentTransition
from school.queries.states import said


def place_in_queue(enrolment) -> int:
    """1 for who comes next; those with priority first, then who asked first."""
    before = (
        Q(priority__gt=enrolment.priority)
        | Q(priority=enrolment.priority, queued_at__lt=enrolment.queued_at)
        | Q(priority=enrolment.priority, queued_at=enrolment.queued_at, pk__lt=enrolment.pk)
    )
    return Enrolment.objects.queue(enrolment.pool).filter(before).count() + 1


def why_nobody_moves(pool) -> str:
    """Why nobody gets a seat from the waiting list of ``pool`` now; "" when nobody waits, or the next is served."""
    edition = pool.edition
    if not Enrolment.objects.queue(pool).exists():
        return ""
    if edition.status not in EditionStatus.living():
        return _("The edition is “%(state)s”: no seat is given out.") % {"state": edition.get_status_display().lower()}
    last = edition.last_promotion_at
    if last and timezone.now() >= last:
        return _("It is too late: no seat is given out after %(when)s.") % {"when": said(last, edition)}
    if pool.free == 0:
        return _why_full(pool)
    if edition.waitlist == Waitlist.MANUAL:
        return _("Seats are free: the School chooses whom to offer them.")
    if edition.waitlist == Waitlist.OFF:
        return _("The edition has no waiting list any more: who waits has to be admitted by the School.")
    return ""


def _why_full(pool):
    offered = pool.enrolments.filter(status=S.OFFERED).order_by("offer_expires_at").first()
    if offered is None:
        return _("Every seat is taken: a place comes free only when somebody gives theirs up.")
    until = said(offered.offer_expires_at, pool.edition)
    return _("Every seat is taken or offered. The first offer to run out does so on %(when)s.") % {"when": until}


@dataclass(frozen=True)
class Rung:
    """A step of the way from a request to the end, and how many got that far."""

    code: str
    label: str
    n: int


def funnel(edition) -> list[Rung]:
    """How many asked, were approved, got a seat, took it, completed. Who asked twice counts once."""
    reached = EnrolmentTransition.objects.filter(enrolment__edition=edition)
    rungs = (
        ("asked", _("Asked to take part"), tuple(S)),
        ("approved", _("Approved"), (S.ORG_APPROVED, S.WAITLISTED, S.OFFERED, S.CONFIRMED)),
        ("seat", _("Had a seat, or the offer of one"), (S.OFFERED, S.CONFIRMED)),
        ("confirmed", _("Confirmed"), (S.CONFIRMED,)),
        ("completed", _("Completed"), (S.COMPLETED,)),
    )
    counted = reached.aggregate(
        **{
            code: Count("enrolment__person", filter=Q(target__in=states), distinct=True)
            for code, _label, states in rungs
        }
    )
    return [Rung(code, label, counted[code]) for code, label, _states in rungs]


@dataclass(frozen=True)
class Share:
    """A family of actors in the class: ``n`` of those with a seat, ``waiting`` of those who are not in yet."""

    family: str
    label: str
    n: int
    waiting: int


def cohort_mix(edition) -> list[Share]:
    """The class by family of body, the largest first; families nobody comes from are left out."""
    waiting = (*S.awaiting_approval(), S.WAITLISTED, S.OFFERED)
    rows = edition.enrolments.order_by().values_list("organisation__family")
    counted = rows.annotate(
        n=Count("pk", filter=Q(status__in=S.admitted())), waiting=Count("pk", filter=Q(status__in=waiting))
    ).filter(Q(n__gt=0) | Q(waiting__gt=0))
    labels = dict(Family.choices)
    shares = [Share(family, str(labels.get(family, family)), n, wait) for family, n, wait in counted]
    return sorted(shares, key=lambda share: (-share.n, -share.waiting, share.label))
