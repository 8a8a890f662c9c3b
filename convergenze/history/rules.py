"""Who reads the bin and the audit of accounts, and who takes records back."""

from rules import add_perm

from convergenze.accounts.rules import is_administrator, is_officer

add_perm("history.view_bin", is_officer)
add_perm("history.restore_record", is_officer)
add_perm("history.view_audit", is_administrator)
