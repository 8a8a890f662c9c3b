"""Who may do what; see the modules, one per subject."""

from portfolios.rules import (
    calls,  # noqa: F401 - the rules are there once it is read
    learning,  # noqa: F401 - the rules are there once it is read
    links,
    time,  # noqa: F401
)
from portfolios.rules.composing import forget_missions, is_clock

__all__ = ["forget_missions", "is_clock", "links"]
