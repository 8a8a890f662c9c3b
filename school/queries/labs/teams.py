"""Teams of a lab as a page shows them: people, mix of families, canvases and how far they are."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from actors.choices import Family
from actors.models import Territory
from school.choices.canvases import canvas_of
from school.choices.labs import TeamRole
from school.models import Enrolment, Output, OutputField, Team, TeamMembership
from school.queries.labs.naming import named


@dataclass(frozen=True)
class OutputLine:
    """A canvas with the required fields that are filled, of how many, and the last time somebody wrote."""

    output: Output
    filled: int
    needed: int
    last: OutputField | None

    @property
    def share(self):
        """How far it is, from 0 to 1."""
        return self.filled / self.needed if self.needed else 1


@dataclass(frozen=True)
class TeamRow:
    """A team for one reader. ``people``: (membership, ``Named``); ``mix``: (family, label, how many)."""

    team: Team
    people: list
    mix: list
    outputs: list
    warnings: list
    is_own: bool

    @property
    def last(self):
        """The last thing written on any of its canvases."""
        return max((line.last for line in self.outputs if line.last), key=lambda one: one.changed_at, default=None)


def team_rows(lab, user):
    """``TeamRow`` for every team of ``lab`` that ``user`` may know, in a constant number of queries."""
    return _rows(lab, Team.objects.visible_to(user).filter(lab=lab), user)


def team_row(team, user):
    """``TeamRow`` of one team."""
    return _rows(team.lab, Team.objects.filter(pk=team.pk), user)[0]


def _rows(lab, teams, user):
    current = TeamMembership.objects.filter(left_at=None).select_related("enrolment__organisation", "enrolment__person")
    fields = OutputField.objects.select_related("changed_by")
    outputs = Output.objects.visible_to(user).order_by("pk").prefetch_related(Prefetch("fields", fields))
    places = Territory.objects.visible_to(user).defer("boundary")
    found = list(
        teams.prefetch_related(
            Prefetch("memberships", current, "here"),
            Prefetch("outputs", outputs, "seen"),
            Prefetch("territory", places),
        )
    )
    own = {team.pk for team in found if any(row.enrolment.person.account_id == user.pk for row in team.here)}
    mates = {row.enrolment_id for team in found if team.pk in own for row in team.here}
    people = named([row.enrolment for team in found for row in team.here], user, mates=mates)
    known = {one.enrolment.pk: one for one in people}
    return [_row(team, lab, known, team.pk in own) for team in found]


def _row(team, lab, known, is_own):
    sizes = Counter(row.enrolment.organisation.family for row in team.here if row.role != TeamRole.OBSERVER)
    mix = [(code, label, sizes[code]) for code, label in Family.choices if sizes[code]]
    return TeamRow(
        team=team,
        people=[(row, known[row.enrolment_id]) for row in team.here],
        mix=mix,
        outputs=[line_of(output) for output in team.seen],
        warnings=list(warnings(len(team.here), mix, lab)),
        is_own=is_own,
    )


def line_of(output):
    """``OutputLine`` of an output whose fields are loaded."""
    fields = list(output.fields.all())
    filled, needed = canvas_of(output.kind).filled({field.name: field.value for field in fields})
    return OutputLine(output, filled, needed, max(fields, key=lambda one: one.changed_at, default=None))


def warnings(size, mix, lab):
    """Sentences about a team that is too small, too large or all of one kind."""
    if size > lab.team_max:
        yield _("%(size)d people: the lab foresees %(most)d at most.") % {"size": size, "most": lab.team_max}
    if size < lab.team_min:
        yield _("%(size)d people: the lab foresees at least %(least)d.") % {"size": size, "least": lab.team_min}
    if size > 1 and len(mix) == 1:
        yield _("Not mixed: everybody comes from the same family (%(family)s).") % {"family": mix[0][1]}


def people_of_lab(lab):
    """(enrolment, id of their team or None) of everybody who has a seat in the edition, by name."""
    there = dict(TeamMembership.objects.filter(lab=lab, left_at=None).values_list("enrolment", "team"))
    rows = Enrolment.objects.admitted().filter(edition=lab.edition_id).select_related("organisation")
    return [(one, there.get(one.pk)) for one in rows.order_by("name", "pk")]
