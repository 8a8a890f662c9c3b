"""Who may do what; see the modules, one per subject."""

from missions.rules.framing import is_clock, stewards, works_on

__all__ = ["is_clock", "stewards", "works_on"]
