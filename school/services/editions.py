"""Writes on editions: opening one, its parts, and holding it again on other days."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from convergenze.core.rules_glue import require
from convergenze.history import services as history
from school.choices.catalogue import SessionState
from school.choices.enrolment import EnrolmentStatus
from school.models import Edition, SeatPool, Session
from school.services import enrolment
from school.services.sessions import keep_span
from school.workflow import edition_workflow, session_workflow

# Columns that hold an instant and move with the edition.
INSTANTS = ("enrolment_opens_at", "enrolment_closes_at", "promotion_cutoff_at", "decide_by")
# What a copy does not take over from an edition, and from a meeting.
OWN = {"id", "public_id", "slug", "code", "title", "status", "goes_ahead", "starts_at", "ends_at"}
OF_ITS_DAY = {"id", "public_id", "edition", "status", "sequence", "join_url", "lab"}
STAMPS = {"created_at", "updated_at", "created_by", "version", "deleted_at"}


@transaction.atomic
def save_edition(*, edition, by, links=None, expected_version=None):
    """Save an edition and return it.

    Whether a request holds a seat is not changed while requests wait: the seats they hold would be miscounted.
    Raises ``PermissionDenied``, ``ValidationError``, ``StaleRecord``.
    """
    if edition._state.adding:
        require(by, "school.add_edition")
        return history.save(edition, by=by, links=links)
    stored = Edition.objects.select_for_update().get(pk=edition.pk)
    require(by, "school.change_edition", stored)
    waiting = stored.enrolments.filter(status__in=EnrolmentStatus.awaiting_approval())
    if stored.approval_holds_seat != edition.approval_holds_seat and waiting.exists():
        words = _("Answer the requests that wait for approval first: the seats they hold would be miscounted.")
        raise ValidationError({"approval_holds_seat": words})
    return history.save(edition, by=by, links=links, expected_version=expected_version)


@transaction.atomic
def save_part(*, part, by):
    """Save a pool, a question or somebody who works on an edition; the history of the edition tells it.

    Raises ``PermissionDenied``, ``ValidationError``.
    """
    require(by, "school.change_edition", part.edition)
    edition = Edition.objects.select_for_update().get(pk=part.edition_id)
    before = None if part._state.adding else str(type(part).objects.get(pk=part.pk))
    part.full_clean()
    part.save()
    history.record(edition, "save_part", by=by, changes={_name(part): [before, str(part)]})
    return part


def save_pool(*, part, by):
    """Save a pool; more or fewer seats go through the enrolment service, which gives new ones to who waits.

    Raises ``PermissionDenied``, ``ValidationError``.
    """
    require(by, "school.change_edition", part.edition)
    if not part._state.adding and SeatPool.objects.get(pk=part.pk).capacity != part.capacity:
        part.full_clean()
        enrolment.change_capacity(pool=part, capacity=part.capacity, by=by)
    return save_part(part=part, by=by)


def move_edition(*, edition, name, by, answers):
    """Make the move ``name`` and return the edition. Where enrolments follow, they do under the edition's lock.

    Raises ``MoveRefused``, ``PermissionDenied``, ``ValidationError``, ``Busy``.
    """
    if name == "cancel":
        return enrolment.cancel_edition(edition=edition, reason=answers.get("reason", ""), by=by)
    if name == "conclude":
        return enrolment.conclude(edition=edition, by=by)
    return edition_workflow.perform(edition, name, by=by, answers=answers)


# After the enrolments, which follow first: their letters name the meetings that calendars let go of.
@edition_workflow.then("cancel")
def its_meetings_are_cancelled(edition, *, by, answers):
    """So that calendars which have them strike them out."""
    for session in edition.sessions.filter(status=SessionState.PLANNED):
        session_workflow.perform(session, "cancel", by=by, answers=answers)


@transaction.atomic
def remove_part(*, part, by):
    """Take a part away; refused while people are enrolled through it."""
    require(by, "school.change_edition", part.edition)
    edition = Edition.objects.select_for_update().get(pk=part.edition_id)
    if hasattr(part, "enrolments") and part.enrolments.exists():
        raise ValidationError(_("People are enrolled in “%(part)s”: it cannot be taken away.") % {"part": part})
    history.record(edition, "remove", by=by, changes={_name(part): [str(part), None]})
    part.delete()


@transaction.atomic
def copy_edition(*, edition, code, title, starts_on, by):
    """A draft like ``edition`` whose first meeting is on ``starts_on``; everything else moves by as many days.

    Hours stay as the clock of the edition shows them, also over the change of hour. Pools come empty; who enrolled,
    registers and links to join stay where they are. Raises ``PermissionDenied``, ``ValidationError``.
    """
    require(by, "school.add_edition")
    sessions = list(edition.sessions.standing().prefetch_related("speakers"))
    if not sessions:
        raise ValidationError(_("This edition has no meetings to copy: make a new one instead."))
    days = starts_on - sessions[0].starts_at.astimezone(edition.zone).date()
    copy = Edition(**_values(edition, OWN), code=code, title=title)
    for name in INSTANTS:
        setattr(copy, name, _moved(getattr(edition, name), days, edition.zone))
    links = {name: list(getattr(edition, name).all()) for name in ("missions", "partners")}
    history.save(copy, by=by, links=links, verb="copy", extra={"edition": edition.pk})
    there = {session.pk: _copy_session(session, copy, days) for session in sessions}
    for part in [*edition.pools.all(), *edition.staff.all(), *edition.questions.all()]:
        type(part).objects.create(**_values(part, {"id", "edition", "seats_taken"}), edition=copy)
    for material in edition.materials.all():
        _copy_material(material, copy, there, days)
    keep_span(edition=copy)
    return copy


def _copy_session(session, copy, days):
    zone = copy.zone
    when = {name: _moved(getattr(session, name), days, zone) for name in ("starts_at", "ends_at")}
    made = Session.objects.create(**_values(session, OF_ITS_DAY | set(when)), **when, edition=copy)
    for speaker in session.speakers.all():
        made.speakers.create(expert_id=speaker.expert_id, role=speaker.role)
    return made


def _copy_material(material, copy, there, days):
    if material.session_id and material.session_id not in there:
        return
    values = _values(material, {"id", "public_id", "edition", "session", "file", "available_from"})
    made = copy.materials.model(
        **values,
        edition=copy,
        session=there.get(material.session_id),
        available_from=_moved(material.available_from, days, copy.zone),
    )
    if material.file:
        # Its own file: taking one away must not take the other.
        made.file.save("", ContentFile(material.file.read()), save=False)
    made.save()


def _values(record, left_out):
    left_out = left_out | STAMPS
    return {
        field.name: getattr(record, field.name) for field in record._meta.concrete_fields if field.name not in left_out
    }


def _moved(instant, days, zone):
    """``instant`` some ``days`` later, at the same hour of the clock in ``zone``."""
    if instant is None:
        return None
    local = instant.astimezone(zone)
    return datetime.combine(local.date() + days, local.time(), tzinfo=zone)


def _name(part):
    return str(part._meta.verbose_name)
