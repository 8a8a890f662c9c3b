"""What governance has on a day: meetings, promises, decisions to look at again, deadlines of procedures."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.core.agenda import Happening
from missions.choices.governance import CommitmentStatus, MeetingStatus
from missions.models import Commitment, Decision, Meeting, Procedure, ProcedureStep

MEETING, COMMITMENT, REVIEW, DEADLINE = "meeting", "commitment", "review", "deadline"


def governance_days(user: Any, since: date, until: date) -> Iterator[Happening]:
    """What exists for ``user`` from ``since`` to ``until``, both included; four queries."""
    yield from _meetings(user, since, until)
    yield from _commitments(user, since, until)
    yield from _reviews(user, since, until)
    yield from _deadlines(user, since, until)


def _meetings(user, since, until) -> Iterator[Happening]:
    begin = timezone.make_aware(datetime.combine(since, time.min))
    end = timezone.make_aware(datetime.combine(until, time.max))
    rows = Meeting.objects.visible_to(user).filter(starts_at__range=(begin, end))
    for one in rows.exclude(status=MeetingStatus.CANCELLED).select_related("body__mission"):
        day, title = timezone.localtime(one.starts_at).date(), f"{one.body}: {one.title}"
        times = {"starts_at": one.starts_at, "ends_at": one.ends_at, "place": one.place, "note": one.agenda}
        yield _of(MEETING, one, day, title, one.body.mission, **times)


def _commitments(user, since, until) -> Iterator[Happening]:
    rows = Commitment.objects.visible_to(user).filter(status=CommitmentStatus.ACCEPTED, due_on__range=(since, until))
    for one in rows.select_related("mission", "actor"):
        title = _("%(actor)s: %(promise)s") % {"actor": one.actor, "promise": one.title}
        yield _of(COMMITMENT, one, one.due_on, title, one.mission, is_late=one.is_overdue)


def _reviews(user, since, until) -> Iterator[Happening]:
    rows = Decision.objects.visible_to(user).in_force().filter(review_on__range=(since, until))
    for one in rows.select_related("mission"):
        title = _("To be looked at again: %(decision)s") % {"decision": one.title}
        yield _of(REVIEW, one, one.review_on, title, one.mission, is_late=_is_past(one.review_on))


def _deadlines(user, since, until) -> Iterator[Happening]:
    procedures = Procedure.objects.visible_to(user).under_way()
    rows = ProcedureStep.objects.filter(
        done_on=None, due_on__range=(since, until), procedure__in=procedures.values("pk")
    )
    for step in rows.select_related("procedure__mission"):
        title = f"{step.procedure}: {step.get_stage_display()}"
        more = {"uid": f"deadline-{step.procedure.public_id}-{step.stage}", "is_late": _is_past(step.due_on)}
        yield _of(DEADLINE, step.procedure, step.due_on, title, step.procedure.mission, **more)


def _is_past(day) -> bool:
    return day < timezone.localdate()


def _of(kind, record, day, title, mission, **more) -> Happening:
    told = {"uid": f"{kind}-{record.public_id}", "version": record.version, "changed_at": record.updated_at} | more
    return Happening(kind=kind, on=day, title=title, href=record.get_absolute_url(), about=str(mission), **told)
