"""The days of missions in the calendar: meetings, promises, reviews, deadlines, milestones, beginnings and ends."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convergenze.core import agenda
from missions.models import Indicator, Mission
from missions.queries.calendar import COMMITMENT, DEADLINE, MEETING, REVIEW, governance_days

GOVERNANCE = {
    MEETING: gettext_lazy("Meetings"),
    COMMITMENT: gettext_lazy("Commitments due"),
    REVIEW: gettext_lazy("Decisions to look at again"),
    DEADLINE: gettext_lazy("Deadlines of procedures"),
}


agenda.register(GOVERNANCE, order=10)(governance_days)


@agenda.register({"milestone": gettext_lazy("Milestones and targets")}, order=20)
def milestones(user, since, until):
    """The days by which an indicator should be somewhere."""
    seen = Mission.objects.visible_to(user)
    rows = Indicator.objects.filter(objective__mission__in=seen.values("pk")).select_related("objective__mission")
    for row in rows:
        mission = row.objective.mission
        target = [(row.target_on.isoformat(), row.target)] if row.target_on and row.target is not None else []
        for day, value in [*row.milestones, *target]:
            if since.isoformat() <= day <= until.isoformat():
                said = {"name": row.name, "value": f"{value} {row.unit}".strip()}
                yield agenda.Happening(
                    "milestone", f"milestone-{mission.public_id}-{row.pk}-{day}", date.fromisoformat(day),
                    _("%(name)s: %(value)s") % said, reverse("missions:indicator_detail", args=[mission.slug, row.pk]),
                    about=mission.title, version=row.version, changed_at=row.updated_at,
                )  # fmt: skip


MISSION_DAYS = {
    "starts_on": gettext_lazy("The mission starts"),
    "review_on": gettext_lazy("The mission is reviewed"),
    "ends_on": gettext_lazy("The mission is to be reached"),
}


@agenda.register({"mission": gettext_lazy("Dates of missions")}, order=30)
def missions(user, since, until):
    """When missions start, are reviewed and are to be reached."""
    for name, words in MISSION_DAYS.items():
        for one in Mission.objects.visible_to(user).filter(**{f"{name}__range": (since, until)}):
            yield agenda.Happening(
                "mission", f"mission-{name.removesuffix('_on')}-{one.public_id}", getattr(one, name), str(words),
                one.get_absolute_url(), about=one.title, version=one.version, changed_at=one.updated_at,
            )  # fmt: skip
