"""Who may do what with courses, editions, meetings, experts, venues."""

import rules
from rules import add_perm

from actors.rules import created_it, is_alive
from convergenze.core.visibility import is_in_sight
from school.choices.catalogue import CourseStatus, EditionStatus
from school.rules.people import edition_of, is_enrolled, knows_all_of_the_school, runs_school, works_on_edition


@rules.predicate
def is_known(user, it):
    """It has left the draft."""
    return it.status != CourseStatus.DRAFT if hasattr(it, "outcomes") else it.status in EditionStatus.shown()


@rules.predicate
def knows_the_school(user):
    return knows_all_of_the_school(user)


@rules.predicate
def sees_its_edition(user, it):
    edition = edition_of(it)
    return edition is not None and user.has_perm("school.view_edition", edition)


add_perm("school.view_course", is_alive & ((is_in_sight & is_known) | created_it | knows_the_school))
add_perm(
    "school.view_edition",
    is_alive & ((is_in_sight & is_known) | created_it | knows_the_school | is_enrolled | works_on_edition),
)
for _noun in ("expert", "venue"):
    add_perm(f"school.view_{_noun}", is_in_sight | (is_alive & (created_it | knows_the_school)))
add_perm("school.view_session", sees_its_edition)
add_perm("school.run_school", runs_school)
