"""The API's viewsets of portfolios: (prefix, viewset, basename)."""

from portfolios.api.actions import ActionViewSet, ContributionViewSet, FundingLineViewSet, FundingProgrammeViewSet
from portfolios.api.analyses import AnalysisViewSet
from portfolios.api.calls import FundingCallViewSet, PortfolioCallViewSet
from portfolios.api.findings import FindingViewSet
from portfolios.api.learning import (
    InsightViewSet,
    IntentionActionViewSet,
    SessionViewSet,
    TrialViewSet,
    TriggerViewSet,
)
from portfolios.api.links import LinkViewSet
from portfolios.api.portfolios import PlacementViewSet, PortfolioViewSet, PositionViewSet
from portfolios.api.time import ShareLinkViewSet, SnapshotViewSet, VersionViewSet

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
    ("triggers", TriggerViewSet, "trigger"),
    ("sensemaking-sessions", SessionViewSet, "sensemakingsession"),
    ("insights", InsightViewSet, "insight"),
    ("scenario-trials", TrialViewSet, "scenariotrial"),
    ("intentions/<uuid:public_id>/action", IntentionActionViewSet, "intention-action"),
    ("portfolios/<uuid:public_id>/findings", FindingViewSet, "finding"),
    ("portfolios/<uuid:public_id>/calls", PortfolioCallViewSet, "portfoliocall"),
    ("snapshots", SnapshotViewSet, "snapshot"),
    ("share-links", ShareLinkViewSet, "sharelink"),
    ("portfolios/<uuid:public_id>/versions", VersionViewSet, "portfolioversion"),
    ("portfolios/<uuid:public_id>/analyses", AnalysisViewSet, "analyses"),
]
