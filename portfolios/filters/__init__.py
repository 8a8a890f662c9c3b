"""Filters shared by pages and API."""

from portfolios.filters.composing import (
    ORIGIN_LABELS,
    REFERENCE,
    ActionFilter,
    CandidateFilter,
    ContributionFilter,
    FundingLineFilter,
    FundingProgrammeFilter,
    LinkFilter,
    PlacementFilter,
    PortfolioFilter,
    PositionFilter,
)

__all__ = [
    "ActionFilter",
    "CandidateFilter",
    "ContributionFilter",
    "FundingLineFilter",
    "FundingProgrammeFilter",
    "LinkFilter",
    "ORIGIN_LABELS",
    "PlacementFilter",
    "PortfolioFilter",
    "PositionFilter",
    "REFERENCE",
]
