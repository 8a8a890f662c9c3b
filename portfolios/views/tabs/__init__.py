"""The pages of a portfolio: one per analysis, all at a date."""

from portfolios.views.tabs.aligning import portfolio_alignment
from portfolios.views.tabs.converging import portfolio_overlaps, portfolio_pair
from portfolios.views.tabs.reading import (
    portfolio_coverage,
    portfolio_map,
    portfolio_summary,
)

__all__ = [
    "portfolio_alignment",
    "portfolio_coverage",
    "portfolio_map",
    "portfolio_overlaps",
    "portfolio_pair",
    "portfolio_summary",
]
