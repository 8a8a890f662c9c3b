"""What governance asks of a person: decisions to take or to look at again, meetings, promises by their day."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convergenze.home.queries.step import Step
from missions.choices.governance import CommitmentStatus, DecisionStatus, MeetingStatus
from missions.models import Commitment, Decision, Meeting

SOON, AHEAD = timedelta(days=14), timedelta(days=30)
EACH = 2  # of one kind: the lists show all


def governance_waiting(user):
    """Late promises first, then what a body has to do, then what comes; six queries."""
    return [
        *promises_late(user), *decisions_open(user), *decisions_to_review(user), *promises_offered(user),
        *minutes_missing(user), *meetings_ahead(user), *promises_ahead(user),
    ]  # fmt: skip


def promises_late(user):
    """Promises whose day has passed and of which nobody said what became."""
    words = _("%(actor)s promised “%(title)s” by %(day)s: say whether it is kept.")
    rows = _own(Commitment, user).overdue().select_related("actor").order_by("due_on", "pk")
    return [_step(words, one, one.due_on, actor=one.actor) for one in rows[:EACH]]


def promises_ahead(user):
    """Accepted promises of the next month."""
    words = _("%(actor)s promised “%(title)s” by %(day)s.")
    today = timezone.localdate()
    rows = _own(Commitment, user).filter(status=CommitmentStatus.ACCEPTED, due_on__range=(today, today + AHEAD))
    return [
        _step(words, one, one.due_on, actor=one.actor)
        for one in rows.select_related("actor").order_by("due_on", "pk")[:EACH]
    ]


def promises_offered(user):
    """Promises that wait for who may accept them."""
    words = _("%(actor)s offers “%(title)s”: accept it, or talk about it.")
    rows = _own(Commitment, user).filter(status=CommitmentStatus.OFFERED).select_related("actor", "mission")
    waiting = [
        one for one in rows.order_by("due_on", "pk")[: EACH * 2] if user.has_perm("missions.accept_commitment", one)
    ]
    return [_step(words, one, actor=one.actor) for one in waiting[:EACH]]


def decisions_open(user):
    """Decisions on which the body has still to speak."""
    words = _("To be decided: “%(title)s”.")
    rows = _own(Decision, user).filter(status__in=DecisionStatus.undecided()).order_by("pk")
    return [_step(words, one) for one in rows[:EACH]]


def decisions_to_review(user):
    """Decisions in force whose day to be looked at again has come."""
    words = _("Look again at “%(title)s”: its day was %(day)s.")
    rows = _own(Decision, user).to_review().order_by("review_on", "pk")
    return [_step(words, one, one.review_on) for one in rows[:EACH]]


def meetings_ahead(user):
    """Meetings of the next two weeks."""
    now = timezone.now()
    words = _("%(body)s meets on %(day)s: “%(title)s”.")
    rows = _own(Meeting, user).filter(status=MeetingStatus.PLANNED, starts_at__range=(now, now + SOON))
    return [
        _step(words, one, timezone.localtime(one.starts_at), body=one.body)
        for one in rows.select_related("body").order_by("starts_at", "pk")[:EACH]
    ]


def minutes_missing(user):
    """Meetings that have been and of which nothing is written yet, for who may write it."""
    words = _("How did “%(title)s” of %(day)s go? Write who was there and the minutes.")
    rows = _own(Meeting, user).filter(status=MeetingStatus.PLANNED, starts_at__lt=timezone.now())
    past = [
        one
        for one in rows.select_related("body__mission").order_by("-starts_at", "-pk")[:EACH]
        if user.has_perm("missions.change_meeting", one)
    ]
    return [_step(words, one, timezone.localtime(one.starts_at)) for one in past]


def _own(model, user):
    """The rows that concern ``user``: all for who runs the programme, those of their missions, bodies and actors."""
    rows = model.objects.visible_to(user)
    return rows if user.has_perm("missions.add_mission") else rows.filter(rows.own(user))


def _step(words, record, day=None, **named):
    told = {"title": record.title, "day": date_format(day, "DATE_FORMAT") if day else ""} | named
    return Step(words % told, record.get_absolute_url())
