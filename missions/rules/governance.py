"""Who may do what with bodies, meetings, decisions, commitments and procedures.

A body's decisions are recorded by whoever holds one of its recording seats (chair, vice-chair, secretary,
facilitator), by the mission's steward or by a manager. Who may record one lets through the moves it carries out.
"""

import rules
from django.utils import timezone
from rules import add_perm

from actors.choices import MembershipRole
from actors.rules import actor_roles, belongs_to_id, created_it, is_alive, writes_for_id
from convergenze.accounts.rules import is_manager, is_officer, is_signed_in
from convergenze.core.visibility import is_in_sight
from missions.choices.governance import CommitmentStatus, DecisionStatus, MeetingStatus, ProcedureStage, SeatRole
from missions.rules.framing import (
    belongs_to_its_owner,
    created_its_mission,
    is_clock,
    is_on_a_living_mission,
    leads_it,
    reads_everything,
    sees_its_mission,
    stewards_it,
    works_on_it,
    writes_for_its_owner,
)


def body_of(it):
    """The body of a seat, meeting or decision; a body itself; None for anything else."""
    return it if hasattr(it, "meets_every_days") else getattr(it, "body", None)


def _seats_held(user, body):
    """Seats in force of the user and of the user's actors, each with whether the user speaks for it."""
    if body is None or not user.is_authenticated:
        return
    mine, person, today = actor_roles(user), getattr(user, "person", None), timezone.localdate()
    for seat in body.seats.all():
        if (seat.starts_on and seat.starts_on > today) or (seat.ends_on and seat.ends_on < today):
            continue
        is_mine = person is not None and seat.person_id == person.pk
        speaks = seat.person_id is None and mine.get(seat.actor_id) == MembershipRole.REPRESENTATIVE
        if is_mine or (seat.actor_id is not None and seat.actor_id in mine):
            yield seat, is_mine or speaks


@rules.predicate
def sits_on_its_body(user, it):
    return any(True for _seat in _seats_held(user, body_of(it)))


@rules.predicate
def holds_its_pen(user, it):
    """Holds, in person or as the actor's representative, a seat that writes down what the body does."""
    return any(speaks and seat.role in SeatRole.recording() for seat, speaks in _seats_held(user, body_of(it)))


@rules.predicate
def sees_its_body(user, it):
    return it is not None and user.has_perm("missions.view_body", it.body)


@rules.predicate
def governs_its_mission(user, it):
    return it is not None and user.has_perm("missions.govern_mission", it.mission)


@rules.predicate
def convenes_its_body(user, it):
    return it is not None and user.has_perm("missions.convene_body", it.body)


@rules.predicate
def seats_its_body(user, it):
    return it is not None and user.has_perm("missions.seat_body", it.body)


is_among_its_people = created_its_mission | leads_it | works_on_it | belongs_to_its_owner
add_perm("missions.govern_mission", is_on_a_living_mission & (is_officer | stewards_it))

# Bodies and seats.

add_perm(
    "missions.view_body",
    (is_in_sight | (is_alive & (created_it | is_among_its_people | sits_on_its_body))) & sees_its_mission,
)
add_perm("missions.add_body", is_signed_in)  # the mission is asked when it is known: govern_mission
add_perm("missions.change_body", is_alive & governs_its_mission)
add_perm("missions.delete_body", is_alive & (is_manager | stewards_it))
# A seat may carry the pen that lets moves through: whoever could not make those moves gives no seats.
add_perm("missions.seat_body", is_alive & (is_manager | stewards_it))
add_perm("missions.convene_body", is_alive & (governs_its_mission | holds_its_pen))
add_perm("missions.record_body", is_alive & (is_manager | stewards_it | holds_its_pen))
add_perm("missions.add_seat", is_signed_in)
add_perm("missions.change_seat", seats_its_body)
add_perm("missions.delete_seat", seats_its_body)


# Meetings.


@rules.predicate
def is_among_its_bodys_people(user, meeting):
    body = body_of(meeting)
    return body is not None and (created_it | is_among_its_people | sits_on_its_body)(user, body)


@rules.predicate
def is_planned(user, meeting):
    return meeting is not None and meeting.status == MeetingStatus.PLANNED


add_perm(
    "missions.view_meeting",
    (is_in_sight | (is_alive & (created_it | is_among_its_bodys_people))) & sees_its_body,
)
add_perm("missions.add_meeting", is_signed_in)
add_perm("missions.change_meeting", is_alive & convenes_its_body)
add_perm("missions.delete_meeting", is_alive & is_planned & convenes_its_body)
for _move in ("hold", "cancel", "reopen"):
    add_perm(f"missions.{_move}_meeting", is_alive & convenes_its_body)


# Decisions.


@rules.predicate
def records_for_its_body(user, decision):
    """May record decisions of its body; where no body is named, decides for the mission."""
    body = body_of(decision)
    return body is not None and user.has_perm("missions.record_body", body)


@rules.predicate
def is_undecided(user, decision):
    return decision is not None and decision.status in DecisionStatus.undecided()


records = is_manager | stewards_it | records_for_its_body

add_perm(
    "missions.view_decision",
    (is_in_sight | (is_alive & (created_it | is_among_its_people | sits_on_its_body))) & sees_its_mission,
)
add_perm("missions.add_decision", is_signed_in)
add_perm("missions.prepare_mission", is_on_a_living_mission & (is_officer | works_on_it))
add_perm("missions.change_decision", is_alive & is_undecided & (is_officer | works_on_it | records))
add_perm("missions.delete_decision", is_alive & is_undecided & records)
for _move in ("adopt", "amend", "postpone", "reject", "reopen"):
    add_perm(f"missions.{_move}_decision", is_alive & records)


# Commitments.


@rules.predicate
def sees_its_actor(user, it):
    return it is not None and user.has_perm("actors.view_actor", it.actor)


@rules.predicate
def belongs_to_its_actor(user, it):
    return it is not None and belongs_to_id(user, it.actor_id)


@rules.predicate
def writes_for_its_signatory(user, it):
    return it is not None and writes_for_id(user, it.actor_id)


@rules.predicate
def represents_its_signatory(user, it):
    return it is not None and actor_roles(user).get(it.actor_id) == MembershipRole.REPRESENTATIVE


@rules.predicate
def is_agreed(user, it):
    """Accepted, whatever became of it: what others than the actor and the mission may read."""
    return it is not None and it.status in CommitmentStatus.public()


@rules.predicate
def is_draft(user, it):
    return it is not None and it.status == CommitmentStatus.DRAFT


takes_promises = is_officer | stewards_it
add_perm(
    "missions.view_commitment",
    (
        (is_in_sight & (is_agreed | reads_everything))
        | (is_alive & (created_it | is_among_its_people | belongs_to_its_actor))
    )
    & sees_its_mission
    & sees_its_actor,
)
add_perm("missions.add_commitment", is_signed_in)
add_perm(
    "missions.change_commitment",
    is_alive & (takes_promises | (is_draft & (created_it | works_on_it | writes_for_its_signatory))),
)
add_perm("missions.delete_commitment", is_alive & is_draft & (takes_promises | created_it))
add_perm("missions.offer_commitment", is_alive & represents_its_signatory)
add_perm("missions.transcribe_commitment", is_alive & takes_promises)
add_perm("missions.return_commitment", is_alive & takes_promises)
add_perm("missions.accept_commitment", is_alive & (takes_promises | writes_for_its_owner))
add_perm("missions.report_commitment", is_alive & is_agreed & (takes_promises | writes_for_its_signatory))
add_perm("missions.fulfil_commitment", is_alive & takes_promises)
add_perm("missions.withdraw_commitment", is_alive & represents_its_signatory)
add_perm("missions.lapse_commitment", is_alive & is_clock)


# Procedures: conducted by their authority; the platform records.


@rules.predicate
def sees_its_authority(user, it):
    return it is not None and user.has_perm("actors.view_actor", it.authority)


@rules.predicate
def belongs_to_its_authority(user, it):
    return it is not None and belongs_to_id(user, it.authority_id)


@rules.predicate
def writes_for_its_authority(user, it):
    return it is not None and writes_for_id(user, it.authority_id)


@rules.predicate
def is_under_way(user, it):
    return it is not None and it.status not in ProcedureStage.ends()


conducts = is_officer | works_on_it | writes_for_its_authority
add_perm(
    "missions.view_procedure",
    (is_in_sight | (is_alive & (created_it | is_among_its_people | belongs_to_its_authority)))
    & sees_its_mission
    & sees_its_authority,
)
add_perm("missions.add_procedure", is_signed_in)
add_perm("missions.change_procedure", is_alive & conducts)
add_perm("missions.delete_procedure", is_alive & (is_manager | stewards_it))
add_perm("missions.advance_procedure", is_alive & is_under_way & conducts)
add_perm("missions.stop_procedure", is_alive & is_under_way & conducts)
