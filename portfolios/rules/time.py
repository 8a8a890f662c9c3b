"""Who may do what with snapshots, versions and share links."""

import rules
from rules import add_perm

from actors.rules import created_it, is_alive
from convergenze.accounts.rules import is_manager, is_officer
from convergenze.core.visibility import is_in_sight
from missions.rules import framing as missions
from portfolios.rules import composing


@rules.predicate
def sees_its_portfolio(user, row):
    return row is not None and user.has_perm("portfolios.view_portfolio", row.portfolio)


# Snapshots are kept for good: their label and level change, their content never.
is_among_its_people = created_it | missions.is_among_its_people
add_perm("portfolios.view_snapshot", (is_in_sight | (is_alive & is_among_its_people)) & sees_its_portfolio)
add_perm("portfolios.add_snapshot", is_officer | composing.works_on_a_mission)
add_perm("portfolios.change_snapshot", is_alive & (is_officer | missions.works_on_it))
add_perm("portfolios.delete_snapshot", is_alive & (is_manager | missions.stewards_it))
add_perm("portfolios.freeze_portfolio", is_alive & composing.fills)
add_perm("portfolios.renew_portfolio", is_alive & composing.fills)

# Share links: who fills a portfolio may show it to others, within the level it has.
add_perm("portfolios.share_portfolio", is_alive & composing.fills)
add_perm("portfolios.view_sharelink", missions.reads_everything | created_it | missions.works_on_it)
add_perm("portfolios.add_sharelink", is_officer | composing.works_on_a_mission)
for _verb in ("change", "delete"):
    add_perm(f"portfolios.{_verb}_sharelink", is_officer | created_it | missions.works_on_it)
