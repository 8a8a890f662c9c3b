"""Who may do what with intentions, signals and scenarios."""

import rules
from rules import add_perm

from actors.rules import belongs_to_id, created_it, is_alive, writes_for_any, writes_for_its_actor
from convergenze.accounts.rules import is_officer, is_signed_in
from convergenze.core.visibility import is_in_sight
from missions.choices.governance import IntentionStatus, SignalStatus
from missions.rules.framing import (
    is_among_its_people,
    is_clock,
    is_on_a_living_mission,
    sees_its_mission,
    works_on_it,
    writes_mission,
)


@rules.predicate
def hangs_from_what_is_seen(user, it):
    """The mission and the challenge it hangs from, where it has them, exist for the user."""
    if it is None:
        return False
    sees_mission = it.mission is None or user.has_perm("missions.view_mission", it.mission)
    return sees_mission and (it.challenge is None or user.has_perm("missions.view_challenge", it.challenge))


@rules.predicate
def belongs_to_its_actor(user, intention):
    return intention is not None and belongs_to_id(user, intention.actor_id)


@rules.predicate
def sees_its_actor(user, intention):
    return intention is not None and user.has_perm("actors.view_actor", intention.actor)


@rules.predicate
def writes_for_some_actor(user):
    return writes_for_any(user)


@rules.predicate
def stands(user, intention):
    """Said, and not yet acted upon nor taken back."""
    return intention is not None and intention.status in IntentionStatus.standing()


@rules.predicate
def is_just_captured(user, signal):
    return signal is not None and signal.status == SignalStatus.CAPTURED


# Intentions: the actor's word. The mission's people may say that the condition is met.
speaks_for_it = is_alive & (is_officer | writes_for_its_actor)

add_perm(
    "missions.view_intention",
    (is_in_sight | (is_alive & (created_it | is_among_its_people | belongs_to_its_actor)))
    & hangs_from_what_is_seen
    & sees_its_actor,
)
add_perm("missions.add_intention", is_officer | writes_for_some_actor)
add_perm("missions.declare_intention", speaks_for_it)
add_perm("missions.change_intention", speaks_for_it & stands)
add_perm("missions.delete_intention", speaks_for_it & stands)
for _move in ("unlock", "relock"):
    add_perm(f"missions.{_move}_intention", is_clock | speaks_for_it | (is_alive & works_on_it))
for _move in ("take_up", "withdraw", "redeclare"):
    add_perm(f"missions.{_move}_intention", speaks_for_it)

# Signals: anybody who is signed in sees one coming; who works on the mission says what it means.
weighs = is_alive & (is_officer | works_on_it)

add_perm(
    "missions.view_signal",
    (is_in_sight | (is_alive & (created_it | is_among_its_people))) & hangs_from_what_is_seen,
)
add_perm("missions.add_signal", is_signed_in)
add_perm("missions.change_signal", weighs | (is_alive & created_it & is_just_captured))
add_perm("missions.delete_signal", weighs | (is_alive & created_it & is_just_captured))
for _move in ("assess", "link", "watch", "dismiss", "reopen"):
    add_perm(f"missions.{_move}_signal", weighs)

# Scenarios: part of their mission's foresight.
writes_scenario = is_alive & is_on_a_living_mission & writes_mission

add_perm("missions.view_scenario", (is_in_sight | (is_alive & (created_it | is_among_its_people))) & sees_its_mission)
add_perm("missions.add_scenario", is_signed_in)  # the mission is asked when it is known
for _verb in ("write", "change", "delete", "try"):
    add_perm(f"missions.{_verb}_scenario", writes_scenario)
