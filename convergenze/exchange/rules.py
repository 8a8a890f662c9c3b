"""Who may import: the programme's officers; whoever reads everything may look."""

import rules
from rules import add_perm

from convergenze.accounts.rules import is_officer


@rules.predicate
def reads_everything(user):
    return user.is_authenticated and user.reads_everything


add_perm("exchange.view_importrun", reads_everything)
add_perm("exchange.add_importrun", is_officer)
add_perm("exchange.change_importrun", is_officer)
