"""Identity: accounts, what they may do and where, tokens of programs."""

from convergenze.accounts.models.grant import Grant
from convergenze.accounts.models.token import Token
from convergenze.accounts.models.user import User, display_name

__all__ = ["Grant", "Token", "User", "display_name"]
