"""The API's viewsets of portfolios: (prefix, viewset, basename)."""

from portfolios.api.actions import ActionViewSet, ContributionViewSet, FundingLineViewSet, FundingProgrammeViewSet
from portfolios.api.analyses import AnalysisViewSet
from portfolios.api.calls import FundingCallViewSet
from portfolios.api.portfolios import LinkViewSet, PlacementViewSet, PortfolioViewSet, PositionViewSet

ROUTES: list = [
    ("actions", ActionViewSet, "action"),
    ("contributions", ContributionViewSet, "contribution"),
    ("funding-calls", FundingCallViewSet, "fundingcall"),
    ("funding-lines", FundingLineViewSet, "fundingline"),
    ("funding-programmes", FundingProgrammeViewSet, "fundingprogramme"),
    ("portfolios", PortfolioViewSet, "portfolio"),
    ("positions", PositionViewSet, "position"),
    ("placements", PlacementViewSet, "placement"),
    ("action-links", LinkViewSet, "actionlink"),
    ("portfolios/<uuid:public_id>/analyses", AnalysisViewSet, "analyses"),
]
