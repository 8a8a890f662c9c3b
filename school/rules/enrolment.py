"""Who may do what with enrolments: the person, the contact of the person's body, who runs the edition."""

import rules
from rules import add_perm

from actors.rules import writes_for_it
from convergenze.accounts.rules import is_signed_in
from school.choices.catalogue import Approval
from school.choices.enrolment import EnrolmentSource, EnrolmentStatus
from school.rules.people import (
    answers_for_its_body,
    is_the_person,
    knows_all_of_the_school,
    runs_edition,
    works_on_edition,
)


@rules.predicate
def waits_for_its_body(user, enrolment):
    """The body's own yes is still to be said."""
    asks_the_body = enrolment.edition.approval in (Approval.ORGANISATION, Approval.BOTH)
    return enrolment.status == EnrolmentStatus.REQUESTED and asks_the_body


@rules.predicate
def was_sent_by_its_body(user, enrolment):
    """Whoever enrolled the person did so for the body."""
    return enrolment.source in (EnrolmentSource.COLLEAGUE, EnrolmentSource.CSV)


@rules.predicate
def has_no_account(user, enrolment):
    """The person cannot answer here."""
    return enrolment.person.account_id is None


@rules.predicate
def knows_all(user, enrolment):
    return knows_all_of_the_school(user)


sees_edition = rules.predicate(lambda user, edition: user.has_perm("school.view_edition", edition), "sees_edition")
says_yes_or_no = runs_edition | (waits_for_its_body & answers_for_its_body)
speaks_for_the_person = answers_for_its_body & (was_sent_by_its_body | has_no_account)

add_perm("school.enrol_edition", is_signed_in & sees_edition)
# Of no edition yet: the service asks about that one.
add_perm("school.add_enrolment", is_signed_in)
add_perm("school.nominate_actor", writes_for_it)
add_perm("school.view_enrolment", is_the_person | answers_for_its_body | works_on_edition | knows_all)
add_perm("school.approve_enrolment", says_yes_or_no)
add_perm("school.decline_enrolment", says_yes_or_no)
add_perm("school.accept_enrolment", is_the_person | speaks_for_the_person)
add_perm("school.withdraw_enrolment", is_the_person | speaks_for_the_person)
add_perm("school.offer_enrolment", runs_edition)
add_perm("school.prioritise_enrolment", runs_edition)
add_perm("school.remove_enrolment", runs_edition)
# Of an edition or of a pool of seats: the desk, the pools, whether it goes ahead.
add_perm("school.run_enrolments", runs_edition)
