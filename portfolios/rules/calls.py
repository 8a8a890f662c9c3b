"""Who may do what with funding calls, and with what a portfolio answers to them and to its findings."""

from rules import add_perm

from actors.rules import created_it, is_alive
from convergenze.accounts.rules import is_officer
from convergenze.core.visibility import is_in_sight
from portfolios.rules.composing import fills

add_perm("portfolios.view_fundingcall", is_in_sight | (is_alive & created_it))
add_perm("portfolios.add_fundingcall", is_officer)
add_perm("portfolios.change_fundingcall", is_alive & is_officer)
add_perm("portfolios.delete_fundingcall", is_alive & is_officer)
# Following a call up, turning a finding into work: whoever fills the portfolio.
add_perm("portfolios.answer_portfolio", is_alive & fills)
