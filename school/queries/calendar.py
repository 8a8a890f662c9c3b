"""Meetings as happenings, for calendars: one's own with the way in, those of an edition without."""

from datetime import datetime, time
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.core import agenda
from school.choices.catalogue import EditionStatus
from school.choices.enrolment import EnrolmentStatus
from school.models import EditionStaff, Enrolment, Session, SessionExpert

KIND = "session"


def own_meetings(user, since, until):
    """The meetings of editions where ``user`` has a seat, works, or speaks; with the address to join online."""
    if not user.is_authenticated:
        return
    begin = timezone.make_aware(datetime.combine(since, time.min))
    end = timezone.make_aware(datetime.combine(until, time.max))
    rows = Session.objects.filter(starts_at__range=(begin, end), edition__deleted_at=None)
    rows = rows.exclude(edition__status=EditionStatus.DRAFT).filter(_concerns(user))
    for session in rows.read_by(user).select_related("edition", "venue"):
        yield happening(session, with_link=True)


def _concerns(user):
    seat = Enrolment.objects.filter(person__account=user, status__in=EnrolmentStatus.admitted())
    work = EditionStaff.objects.filter(person__account=user)
    speaks = SessionExpert.objects.filter(expert__person__account=user)
    of_edition = {"edition": OuterRef("edition")}
    return (
        Q(Exists(seat.filter(**of_edition)))
        | Q(Exists(work.filter(**of_edition)))
        | Q(Exists(speaks.filter(session=OuterRef("pk"))))
    )


def meetings_of(edition, user):
    """The meetings of ``edition`` as ``user`` sees them; cancelled ones say so."""
    return [happening(session) for session in edition.sessions.read_by(user).select_related("edition", "venue")]


def happening(session, *, with_link=False):
    """A meeting as calendars show it. ``version`` counts the changes of time, place or state only."""
    return agenda.Happening(
        kind=KIND,
        uid=f"session-{session.public_id}",
        on=timezone.localtime(session.starts_at).date(),
        title=session.title,
        href=session.get_absolute_url(),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        about=session.edition.title,
        place=place_of(session),
        note="\n\n".join(filter(None, [session.summary, _way_in(session) if with_link else ""])),
        version=session.sequence + 1,
        changed_at=session.updated_at,
        is_cancelled=session.is_cancelled,
    )


def place_of(session):
    """ "Sala Dossetti, via Zamboni 1, room B · online"."""
    venue = session.venue
    here = ", ".join(filter(None, [str(venue or ""), venue.address if venue else "", session.room]))
    return " · ".join(filter(None, [here, session.get_mode_display() if session.is_online else ""]))


def _way_in(session):
    if not session.join_url:
        return ""
    address = urljoin(settings.SITE_URL, reverse("school:session_join", args=[session.public_id]))
    return _("To join online, from 15 minutes before: %(address)s") % {"address": address}
