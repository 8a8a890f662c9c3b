"""Who may do what with challenges and missions, and whom a mission belongs to, asked by every higher app.

``stewards`` and ``works_on`` take ids, so that portfolios may ask about a mission it has not loaded.
"""

import rules
from django.contrib.contenttypes.models import ContentType
from rules import add_perm

from actors.rules import actor_roles, belongs_to_any, belongs_to_id, created_it, is_alive, writes_for_id
from convergenze.accounts.roles import Role
from convergenze.accounts.rules import is_manager, is_officer, is_signed_in
from convergenze.core.visibility import is_in_sight
from missions.choices import ChallengeStatus, MeasurementStatus, MissionStatus


def _holds(user, mission_id, *roles):
    if not user.is_authenticated or mission_id is None:
        return False
    mission_type = ContentType.objects.get_by_natural_key("missions", "mission").pk
    return any((role, mission_type, mission_id) in user.granted for role in roles)


def stewards(user, mission_id):
    """Whether the user is a steward of the mission with this id."""
    return _holds(user, mission_id, Role.STEWARD)


def works_on(user, mission_id):
    """Whether the user is a steward of the mission with this id or in its team."""
    return _holds(user, mission_id, *Role.scoped())


# Missions and whatever hangs from one.


def mission_of(it):
    """The mission of an objective, indicator, measurement or assessment; a mission itself; None for anything else."""
    for step in ("indicator", "objective", "mission"):
        it = getattr(it, step, it)
    return it if hasattr(it, "litmus_direction") else None


@rules.predicate
def stewards_it(user, it):
    mission = mission_of(it)
    return mission is not None and stewards(user, mission.pk)


@rules.predicate
def works_on_it(user, it):
    mission = mission_of(it)
    return mission is not None and works_on(user, mission.pk)


@rules.predicate
def leads_it(user, it):
    mission = mission_of(it)
    return mission is not None and user.is_authenticated and mission.lead_id == user.pk


@rules.predicate
def belongs_to_its_owner(user, it):
    return belongs_to_id(user, getattr(mission_of(it) or it, "owner_id", None))


@rules.predicate
def writes_for_its_owner(user, it):
    return writes_for_id(user, getattr(mission_of(it) or it, "owner_id", None))


@rules.predicate
def is_member_somewhere(user):
    return belongs_to_any(user)


@rules.predicate
def is_unfinished(user, it):
    mission = mission_of(it)
    return mission is not None and mission.status in MissionStatus.unfinished()


@rules.predicate
def is_on_a_living_mission(user, it):
    mission = mission_of(it)
    return mission is not None and mission.deleted_at is None


sees_mission = is_in_sight | (is_alive & (created_it | leads_it | works_on_it | belongs_to_its_owner))
is_open_mission = is_on_a_living_mission & is_unfinished
decides = is_manager | stewards_it
writes_mission = is_officer | works_on_it

add_perm("missions.view_mission", sees_mission)
add_perm("missions.add_mission", is_officer)
add_perm("missions.change_mission", is_on_a_living_mission & writes_mission)
add_perm("missions.delete_mission", is_alive & is_manager)
add_perm("missions.appoint_mission", is_alive & decides)
add_perm("missions.assess_mission", is_open_mission & sees_mission & (writes_mission | is_member_somewhere))
add_perm("missions.transcribe_mission", is_open_mission & decides)
add_perm("missions.reopen_gate", is_open_mission & decides)

# Moves: one permission each, with the name of the move.
add_perm("missions.propose_mission", is_alive & (is_officer | stewards_it | writes_for_its_owner))
for _move in ("co_design", "adopt", "activate", "review", "resume", "complete", "close", "discontinue"):
    add_perm(f"missions.{_move}_mission", is_alive & decides)

# Objectives, indicators and assessments are written with their mission; the API's first question is only "signed in?".
for _part in ("objective", "indicator"):
    add_perm(f"missions.add_{_part}", is_signed_in)
    add_perm(f"missions.change_{_part}", is_on_a_living_mission & writes_mission)
    add_perm(f"missions.delete_{_part}", is_on_a_living_mission & writes_mission)
add_perm("missions.add_criterionassessment", is_signed_in)


# Measurements: who writes one, and who checks it (never the same person).


@rules.predicate
def submitted_it(user, measurement):
    return measurement is not None and user.is_authenticated and measurement.submitted_by_id == user.pk


@rules.predicate
def is_open_to_its_author(user, measurement):
    return measurement is not None and measurement.status in (MeasurementStatus.DRAFT, MeasurementStatus.RETURNED)


@rules.predicate
def sees_its_mission(user, it):
    mission = mission_of(it)
    return mission is not None and user.has_perm("missions.view_mission", mission)


@rules.predicate
def is_approved(user, measurement):
    return measurement is not None and measurement.status == MeasurementStatus.APPROVED


@rules.predicate
def reads_everything(user):
    return user.is_authenticated and user.reads_everything


@rules.predicate
def created_its_mission(user, it):
    return created_it(user, mission_of(it))


is_among_its_people = created_its_mission | leads_it | works_on_it | belongs_to_its_owner
measures = is_officer | works_on_it | writes_for_its_owner

add_perm("missions.view_objective", sees_its_mission)
add_perm("missions.view_indicator", sees_its_mission)
add_perm(
    "missions.view_measurement",
    sees_its_mission & (is_approved | created_it | submitted_it | reads_everything | is_among_its_people),
)
add_perm("missions.measure_mission", is_on_a_living_mission & measures)
add_perm("missions.add_measurement", is_signed_in)
add_perm("missions.change_measurement", is_on_a_living_mission & is_open_to_its_author & (created_it | is_officer))
add_perm("missions.delete_measurement", is_on_a_living_mission & is_open_to_its_author & (created_it | is_officer))
add_perm("missions.submit_measurement", is_on_a_living_mission & created_it)
add_perm("missions.return_measurement", is_on_a_living_mission & (is_officer | stewards_it) & ~submitted_it)
add_perm("missions.approve_measurement", is_on_a_living_mission & (is_officer | stewards_it) & ~submitted_it)


# Challenges.


@rules.predicate
def speaks_in_it(user, challenge):
    """The user belongs to an actor with a stance on the challenge."""
    mine = actor_roles(user) if challenge is not None else {}
    return bool(mine) and any(stance.actor_id in mine for stance in challenge.stances.all())


@rules.predicate
def is_at_its_author(user, challenge):
    return challenge is not None and challenge.status in (ChallengeStatus.DRAFT, ChallengeStatus.RETURNED)


@rules.predicate
def is_not_adopted_yet(user, challenge):
    return challenge is not None and challenge.status in ChallengeStatus.before_adoption()


@rules.predicate
def is_merged(user, challenge):
    return challenge is not None and challenge.merged_into_id is not None


@rules.predicate
def is_clock(user):
    return user.is_authenticated and user.is_service


sees_challenge = is_in_sight | (is_alive & (created_it | belongs_to_its_owner | speaks_in_it))
is_live = is_alive & ~is_merged

add_perm("missions.view_challenge", sees_challenge)
add_perm("missions.add_challenge", is_signed_in)
add_perm(
    "missions.change_challenge",
    is_live & (is_officer | (created_it & is_at_its_author) | (writes_for_its_owner & is_not_adopted_yet)),
)
add_perm("missions.delete_challenge", is_live & (is_officer | (created_it & is_at_its_author)))
add_perm("missions.follow_challenge", is_signed_in & is_live & sees_challenge)
add_perm("missions.propose_challenge", is_live & (is_officer | created_it))
add_perm("missions.redraft_challenge", is_live & (is_officer | created_it))
for _move in ("frame", "return", "adopt", "archive"):
    add_perm(f"missions.{_move}_challenge", is_live & is_officer)
add_perm("missions.merge_challenge", is_alive & is_officer)
add_perm("missions.run_challenge", is_live & is_clock)


@rules.predicate
def writes_its_challenge(user, stance):
    return stance is not None and user.has_perm("missions.change_challenge", stance.challenge)


add_perm("missions.add_challengestance", is_signed_in)  # the challenge is asked when it is known
add_perm("missions.delete_challengestance", writes_its_challenge)
