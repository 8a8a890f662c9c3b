"""Filters shared by pages and API."""

from portfolios.filters.calls import SOURCE_LABELS, FundingCallFilter, FundingProgrammeFilter
from portfolios.filters.composing import (
    ORIGIN_LABELS,
    REFERENCE,
    ActionFilter,
    CandidateFilter,
    ContributionFilter,
    FundingLineFilter,
    PlacementFilter,
    PortfolioFilter,
    PositionFilter,
)
from portfolios.filters.links import LinkFilter

__all__ = [
    "ActionFilter",
    "CandidateFilter",
    "ContributionFilter",
    "FundingCallFilter",
    "FundingLineFilter",
    "FundingProgrammeFilter",
    "LinkFilter",
    "ORIGIN_LABELS",
    "PlacementFilter",
    "PortfolioFilter",
    "PositionFilter",
    "REFERENCE",
    "SOURCE_LABELS",
]
