"""Who may do what; see the modules, one per subject."""

from portfolios.rules.composing import forget_missions, is_clock

__all__ = ["forget_missions", "is_clock"]
