"""Reads across actions and portfolios."""

from portfolios.queries.loading import find_portfolio, load_world, recorded_around, unaligned_actions
from portfolios.queries.presence import Activity, actions_with, activity_in, families_acting_for

__all__ = [
    "Activity",
    "actions_with",
    "activity_in",
    "families_acting_for",
    "find_portfolio",
    "load_world",
    "recorded_around",
    "unaligned_actions",
]
