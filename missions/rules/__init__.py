"""Who may do what; see the modules, one per subject."""

from missions.rules import (
    foresight,  # noqa: F401 - as above
    governance,  # noqa: F401 - the rules are there once it is read
)
from missions.rules.framing import is_clock, stewards, works_on

__all__ = ["is_clock", "stewards", "works_on"]
