"""How long the School keeps what about people, and what is due to be forgotten: see docs/privacy.md."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Min, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from convergenze.notifications.choices import MailKind
from convergenze.notifications.models import Mail
from school.choices.enrolment import EnrolmentStatus
from school.models import AttendanceScan, Enrolment

DROPPED = (EnrolmentStatus.DECLINED, EnrolmentStatus.WITHDRAWN, EnrolmentStatus.EXPIRED, EnrolmentStatus.REMOVED)
LETTERS = r"^(enrolment|certificate|invitation):"


@dataclass(frozen=True)
class Period:
    """One kind of data. ``counted``: the field whose instant the days are counted from; ``rows``: all that is held."""

    code: str
    label: Promise
    why: Promise
    counted: str
    rows: Callable[[], QuerySet]

    @property
    def days(self) -> int:
        """How long it is kept."""
        return settings.SCHOOL_RETENTION[self.code]

    def due(self, now: datetime) -> QuerySet:
        """What is to be forgotten at ``now``."""
        return self.rows().filter(**{f"{self.counted}__lte": now - timedelta(days=self.days)})


def _held(**empty):
    return Enrolment.objects.exclude(**empty)


PERIODS = (
    Period(
        "needs", _("What people need to take part (access, diet)"), _("after the edition nobody needs it"),
        "edition__ends_at", lambda: _held(needs=""),
    ),
    Period(
        "answers", _("Answers to the questions of enrolment"), _("for the report on the edition"),
        "edition__ends_at", lambda: _held(answers={}),
    ),
    Period(
        "scans", _("Scans of codes, refused ones too"), _("for doubts about a register; the sealed register stays"),
        "session__edition__ends_at", AttendanceScan.objects.all,
    ),
    Period(
        "motivation", _("Why people wanted to take part"), _("for the next edition"),
        "edition__ends_at", lambda: _held(motivation=""),
    ),
    Period(
        "dropped", _("Names of who was declined, withdrew or was removed"), _("for questions about the selection"),
        "edition__ends_at", lambda: Enrolment.objects.filter(status__in=DROPPED, forgotten_at=None),
    ),
    Period(
        "letters", _("Letters of the School that were sent"), _("to prove that somebody was told"),
        "sent_at", lambda: Mail.objects.filter(kind=MailKind.LETTER, key__regex=LETTERS),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Forecast:
    """A period today: how many rows are due, how many are still held, and the day the next ones are."""

    period: Period
    due: int
    held: int
    next_on: date | None


def forecast(now: datetime | None = None) -> list[Forecast]:
    """Every period as it stands."""
    now = now or timezone.now()
    return [_forecast(period, now) for period in PERIODS]


def _forecast(period, now):
    limit = now - timedelta(days=period.days)
    later = period.rows().filter(**{f"{period.counted}__gt": limit})
    first = later.aggregate(first=Min(period.counted))["first"]
    next_on = timezone.localdate(first + timedelta(days=period.days)) if first else None
    return Forecast(period, period.due(now).count(), period.rows().count(), next_on)
