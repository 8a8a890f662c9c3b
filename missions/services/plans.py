"""Writes on what a mission measures: objectives, indicators, measurements."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from convergenze.history import services as history
from missions.models import Mission


@transaction.atomic
def save_objective(*, objective, by, expected_version=None):
    """Save an objective; a new one goes to the end and, without a code, takes the next: O1, O2…"""
    if objective._state.adding:
        Mission.objects.select_for_update().get(pk=objective.mission_id)
        objective.order = _next_order(objective.mission.objectives)
        objective.code = objective.code or _free_code(objective.mission)
    return history.save(objective, by=by, expected_version=expected_version)


@transaction.atomic
def save_indicator(*, indicator, by, expected_version=None):
    """Save an indicator; a new one goes to the end of its objective. Raises ``ValidationError``, ``StaleRecord``."""
    if indicator._state.adding:
        indicator.order = _next_order(indicator.objective.indicators)
    return history.save(indicator, by=by, expected_version=expected_version)


@transaction.atomic
def save_measurement(*, measurement, by, expected_version=None):
    """Save a draft or a returned measurement; a submitted or approved one is not changed any more."""
    if not measurement._state.adding and not by.has_perm("missions.change_measurement", measurement):
        raise ValidationError(_("This measurement is being checked or approved: write a new one instead."))
    return history.save(measurement, by=by, expected_version=expected_version)


@transaction.atomic
def move_objective(*, objective, up, by):
    """Exchange an objective with its neighbour above (``up``) or below; at the end nothing happens."""
    Mission.objects.select_for_update().get(pk=objective.mission_id)
    rows = list(objective.mission.objectives.select_for_update())
    here = next(index for index, one in enumerate(rows) if one.pk == objective.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return objective
    rows[here], rows[there] = rows[there], rows[here]
    for order, one in enumerate(rows):
        one.order = order
    type(objective).objects.bulk_update(rows, ["order"])
    history.record(objective.mission, "order_objectives", by=by, changes={"order": [None, [o.code for o in rows]]})
    return objective


@transaction.atomic
def remove_part(*, part, mission, by):
    """Remove an objective, indicator or draft measurement for good; the mission's history keeps what it said.

    Raises ``ValidationError`` while approved measurements stand below it, or actions contribute to it.
    """
    if _is_in_use(part):
        raise ValidationError(
            _("“%(part)s” is in use: actions contribute to it or it has approved measurements.") % {"part": part}
        )
    history.record(mission, "remove", by=by, changes={str(part._meta.verbose_name): [str(part), None]})
    part.delete()


def _is_in_use(part):
    """Anything approved below it, or any row of a higher app that points at it (contributions of actions)."""
    from_above = [
        relation
        for relation in part._meta.related_objects
        if relation.related_model._meta.app_label != part._meta.app_label
    ]
    if any(getattr(part, relation.get_accessor_name()).exists() for relation in from_above if relation.multiple):
        return True
    path = {"objective": "indicators__measurements__status", "indicator": "measurements__status"}
    way = path.get(part._meta.model_name)
    if way is None:
        return part.status == "approved"
    return type(part).objects.filter(pk=part.pk, **{way: "approved"}).exists()


def _next_order(rows):
    return (rows.aggregate(last=Max("order"))["last"] or 0) + 1


def _free_code(mission):
    taken = set(mission.objectives.values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"O{number}") not in taken)
