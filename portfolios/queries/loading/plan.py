"""The plan of a mission as plain data: objectives with their indicators at a date."""

from collections import defaultdict
from datetime import date

from django.db.models import OuterRef, Subquery

from missions.models import Indicator, Measurement, Objective
from portfolios.analysis import world as plain


def objectives_of(portfolio, as_of, keys):
    """The objectives of the mission of ``portfolio``, each with its indicators at ``as_of``; two queries."""
    indicators = _indicators(portfolio, as_of, keys)
    return tuple(
        plain.Objective(
            key=row.code if keys.by_code else row.pk,
            title=row.title,
            weight=row.weight,
            required_levers=frozenset(row.required_levers),
            indicators=tuple(indicators.get(row.pk, ())),
        )
        for row in Objective.objects.filter(mission=portfolio.mission_id)
    )


def _indicators(portfolio, as_of, keys):
    """{objective id: indicators}, each with its latest approved measurement of ``as_of`` or before."""
    latest = (
        Measurement.objects.approved()
        .filter(indicator=OuterRef("pk"), value__isnull=False, measured_on__lte=as_of)
        .order_by("-measured_on", "-pk")
    )
    rows = (
        Indicator.objects.filter(objective__mission=portfolio.mission_id)
        .select_related("objective")
        .annotate(latest=Subquery(latest.values("value")[:1]), latest_on=Subquery(latest.values("measured_on")[:1]))
        .order_by("objective", "order", "pk")
    )
    found: defaultdict[int, list[plain.Indicator]] = defaultdict(list)
    for row in rows:
        place = len(found[row.objective_id])
        code = row.objective.code if not place else f"{row.objective.code}.{place + 1}"
        found[row.objective_id].append(_indicator(row, code if keys.by_code else row.pk))
    return found


def _indicator(row, key):
    return plain.Indicator(
        key=key,
        baseline=_float(row.baseline),
        baseline_on=row.baseline_on,
        target=_float(row.target),
        target_on=row.target_on,
        milestones=tuple((_day(day), float(value)) for day, value in row.milestones),
        value=_float(row.latest),
        measured_on=row.latest_on,
        frequency_days=row.frequency_days,
    )


def _float(number):
    return None if number is None else float(number)


def _day(text):
    return date.fromisoformat(text)
