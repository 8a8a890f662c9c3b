"""Writes on the meetings of an edition: calendars hear of what moves, the edition knows when it starts and ends."""

from django.db import transaction
from django.db.models import F, Max, Min

from convergenze.core.rules_glue import require
from convergenze.history import services as history
from school.models import Edition, Session, SessionExpert
from school.workflow import session_workflow

# What a calendar program shows: when one of these changes, the meeting gets a new SEQUENCE.
SHOWN = ("starts_at", "ends_at", "mode", "venue_id", "room", "join_url")


@transaction.atomic
def save_session(*, session, by, expected_version=None):
    """Save a meeting and return it; without credited minutes, all of it is credited.

    Raises ``PermissionDenied``, ``ValidationError``, ``StaleRecord``.
    """
    require(by, "school.change_edition", session.edition)
    if session.credited_minutes is None and session.starts_at and session.ends_at:
        session.credited_minutes = max(session.minutes, 0)
    if not session._state.adding:
        stored = Session.objects.get(pk=session.pk)
        if any(getattr(stored, name) != getattr(session, name) for name in SHOWN):
            session.sequence = stored.sequence + 1
    saved = history.save(session, by=by, expected_version=expected_version)
    keep_span(edition=session.edition)
    return saved


@transaction.atomic
def remove_session(*, session, by):
    """Take away a meeting of a draft; others are cancelled, so that calendars hear of it."""
    require(by, "school.delete_session", session)
    history.record(session.edition, "remove", by=by, changes={"meeting": [str(session), None]})
    session.delete()
    keep_span(edition=session.edition)


@transaction.atomic
def add_speaker(*, session, expert, role, by):
    """Say that ``expert`` comes to the meeting as ``role``. Raises ``PermissionDenied``, ``ValidationError``."""
    require(by, "school.change_session", session)
    speaker = SessionExpert(session=session, expert=expert, role=role)
    speaker.full_clean()
    speaker.save()
    history.record(session, "add_speaker", by=by, changes={"speakers": [None, str(speaker)]})
    return speaker


@transaction.atomic
def remove_speaker(*, speaker, by):
    """Say that the expert does not come."""
    require(by, "school.change_session", speaker.session)
    history.record(speaker.session, "remove_speaker", by=by, changes={"speakers": [str(speaker), None]})
    speaker.delete()


@session_workflow.then("hold", "cancel", "reopen")
def tell_calendars(session, *, by, answers):
    """After a change of state: a new SEQUENCE, and the span of the edition."""
    Session.objects.filter(pk=session.pk).update(sequence=F("sequence") + 1)
    session.refresh_from_db(fields=["sequence"])
    keep_span(edition=session.edition)


def keep_span(*, edition):
    """Write on ``edition`` when its first meeting starts and its last one ends.

    Cancelled meetings are left out, unless all are: a cancelled edition keeps the days it would have had.
    """
    standing = edition.sessions.standing()
    rows = standing if standing.exists() else edition.sessions.all()
    span = rows.aggregate(starts_at=Min("starts_at"), ends_at=Max("ends_at"))
    Edition.objects.filter(pk=edition.pk).update(**span)
    edition.starts_at, edition.ends_at = span["starts_at"], span["ends_at"]
