"""Who may do what with registers and presence.

Whoever works on an edition keeps its registers while it is under way; sealed ones are opened again by who runs it.
A person reads their own presence, who answers for a body that of its people.
"""

import rules
from rules import add_perm

from school.choices.catalogue import EditionStatus
from school.choices.enrolment import EnrolmentStatus
from school.rules.people import (
    answers_for_its_body,
    edition_of,
    is_the_person,
    knows_all_of_the_school,
    runs_edition,
    takes_part,
    teaches_edition,
)


@rules.predicate
def reads_the_school(user):
    return knows_all_of_the_school(user)


@rules.predicate
def is_on_an_edition_under_way(user, it):
    """Once an edition is concluded, its registers stay as they are."""
    edition = edition_of(it)
    return edition is not None and edition.deleted_at is None and edition.status in EditionStatus.living()


@rules.predicate
def is_admitted(user, enrolment):
    """It has, or had, a seat."""
    return enrolment is not None and enrolment.status in EnrolmentStatus.admitted()


add_perm("school.view_register", teaches_edition | reads_the_school)
add_perm("school.keep_register", is_on_an_edition_under_way & teaches_edition)
add_perm("school.seal_register", is_on_an_edition_under_way & teaches_edition)
add_perm("school.reopen_register", is_on_an_edition_under_way & runs_edition)
add_perm("school.view_hours", teaches_edition | reads_the_school)
add_perm("school.view_attendance", is_the_person | answers_for_its_body | teaches_edition | reads_the_school)
add_perm("school.show_badge", is_admitted & (is_the_person | teaches_edition))
add_perm("school.sign_presence", is_on_an_edition_under_way & takes_part)
