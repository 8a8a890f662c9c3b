"""Who may do what with certificates and credentials, and with what the School must forget."""

import rules
from rules import add_perm

from school.rules.people import answers_for_its_body, is_the_person, runs_edition, runs_school, teaches_edition


@rules.predicate
def holds_it(user, certificate):
    """The certificate says the user's own name."""
    return certificate is not None and is_the_person(user, certificate.enrolment)


add_perm("school.issue_certificate", runs_edition)
add_perm("school.correct_certificate", runs_edition)
add_perm("school.revoke_certificate", runs_edition)
add_perm("school.show_certificate", holds_it)
add_perm("school.write_template", runs_school)
add_perm("school.declare_presence", is_the_person | teaches_edition | answers_for_its_body)
add_perm("school.forget_data", runs_school)
