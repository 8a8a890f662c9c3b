"""Evidence is read and written with the record it is about."""

import rules
from rules import add_perm

from convergenze.accounts.rules import is_signed_in


def _asks(verb, user, subject):
    if subject is None:
        return False
    meta = subject._meta
    return user.has_perm(f"{meta.app_label}.{verb}_{meta.model_name}", subject)


@rules.predicate
def sees_its_subject(user, evidence):
    return evidence is not None and _asks("view", user, evidence.subject)


@rules.predicate
def writes_its_subject(user, evidence):
    return evidence is not None and _asks("change", user, evidence.subject)


add_perm("notes.view_evidence", sees_its_subject)
add_perm("notes.add_evidence", is_signed_in)  # the subject is asked when it is known
add_perm("notes.change_evidence", writes_its_subject)
add_perm("notes.delete_evidence", writes_its_subject)
