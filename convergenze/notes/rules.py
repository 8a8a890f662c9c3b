"""What people attach to a record is read with it; evidence is also written with it.

Comments are written by whoever is signed in and sees the record, tasks by the programme and by the record's own people.
"""

import rules
from rules import add_perm

from convergenze.accounts.rules import is_officer, is_signed_in
from convergenze.core import about
from convergenze.notes.choices import TaskStatus


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


@rules.predicate
def sees_what_it_is_about(user, row):
    return row is not None and row.subject is not None and about.sees(user, row.subject)


@rules.predicate
def reads_everything(user):
    return user.is_authenticated and user.reads_everything


@rules.predicate
def owns_it(user, task):
    return task is not None and user.is_authenticated and task.owner_id == user.pk


@rules.predicate
def is_open(user, task):
    return task is not None and task.status == TaskStatus.OPEN


@rules.predicate
def wrote_it(user, row):
    return row is not None and user.is_authenticated and row.created_by_id == user.pk


@rules.predicate
def works_on_what_it_is_about(user, row):
    return row is not None and row.subject is not None and about.is_in_team(user, row.subject)


@rules.predicate
def is_clock(user):
    return user.is_authenticated and user.is_service


@rules.predicate
def is_there(user, comment):
    return comment is not None and comment.deleted_at is None


has_a_part_in_it = owns_it | wrote_it | works_on_what_it_is_about

add_perm("notes.view_task", is_signed_in & sees_what_it_is_about & (reads_everything | has_a_part_in_it))
add_perm("notes.add_task", is_signed_in)  # the subject is asked when it is known
add_perm("notes.change_task", is_signed_in & sees_what_it_is_about & (is_officer | has_a_part_in_it))
add_perm("notes.give_task", is_signed_in & sees_what_it_is_about & (is_officer | works_on_what_it_is_about))
add_perm("notes.meet_task", is_clock)
add_perm("notes.snooze_task", is_signed_in & is_open & owns_it & sees_what_it_is_about)

add_perm("notes.view_comment", is_signed_in & is_there & sees_what_it_is_about)
add_perm("notes.add_comment", is_signed_in)  # the subject is asked when it is known
add_perm("notes.change_comment", is_signed_in & is_there & wrote_it & sees_what_it_is_about)
add_perm("notes.delete_comment", is_signed_in & is_there & (wrote_it | is_officer) & sees_what_it_is_about)
add_perm("notes.restore_comment", is_signed_in & wrote_it & sees_what_it_is_about)
