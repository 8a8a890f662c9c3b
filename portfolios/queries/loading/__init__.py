"""A portfolio as the plain data the analyses read, and what is recorded around it."""

from portfolios.queries.loading.around import Recorded, recorded_around, unaligned_actions
from portfolios.queries.loading.municipalities import municipalities_by_territory
from portfolios.queries.loading.whole import find_portfolio, load_actions, load_world

__all__ = [
    "Recorded",
    "find_portfolio",
    "load_actions",
    "load_world",
    "municipalities_by_territory",
    "recorded_around",
    "unaligned_actions",
]
