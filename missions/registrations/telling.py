"""What missions offers tasks and notifications: what they can be about, who is told, what closes a task, questions."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convergenze.core import about
from convergenze.notes import conditions
from convergenze.notifications import questions, registry
from missions.models import Indicator, Mission, Objective
from missions.queries.stale import answerable, overdue_indicators

OF_MISSION = ("body", "commitment", "decision", "intention", "meeting", "objective", "procedure", "scenario", "signal")


def _of_own_missions(model, path):
    return lambda user: model.objects.filter(**{f"{path}__in": Mission.objects.filter(Mission.objects.all().own(user))})


def _indicator_page(indicator):
    return reverse("missions:indicator_detail", args=[indicator.objective.mission.slug, indicator.pk])


def _measurement_form(indicator):
    return reverse("missions:measurement_new", args=[indicator.objective.mission.slug, indicator.pk])


about.offer(
    Objective,
    address=lambda objective: reverse("missions:objectives", args=[objective.mission.slug]),
    team=_of_own_missions(Objective, "mission"),
)
about.offer(Indicator, address=_indicator_page, team=_of_own_missions(Indicator, "objective__mission"))

for _kind in OF_MISSION:
    registry.hangs_from(f"missions.{_kind}", lambda row: getattr(row, "mission", None))
registry.hangs_from("missions.indicator", lambda indicator: indicator.objective)
registry.hangs_from("missions.measurement", lambda measurement: measurement.indicator)


@registry.register("missions.mission")
def people_of_the_mission(entry):
    """Its lead and stewards."""
    return answerable(entry.subject)


@registry.register("missions.measurement.submit")
def people_who_approve(entry):
    """Those who answer for the mission."""
    return answerable(entry.subject.indicator.objective.mission)


@registry.register("missions.measurement.return")
@registry.register("missions.measurement.approve")
@registry.register("missions.challenge")
def who_wrote_it(entry):
    """Its author."""
    return [entry.subject.created_by]


@conditions.register("measurement_approved", heard=("missions.measurement.approve",))
def a_measurement_was_approved(task, argument):
    """Of an indicator: a measurement approved since the task was given."""
    return task.subject.measurements.approved().filter(updated_at__gte=task.created_at).exists()


def _stale(now):
    rows = overdue_indicators(timezone.localtime(now).date())
    return [(indicator, answerable(indicator.objective.mission)) for indicator in rows]


def _is_still_stale(indicator, user, now):
    mission = indicator.objective.mission
    rows = Indicator.objects.filter(pk=indicator.pk)
    return user.has_perm("missions.measure_mission", mission) and bool(
        overdue_indicators(timezone.localtime(now).date(), rows)
    )


questions.register(
    questions.Asking(
        code="measure",
        stale=_stale,
        still=_is_still_stale,
        sentence=lambda one: (
            _("“%(indicator)s” (%(mission)s) has not been measured for longer than it should.")
            % {"indicator": one, "mission": one.objective.mission}
        ),
        label=gettext_lazy("Write the new value"),
        address=_measurement_form,
    )
)
