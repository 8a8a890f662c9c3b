"""What is odd about a meeting and does not forbid it: it is over already, or something else is on at that time."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from school.models import Session


def warnings_about(session, user):
    """Sentences about a saved ``session``, for ``user``; other editions are named only where they are seen."""
    if session.is_cancelled:
        return []
    return [*_times(session), *_clashes(session, user)]


def _times(session):
    if session.ends_at < timezone.now():
        yield _("“%(meeting)s” is in the past: check the day if that was not meant.") % {"meeting": session}
    closes = session.edition.enrolment_closes_at
    if closes and session.starts_at < closes:
        yield _("“%(meeting)s” begins before enrolment closes.") % {"meeting": session}


def _clashes(session, user):
    at_once = Session.objects.standing().exclude(pk=session.pk)
    at_once = at_once.filter(starts_at__lt=session.ends_at, ends_at__gt=session.starts_at).select_related("edition")
    for other in at_once.filter(edition=session.edition_id):
        yield _("“%(meeting)s” and “%(other)s” are at the same time.") % {"meeting": session, "other": other}
    elsewhere = at_once.exclude(edition=session.edition_id)
    if session.venue_id:
        for other in elsewhere.filter(_same_room(session)):
            yield _("%(venue)s is taken at that time by %(other)s.") % {
                "venue": session.venue, "other": _named(other, user),
            }  # fmt: skip
    for expert in session.experts.distinct():
        for other in elsewhere.filter(speakers__expert=expert).distinct():
            yield _("%(expert)s is expected at that time at %(other)s.") % {
                "expert": expert, "other": _named(other, user),
            }  # fmt: skip


def _same_room(session):
    """A venue without a room is all of it."""
    same = Q(venue=session.venue_id)
    return same & (Q(room="") | Q(room__iexact=session.room)) if session.room else same


def _named(other, user):
    if user.has_perm("school.view_edition", other.edition):
        return f"“{other}” ({other.edition})"
    return _("a meeting of another edition")
