"""Who may do what with assignments, feedback and self-assessment.

What somebody hands in is read by them and by who works on the edition; what they say of a meeting has no name; how
they see themselves is theirs: who works on the edition reads averages.
"""

import rules
from django.utils import timezone
from rules import add_perm

from school.choices.catalogue import EditionStatus, SessionState
from school.rules.attendance import is_admitted, is_on_an_edition_under_way, reads_the_school
from school.rules.people import edition_of, is_the_person, takes_part, teaches_edition

OPEN_FOR_VOICES = (*EditionStatus.living(), EditionStatus.CONCLUDED)


@rules.predicate
def still_listens(user, it):
    """Feedback and self-assessment are welcome until the edition is put away."""
    edition = edition_of(it)
    return edition is not None and edition.deleted_at is None and edition.status in OPEN_FOR_VOICES


@rules.predicate
def has_begun(user, session):
    return session is not None and session.status != SessionState.CANCELLED and session.starts_at <= timezone.now()


@rules.predicate
def handed_it_in(user, submission):
    return submission is not None and is_the_person(user, submission.enrolment)


add_perm("school.view_assignment", takes_part | teaches_edition | reads_the_school)
add_perm("school.set_assignment", is_on_an_edition_under_way & teaches_edition)
add_perm("school.hand_in", is_on_an_edition_under_way & takes_part)
add_perm("school.read_submissions", teaches_edition | reads_the_school)
add_perm("school.view_submission", handed_it_in | teaches_edition | reads_the_school)
add_perm("school.mark_submission", is_on_an_edition_under_way & teaches_edition & ~handed_it_in)
add_perm("school.give_feedback", still_listens & has_begun & takes_part)
add_perm("school.read_feedback", teaches_edition | reads_the_school)
add_perm("school.assess_oneself", still_listens & is_admitted & is_the_person)
add_perm("school.read_competences", teaches_edition | reads_the_school)
