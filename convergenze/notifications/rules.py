"""Who follows, and who looks into the outbox. What a person is told is theirs alone."""

import rules
from rules import add_perm

from convergenze.accounts.rules import is_manager, is_signed_in
from convergenze.core import about


@rules.predicate
def is_theirs(user, row):
    return row is not None and user.is_authenticated and row.user_id == user.pk


@rules.predicate
def sees_what_is_followed(user, row):
    return row is not None and row.subject is not None and about.sees(user, row.subject)


add_perm("notifications.view_follow", is_theirs & sees_what_is_followed)
add_perm("notifications.add_follow", is_signed_in)  # what is followed is asked when it is known
add_perm("notifications.delete_follow", is_theirs)
add_perm("notifications.view_watch", is_theirs)
add_perm("notifications.add_watch", is_signed_in)
add_perm("notifications.delete_watch", is_theirs)
add_perm("notifications.view_inbox", is_signed_in)
add_perm("notifications.view_outbox", is_manager)
add_perm("notifications.change_mail", is_manager)
