"""Who may do what with actors, their people and territories; and whom a user speaks for, asked by every higher app.

A user's actors are read once per user object: ``actor_roles``. Services that change memberships call ``forget_roles``.
"""

import rules
from rules import add_perm

from actors.choices import MembershipRole
from convergenze.accounts.rules import is_manager, is_officer, is_signed_in
from convergenze.core.visibility import is_in_sight


def actor_roles(user):
    """{actor id: role} of the memberships in force; two queries the first time, none after; {} for a visitor."""
    if not user.is_authenticated:
        return {}
    if "_actor_roles" not in user.__dict__:
        person = getattr(user, "person", None)
        found = person.memberships.valid().values_list("actor_id", "role") if person else ()
        user.__dict__["_actor_roles"] = dict(found)
    return user.__dict__["_actor_roles"]


def forget_roles(user):
    """Read the user's memberships again the next time somebody asks."""
    if user is not None:
        user.__dict__.pop("_actor_roles", None)
        user._state.fields_cache.pop("person", None)


def belongs_to_id(user, actor_id):
    """Whether the user is a member, editor or representative of the actor with this id."""
    return actor_id is not None and actor_id in actor_roles(user)


def writes_for_id(user, actor_id):
    """Whether the user is an editor or representative of the actor with this id."""
    return actor_id is not None and actor_roles(user).get(actor_id) in MembershipRole.writers()


def belongs_to_any(user):
    """Whether the user belongs to any actor at all."""
    return bool(actor_roles(user))


def writes_for_any(user):
    """Whether the user is an editor or representative of any actor."""
    return any(role in MembershipRole.writers() for role in actor_roles(user).values())


@rules.predicate
def belongs_to_it(user, actor):
    return actor is not None and belongs_to_id(user, actor.pk)


@rules.predicate
def writes_for_it(user, actor):
    return actor is not None and writes_for_id(user, actor.pk)


@rules.predicate
def represents_it(user, actor):
    return actor is not None and actor_roles(user).get(actor.pk) == MembershipRole.REPRESENTATIVE


@rules.predicate
def writes_for_its_actor(user, row):
    """The row is an offer, a need or a tie of an actor the user writes for."""
    return row is not None and writes_for_id(user, getattr(row, "actor_id", None) or getattr(row, "one_id", None))


@rules.predicate
def represents_its_actor(user, membership):
    return membership is not None and actor_roles(user).get(membership.actor_id) == MembershipRole.REPRESENTATIVE


@rules.predicate
def created_it(user, record):
    return record is not None and user.is_authenticated and record.created_by_id == user.pk


@rules.predicate
def is_alive(user, record):
    return record is not None and record.deleted_at is None


@rules.predicate
def is_signpost(user, actor):
    """The actor was merged into another: nothing is written on it any more."""
    return actor is not None and actor.merged_into_id is not None


@rules.predicate
def keeps_contacts(user):
    return user.is_authenticated and user.keeps_contacts


@rules.predicate
def is_own_person(user, person):
    return person is not None and user.is_authenticated and person.account_id == user.pk


@rules.predicate
def is_colleague(user, person):
    """The person belongs to an actor the user belongs to."""
    return person is not None and any(belongs_to_id(user, row.actor_id) for row in person.memberships.all())


@rules.predicate
def writes_for_colleague(user, person):
    return person is not None and any(writes_for_id(user, row.actor_id) for row in person.memberships.all())


is_current = is_alive & ~is_signpost

add_perm("actors.view_actor", is_in_sight | (is_alive & (belongs_to_it | created_it)))
add_perm("actors.add_actor", is_officer)
add_perm("actors.change_actor", is_current & (is_officer | writes_for_it))
add_perm("actors.delete_actor", is_manager & is_current)
add_perm("actors.restore_actor", is_manager)
add_perm("actors.merge_actor", is_manager)
add_perm("actors.claim_actor", is_signed_in & is_current & ~writes_for_it)
add_perm("actors.view_claims", is_signed_in)
add_perm("actors.add_claimrequest", is_signed_in)
add_perm("actors.decide_claim", is_officer)
add_perm("actors.manage_members", is_current & (is_officer | represents_it))

# Rows of an actor: adding asks the actor itself (change_actor, manage_members); the API's first question is only this.
for _row in ("tie", "actorresource"):
    add_perm(f"actors.add_{_row}", is_signed_in)
    add_perm(f"actors.change_{_row}", is_officer | writes_for_its_actor)
    add_perm(f"actors.delete_{_row}", is_officer | writes_for_its_actor)
add_perm("actors.add_membership", is_signed_in)
add_perm("actors.change_membership", is_officer | represents_its_actor)
add_perm("actors.delete_membership", is_officer | represents_its_actor)

add_perm("actors.view_person", is_alive & (keeps_contacts | is_own_person | created_it | is_colleague))
add_perm("actors.add_person", is_officer)
add_perm("actors.change_person", is_alive & (is_officer | is_own_person | writes_for_colleague))
add_perm("actors.delete_person", is_officer)

add_perm("actors.view_territory", is_in_sight | (is_alive & created_it))
add_perm("actors.add_territory", is_officer)
add_perm("actors.change_territory", is_officer & is_alive)
add_perm("actors.delete_territory", is_manager & is_alive)


# Introductions between an actor that offers something and one that needs it.


@rules.predicate
def sees_both_actors(user, introduction):
    return introduction is not None and all(
        user.has_perm("actors.view_actor", actor) for actor in (introduction.one, introduction.other)
    )


@rules.predicate
def belongs_to_who_asks(user, introduction):
    return introduction is not None and belongs_to_id(user, introduction.one_id)


@rules.predicate
def belongs_to_who_is_asked(user, introduction):
    return introduction is not None and belongs_to_id(user, introduction.other_id)


@rules.predicate
def writes_for_who_is_asked(user, introduction):
    return introduction is not None and writes_for_id(user, introduction.other_id)


@rules.predicate
def reads_everything(user):
    return user.is_authenticated and user.reads_everything


is_one_of_the_two = belongs_to_who_asks | belongs_to_who_is_asked
add_perm("actors.view_introduction", sees_both_actors & (reads_everything | is_one_of_the_two))
add_perm("actors.add_introduction", is_signed_in)
add_perm("actors.ask_introduction", sees_both_actors & belongs_to_who_asks)
for _move in ("accept", "decline"):
    add_perm(f"actors.{_move}_introduction", sees_both_actors & writes_for_who_is_asked)
add_perm("actors.withdraw_introduction", sees_both_actors & belongs_to_who_asks)
add_perm("actors.see_contacts", sees_both_actors & (keeps_contacts | is_one_of_the_two))
