"""Who may do what with courses, editions, meetings, materials, experts, venues.

The School makes courses and editions; who directs or organises an edition changes it, and who works on it in any role
holds its meetings and hands out materials.
"""

from datetime import timedelta

import rules
from django.utils import timezone
from rules import add_perm

from actors.rules import created_it, is_alive
from convergenze.accounts.rules import is_signed_in
from convergenze.core.visibility import is_in_sight
from school.choices.catalogue import CourseStatus, EditionStatus, MaterialAccess, SessionState
from school.rules.people import (
    edition_of,
    is_enrolled,
    knows_all_of_the_school,
    runs_edition,
    runs_school,
    takes_part,
    teaches_edition,
    works_on_edition,
)

JOIN_BEFORE = timedelta(minutes=15)


@rules.predicate
def is_known(user, it):
    """It has left the draft."""
    return it.status != CourseStatus.DRAFT if hasattr(it, "outcomes") else it.status in EditionStatus.shown()


@rules.predicate
def knows_the_school(user):
    return knows_all_of_the_school(user)


@rules.predicate
def sees_its_course(user, edition):
    return edition is not None and user.has_perm("school.view_course", edition.course)


@rules.predicate
def sees_its_edition(user, it):
    edition = edition_of(it)
    return edition is not None and user.has_perm("school.view_edition", edition)


@rules.predicate
def changes_its_edition(user, it):
    edition = edition_of(it)
    return edition is not None and user.has_perm("school.change_edition", edition)


@rules.predicate
def is_on_a_living_edition(user, it):
    """Nothing is written on an edition that is in the bin or archived."""
    edition = edition_of(it)
    return edition is not None and edition.deleted_at is None and edition.status != EditionStatus.ARCHIVED


@rules.predicate
def is_draft(user, it):
    return it is not None and it.status == EditionStatus.DRAFT


# Courses, experts, venues.

add_perm("school.run_school", runs_school)
add_perm("school.view_course", is_alive & ((is_in_sight & is_known) | created_it | knows_the_school))
add_perm("school.add_course", runs_school)
for _verb in ("change", "publish", "archive"):
    add_perm(f"school.{_verb}_course", is_alive & runs_school)
add_perm("school.delete_course", is_alive & is_draft & runs_school)
for _noun in ("expert", "venue"):
    add_perm(f"school.view_{_noun}", is_in_sight | (is_alive & (created_it | knows_the_school)))
    add_perm(f"school.add_{_noun}", runs_school)
    add_perm(f"school.change_{_noun}", is_alive & runs_school)
    add_perm(f"school.delete_{_noun}", is_alive & runs_school)

# Editions.

add_perm(
    "school.view_edition",
    is_alive
    & ((is_in_sight & is_known & sees_its_course) | created_it | knows_the_school | is_enrolled | works_on_edition),
)
add_perm("school.add_edition", runs_school)
for _verb in ("change", "publish", "start", "conclude", "cancel"):
    add_perm(f"school.{_verb}_edition", is_on_a_living_edition & runs_edition)
add_perm("school.archive_edition", is_on_a_living_edition & runs_school)
add_perm("school.delete_edition", is_alive & is_draft & runs_school)

# Meetings, pools, questions, people who work on an edition.


@rules.predicate
def is_unheard_of(user, session):
    """Nobody has it in a calendar: its edition was never published."""
    return session is not None and session.edition.status == EditionStatus.DRAFT


@rules.predicate
def is_about_to_start(user, session):
    """From a quarter of an hour before until it ends, and not cancelled."""
    is_on = session is not None and session.status != SessionState.CANCELLED
    return is_on and session.starts_at - JOIN_BEFORE <= timezone.now() <= session.ends_at


add_perm("school.view_session", sees_its_edition)
add_perm("school.add_session", is_signed_in)  # the edition is asked when it is known: change_edition
add_perm("school.change_session", changes_its_edition)
add_perm("school.delete_session", is_unheard_of & changes_its_edition)
add_perm("school.hold_session", is_on_a_living_edition & teaches_edition)
add_perm("school.cancel_session", changes_its_edition)
add_perm("school.reopen_session", changes_its_edition)
add_perm("school.know_join_session", takes_part | teaches_edition)
add_perm("school.join_session", teaches_edition | (takes_part & is_about_to_start))

# Materials.


@rules.predicate
def is_for_everyone(user, material):
    return material is not None and material.access == MaterialAccess.PUBLIC


@rules.predicate
def is_for_participants(user, material):
    return material is not None and material.access != MaterialAccess.STAFF


@rules.predicate
def is_handed_out(user, material):
    """Its day has come."""
    return material is not None and (material.available_from is None or material.available_from <= timezone.now())


add_perm(
    "school.view_material",
    sees_its_edition & (teaches_edition | (is_handed_out & (is_for_everyone | (is_for_participants & takes_part)))),
)
add_perm("school.add_material", is_signed_in)  # the edition is asked when it is known: hand_out_edition
add_perm("school.hand_out_edition", is_on_a_living_edition & teaches_edition)
add_perm("school.change_material", is_on_a_living_edition & teaches_edition)
add_perm("school.delete_material", is_on_a_living_edition & teaches_edition)
