"""Indicators whose measurement is overdue, and who answers for them."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from convergenze.accounts.models import User
from convergenze.accounts.roles import Role
from missions.analysis.indicators import stale_after
from missions.choices import MeasurementStatus, MissionStatus
from missions.models import Indicator, Measurement
from missions.queries.people import team_of
from missions.queries.progress import with_latest


def overdue_indicators(on, rows=None):
    """Indicators of running missions measured longer ago than they declare; those being measured now are left out."""
    under_way = Measurement.objects.filter(indicator=OuterRef("pk"), status=MeasurementStatus.SUBMITTED)
    rows = (Indicator.objects.all() if rows is None else rows).filter(
        ~Exists(under_way),
        objective__mission__status__in=MissionStatus.running(),
        objective__mission__deleted_at=None,
    )
    rows = with_latest(rows, on).select_related("objective__mission__lead")
    return [one for one in rows if _since(one) < on - timedelta(days=stale_after(one))]


def _since(indicator):
    """The day of the latest measurement; until there is one, that of the baseline or when it was written down."""
    return indicator.latest_on or indicator.baseline_on or indicator.created_at.date()


def answerable(mission):
    """The accounts that answer for ``mission``: its lead and stewards, each once."""
    stewards = [grant.user for grant in team_of(mission) if grant.role == Role.STEWARD]
    people: dict[int, User] = {one.pk: one for one in [mission.lead, *stewards] if one is not None and one.is_active}
    return list(people.values())
