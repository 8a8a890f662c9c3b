"""Writes on labs and teams. A person is in one team of a lab: its row is locked while people come and go."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convergenze.core.errors import MoveRefused
from convergenze.core.rules_glue import require
from convergenze.history import services as history
from school.analysis import mixing
from school.choices.labs import TeamRole
from school.models import Enrolment, Lab, Team, TeamMembership


@transaction.atomic
def save_lab(*, lab, by, phases=None, expected_version=None):
    """Save a lab of an edition that ``by`` works on, and its ``phases`` in their order (None: as they are).

    Phases that are no longer among them go. Raises ``PermissionDenied``, ``ValidationError``, ``StaleRecord``.
    """
    require(by, "school.change_lab", lab)
    history.save(lab, by=by, expected_version=expected_version)
    if phases is not None:
        lab.phases.exclude(pk__in=[phase.pk for phase in phases if phase.pk]).delete()
        for position, phase in enumerate(phases):
            phase.lab, phase.position = lab, position
            phase.full_clean()
            phase.save()
    return lab


@transaction.atomic
def enter_phase(*, lab, phase, by):
    """The lab is now in ``phase`` (None: in none); everybody's page says so."""
    require(by, "school.change_lab", lab)
    if phase is not None and phase.lab_id != lab.pk:
        raise ValidationError(_("This phase belongs to another lab."))
    lab = Lab.objects.select_for_update().get(pk=lab.pk)
    lab.phase = phase
    return history.save(lab, by=by, verb="enter_phase", reason=str(phase or ""))


@transaction.atomic
def save_team(*, team, by, expected_version=None):
    """Save a team; who makes one of their own is in it, as its coordinator. Raises as ``save_lab``."""
    is_new = team.pk is None
    require(by, "school.propose_team" if is_new else "school.change_team", team)
    history.save(team, by=by, expected_version=expected_version)
    if is_new and not by.has_perm("school.form_team", team):
        _lock(team.lab)
        _enter(team, _own_enrolment(team.lab, by), TeamRole.COORDINATOR, by)
    return team


@transaction.atomic
def join_team(*, team, by):
    """Enter a team, where participants choose. Raises ``PermissionDenied``, ``MoveRefused`` when it is full."""
    require(by, "school.join_team", team)
    _lock(team.lab)
    if team.memberships.filter(left_at=None).count() >= team.lab.team_max:
        raise MoveRefused([_full(team)])
    return _enter(team, _own_enrolment(team.lab, by), TeamRole.MEMBER, by)


@transaction.atomic
def leave_team(*, team, by):
    """Go out of a team, where participants choose; what one has written stays, with one's name as an author."""
    require(by, "school.leave_team", team)
    _lock(team.lab)
    for row in team.memberships.filter(enrolment__person__account=by.pk, left_at=None):
        _leave(row, by)


@transaction.atomic
def place_people(*, lab, places, by):
    """Put people in teams: ``places`` is {enrolment: team, or None for no team}. Return how many moved.

    Staff may go beyond the sizes of the lab, which its page then says. Raises ``PermissionDenied``,
    ``ValidationError``.
    """
    require(by, "school.form_team", lab)
    _lock(lab)
    here = {row.enrolment_id: row for row in _current(lab)}
    moved = 0
    for enrolment, team in places.items():
        row = here.get(enrolment.pk)
        if enrolment.edition_id != lab.edition_id or (team is not None and team.lab_id != lab.pk):
            raise ValidationError(_("These people and teams are not of the same lab."))
        if (row.team_id if row else None) == (team.pk if team else None):
            continue
        if row:
            _leave(row, by)
        if team:
            _enter(team, enrolment, TeamRole.MEMBER, by)
        moved += 1
    return moved


@transaction.atomic
def change_role(*, membership, role, by):
    """Make somebody the coordinator, a member or an observer of their team."""
    require(by, "school.change_team", membership.team)
    before, membership.role = membership.get_role_display(), TeamRole(role)
    membership.save(update_fields=["role"])
    changes = {"role": [str(before), str(membership.get_role_display())]}
    history.record(membership.team, "change_role", by=by, changes=changes)
    return membership


@transaction.atomic
def confirm_team(*, team, by):
    """The team stands as it is: nobody comes or goes by themselves. Raises ``MoveRefused`` when its size is wrong."""
    require(by, "school.form_team", team)
    _lock(team.lab)
    size, lab = team.memberships.filter(left_at=None).count(), team.lab
    if size < lab.team_min:
        raise MoveRefused([_too_few(team, size)])
    if size > lab.team_max:
        raise MoveRefused([_full(team)])
    team.confirmed_at = timezone.now()
    return history.save(team, by=by, verb="confirm")


@dataclass(frozen=True)
class Mixed:
    """What ``mix_teams`` did: people seated, teams made, and people for whom there was no place."""

    seated: int
    made: int
    left: int


@transaction.atomic
def mix_teams(*, lab, by):
    """Seat everybody who is in no team, each family spread over all teams; make the teams that are missing.

    Confirmed teams stay as they are; who has a team keeps it. Staff adjust afterwards. Returns ``Mixed``.
    """
    require(by, "school.form_team", lab)
    _lock(lab)
    rows = list(_current(lab).select_related("enrolment__organisation"))
    taken = {row.enrolment_id for row in rows}
    people = [one for one in _people(lab) if one.pk not in taken]
    teams = [team for team in lab.teams.all() if team.confirmed_at is None]
    tables = [mixing.Table(team) for team in teams]
    for row in rows:
        for table in tables:
            if row.team_id == table.key.pk:
                table.families[row.enrolment.organisation.family] += 1
    wanted = mixing.tables_needed(len(people) + sum(table.size for table in tables), lab.team_max)
    made = [_new_team(lab, by) for _n in range(wanted - len(tables))] if people else []
    tables += [mixing.Table(team) for team in made]
    left = mixing.seat([(one, one.organisation.family) for one in people], tables, lab.team_max)
    for table in tables:
        for enrolment in table.people:
            _enter(table.key, enrolment, TeamRole.MEMBER, by)
    return Mixed(len(people) - len(left), len(made), len(left))


@transaction.atomic
def remove_team(*, team, by):
    """Take away a team that has written nothing; its people are free again."""
    require(by, "school.delete_team", team)
    history.record(team.lab, "remove", by=by, changes={"teams": [[team.pk], None]}, name=str(team))
    team.delete()


def _lock(lab):
    Lab.objects.select_for_update().get(pk=lab.pk)


def _current(lab):
    return TeamMembership.objects.filter(lab=lab, left_at=None)


def _people(lab):
    return Enrolment.objects.admitted().filter(edition=lab.edition).select_related("organisation").order_by("pk")


def _own_enrolment(lab, by):
    found = _people(lab).filter(person__account=by.pk).first()
    if found is None:
        raise ValidationError(_("Only who has a seat in the edition takes part in its labs."))
    return found


def _enter(team, enrolment, role, by):
    row = TeamMembership(lab=team.lab, team=team, enrolment=enrolment, role=role)
    row.full_clean()
    row.save()
    # By id: who may not read the name of the person does not read it in the history of the team.
    history.record(team, "enter", by=by, changes={"memberships": [None, [row.pk]]})
    return row


def _leave(row, by):
    row.left_at = timezone.now()
    row.save(update_fields=["left_at"])
    history.record(row.team, "leave", by=by, changes={"memberships": [[row.pk], None]})


def _new_team(lab, by):
    names, number = set(lab.teams.values_list("name", flat=True)), 1
    while (name := _("Team %(n)d") % {"n": number}) in names:
        number += 1
    return history.save(Team(lab=lab, name=name), by=by)


def _full(team):
    most = team.lab.team_max
    words = ngettext(
        "“%(team)s” is full: a team of this lab has one person at most.",
        "“%(team)s” is full: a team of this lab has %(most)d people at most.",
        most,
    )
    return words % {"team": team, "most": most}


def _too_few(team, size):
    return _("“%(team)s” has %(size)d people: a team of this lab needs at least %(least)d.") % {
        "team": team, "size": size, "least": team.lab.team_min,
    }  # fmt: skip
