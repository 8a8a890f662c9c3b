"""Who may do what with labs, teams and what they bring forth.

Who works on the edition sees all of it and forms the teams; a team writes its own canvases; the other participants
read what was handed in; everybody else knows only that something was promoted.
"""

import rules
from rules import add_perm

from convergenze.accounts.roles import Role
from convergenze.accounts.rules import is_officer, is_school, is_signed_in
from school.choices.labs import Formation, OutputStatus, TeamRole
from school.rules.catalogue import is_on_a_living_edition, knows_the_school, sees_its_edition
from school.rules.people import takes_part, teaches_edition


def team_of(it):
    """The team of a revision, an output or a membership; a team itself; None for anything else."""
    for step in ("revision", "output", "team"):
        it = getattr(it, step, None) or it
    return it if hasattr(it, "confirmed_at") else None


def _memberships(user, it):
    team = team_of(it)
    if team is None or not user.is_authenticated:
        return None
    return team.memberships.filter(enrolment__person__account=user.pk)


@rules.predicate
def is_in_team(user, it):
    """Is one of the team now, observers too."""
    rows = _memberships(user, it)
    return rows is not None and rows.filter(left_at=None).exists()


@rules.predicate
def writes_in_team(user, it):
    """Is one of the team now, and writes."""
    rows = _memberships(user, it)
    return rows is not None and rows.filter(left_at=None, role__in=TeamRole.writing()).exists()


@rules.predicate
def coordinates_team(user, it):
    rows = _memberships(user, it)
    return rows is not None and rows.filter(left_at=None, role=TeamRole.COORDINATOR).exists()


@rules.predicate
def was_ever_in_team(user, it):
    """Is or was one of the team: nobody reviews their own work."""
    rows = _memberships(user, it)
    return rows is not None and rows.exists()


@rules.predicate
def forms_itself(user, it):
    """Participants of the lab choose their team."""
    lab = getattr(it, "lab", it)
    return lab is not None and lab.formation in Formation.open()


@rules.predicate
def is_confirmed(user, team):
    return team is not None and team.confirmed_at is not None


@rules.predicate
def has_started(user, team):
    """There is a canvas already."""
    return team is not None and team.outputs.exists()


@rules.predicate
def is_writable(user, output):
    return output is not None and output.status in OutputStatus.writable()


@rules.predicate
def is_handed_in(user, output):
    return output is not None and output.status in OutputStatus.handed_in()


@rules.predicate
def is_promoted(user, output):
    return output is not None and output.status == OutputStatus.PROMOTED


@rules.predicate
def stewards_a_mission(user):
    return user.is_authenticated and any(role == Role.STEWARD for role, _type, _id in user.granted)


@rules.predicate
def lets_it_be_read(user, output):
    """The edition's people and, once handed in, its participants; of one's own team, always."""
    return is_in_team(user, output) or (is_handed_in(user, output) and takes_part(user, output))


guides = is_on_a_living_edition & teaches_edition
knows_teams = knows_the_school | is_school | teaches_edition | takes_part
takes_part_now = is_on_a_living_edition & takes_part

# Labs.
add_perm("school.view_lab", sees_its_edition)
add_perm("school.add_lab", is_signed_in)  # the edition is asked when it is known: change_lab
add_perm("school.change_lab", guides)
add_perm("school.watch_lab", knows_the_school | teaches_edition)

# Teams: ``form`` is to place people, ``propose`` to make one's own.
add_perm("school.view_team", knows_teams)
add_perm("school.add_team", is_signed_in)  # the lab is asked when it is known: propose_team
add_perm("school.form_team", guides)
add_perm("school.propose_team", guides | (takes_part_now & forms_itself))
add_perm("school.change_team", guides | (is_on_a_living_edition & coordinates_team))
add_perm("school.join_team", takes_part_now & forms_itself & ~is_confirmed & ~is_in_team)
add_perm("school.leave_team", is_on_a_living_edition & forms_itself & ~is_confirmed & is_in_team)
add_perm("school.delete_team", guides & ~has_started)

# Outputs: ``view`` is to know that there is one, ``read`` to read what is written in it.
reads_output = knows_the_school | is_school | teaches_edition | lets_it_be_read
reviews = guides & ~was_ever_in_team
add_perm("school.view_output", reads_output | (is_promoted & sees_its_edition))
add_perm("school.read_output", reads_output)
add_perm("school.add_output", is_signed_in)  # the team is asked when it is known: start_output
add_perm("school.start_output", is_on_a_living_edition & (writes_in_team | teaches_edition))
add_perm("school.write_output", is_on_a_living_edition & writes_in_team & is_writable)
add_perm("school.change_output", is_on_a_living_edition & writes_in_team & is_writable)
# Moves: one permission each, with the name of the move.
add_perm("school.submit_output", is_on_a_living_edition & writes_in_team)
for _move in ("review", "improve", "accept", "reject"):
    add_perm(f"school.{_move}_output", reviews)
add_perm("school.promote_output", reads_output & (teaches_edition | is_officer | stewards_a_mission))
