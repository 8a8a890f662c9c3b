"""What of the School waits for a person: seats to accept, requests to answer, what comes next."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from actors.models import Actor
from school.choices.catalogue import Approval, EditionStatus
from school.choices.enrolment import EnrolmentStatus as S
from school.models import EditionStaff, Enrolment

FEW = 4


@dataclass(frozen=True)
class Waiting:
    """``own``: enrolments under way; ``bodies``: (body, requests that wait for it); ``desks``: (edition, requests)."""

    own: list[Enrolment]
    bodies: list[tuple[Actor, int]]
    desks: list[tuple[object, int]]

    def __bool__(self):
        return bool(self.own or self.bodies or self.desks)


def for_person(user) -> Waiting:
    """In three queries, however much there is."""
    own = Enrolment.objects.active().filter(person__account=user, edition__status__in=EditionStatus.living())
    own = own.exclude(edition__ends_at__lt=timezone.now()).select_related("edition", "organisation")
    return Waiting(list(own.order_by("edition__starts_at", "pk")[:FEW]), _of_bodies(user), _of_desks(user))


def _of_bodies(user):
    asks = Q(status=S.REQUESTED, edition__approval__in=(Approval.ORGANISATION, Approval.BOTH))
    rows = Enrolment.objects.filter(asks, organisation__in=Actor.objects.written_by(user).values("pk"))
    return _counted(rows.select_related("organisation"), "organisation")


def _of_desks(user):
    runs = EditionStaff.objects.filter(person__account=user).values("edition")
    school = Q(edition__approval=Approval.SCHOOL, status=S.REQUESTED) | Q(status=S.ORG_APPROVED)
    rows = Enrolment.objects.filter(school, edition__status__in=EditionStatus.living())
    if not user.has_perm("school.run_school"):
        rows = rows.filter(edition__in=runs)
    return _counted(rows.select_related("edition"), "edition")


def _counted(rows, name):
    found: dict[object, int] = {}
    for row in rows.order_by("pk"):
        record = getattr(row, name)
        found[record] = found.get(record, 0) + 1
    return list(found.items())
