"""Identity: accounts, what they may do and where, tokens of programs."""

from convergenze.accounts.models.erasure import ErasureRequest, ErasureStatus
from convergenze.accounts.models.grant import Grant
from convergenze.accounts.models.token import Token
from convergenze.accounts.models.user import User, display_name

__all__ = ["ErasureRequest", "ErasureStatus", "Grant", "Token", "User", "display_name"]
