"""Facts about accounts that higher code may write down (``convergenze.history.audit`` does)."""

from django.dispatch import Signal

# Arguments of each: user (whom it is about), by (who did it), and the words below.
role_granted = Signal()  # role, scope
role_withdrawn = Signal()  # role, scope
token_issued = Signal()  # token
token_revoked = Signal()  # token
