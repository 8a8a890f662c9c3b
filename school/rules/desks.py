"""Who reads the desk of an edition and the page of a body, and who changes what a person told the School."""

import rules
from rules import add_perm

from actors.rules import writes_for_it
from school.choices.enrolment import EnrolmentStatus
from school.rules.people import is_the_person, knows_all_of_the_school, runs_edition, works_on_edition


@rules.predicate
def reads_the_school(user):
    return knows_all_of_the_school(user)


@rules.predicate
def is_in_the_edition(user, enrolment):
    """Under way, or admitted and over."""
    return enrolment is not None and enrolment.status in (*EnrolmentStatus.active(), *EnrolmentStatus.admitted())


add_perm("school.view_desk", works_on_edition | reads_the_school)
add_perm("school.view_body", writes_for_it | reads_the_school)
# A body's contact reads why its person wants to take part, not what else the School asked.
add_perm("school.read_answers_enrolment", is_the_person | runs_edition)
add_perm("school.change_particulars_enrolment", is_the_person & is_in_the_edition)
