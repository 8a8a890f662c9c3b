"""What has a day: meetings, promises, decisions to look at again, deadlines of procedures. For calendars and feeds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from missions.choices.governance import CommitmentStatus, MeetingStatus
from missions.models import Commitment, Decision, Meeting, Mission, Procedure, ProcedureStep

MEETING, COMMITMENT, REVIEW, DEADLINE = "meeting", "commitment", "review", "deadline"


@dataclass(frozen=True)
class Dated:
    """Something on a day; ``starts_at`` and ``ends_at`` where there is an hour. ``uid`` stays the same for ever."""

    kind: str
    on: date
    title: str
    href: str
    uid: str
    mission: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    note: str = ""
    is_late: bool = False
    version: int = 1
    changed_at: datetime | None = None  # of the record behind it: calendars learn from both that a day was moved


def dated_things(user: Any, since: date, until: date, mission: Mission | None = None) -> list[Dated]:
    """What exists for ``user`` from ``since`` to ``until``, both included, in order; four queries.

    ``mission``: only what belongs to it.
    """
    found = [
        *_meetings(user, since, until, mission),
        *_commitments(user, since, until, mission),
        *_reviews(user, since, until, mission),
        *_deadlines(user, since, until, mission),
    ]
    return sorted(found, key=lambda one: (one.on, one.starts_at is not None, one.starts_at or one.on, one.uid))


def _meetings(user, since, until, mission) -> Iterator[Dated]:
    begin = timezone.make_aware(datetime.combine(since, time.min))
    end = timezone.make_aware(datetime.combine(until, time.max))
    rows = Meeting.objects.visible_to(user).filter(starts_at__range=(begin, end))
    rows = rows.exclude(status=MeetingStatus.CANCELLED).select_related("body__mission")
    for one in rows.filter(body__mission=mission) if mission else rows:
        yield Dated(
            MEETING, timezone.localtime(one.starts_at).date(), f"{one.body}: {one.title}", one.get_absolute_url(),
            f"meeting-{one.public_id}", str(one.body.mission), one.starts_at, one.ends_at, one.place, one.agenda,
            version=one.version, changed_at=one.updated_at,
        )  # fmt: skip


def _commitments(user, since, until, mission) -> Iterator[Dated]:
    rows = Commitment.objects.visible_to(user).filter(status=CommitmentStatus.ACCEPTED, due_on__range=(since, until))
    for one in _of(rows.select_related("mission", "actor"), mission):
        title = _("%(actor)s: %(promise)s") % {"actor": one.actor, "promise": one.title}
        yield _on_a_day(COMMITMENT, one.due_on, title, one, one.mission, is_late=one.is_overdue)


def _reviews(user, since, until, mission) -> Iterator[Dated]:
    rows = Decision.objects.visible_to(user).in_force().filter(review_on__range=(since, until))
    for one in _of(rows.select_related("mission"), mission):
        title = _("To be looked at again: %(decision)s") % {"decision": one.title}
        yield _on_a_day(REVIEW, one.review_on, title, one, one.mission, is_late=one.review_on < timezone.localdate())


def _deadlines(user, since, until, mission) -> Iterator[Dated]:
    procedures = _of(Procedure.objects.visible_to(user).under_way(), mission)
    rows = ProcedureStep.objects.filter(
        done_on=None, due_on__range=(since, until), procedure__in=procedures.values("pk")
    )
    for step in rows.select_related("procedure__mission"):
        title = f"{step.procedure}: {step.get_stage_display()}"
        late = step.due_on is not None and step.due_on < timezone.localdate()
        yield Dated(
            DEADLINE, step.due_on or until, title, step.procedure.get_absolute_url(),
            f"deadline-{step.procedure.public_id}-{step.stage}", str(step.procedure.mission), is_late=late,
            version=step.procedure.version, changed_at=step.procedure.updated_at,
        )  # fmt: skip


def _of(rows, mission):
    return rows.filter(mission=mission) if mission else rows


def _on_a_day(kind, day, title, record, mission, is_late) -> Dated:
    href, uid = record.get_absolute_url(), f"{kind}-{record.public_id}"
    return Dated(
        kind, day, title, href, uid, str(mission), is_late=is_late,
        version=record.version, changed_at=record.updated_at,
    )  # fmt: skip
