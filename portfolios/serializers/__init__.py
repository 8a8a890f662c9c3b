"""What the API says of records, and reads."""

from portfolios.serializers.calls import CallAnswerSerializer, FindingAnswerSerializer, FundingCallSerializer
from portfolios.serializers.composing import (
    RECORD,
    ActionMergeSerializer,
    ActionSerializer,
    ContributionSerializer,
    FundingLineSerializer,
    FundingProgrammeSerializer,
    PlaceActionsSerializer,
    PlacementSerializer,
    PortfolioSerializer,
    PositionSerializer,
)
from portfolios.serializers.links import LinkDecisionSerializer, LinkSerializer

__all__ = [
    "ActionMergeSerializer",
    "ActionSerializer",
    "CallAnswerSerializer",
    "ContributionSerializer",
    "LinkDecisionSerializer",
    "FindingAnswerSerializer",
    "FundingCallSerializer",
    "FundingLineSerializer",
    "FundingProgrammeSerializer",
    "LinkSerializer",
    "PlaceActionsSerializer",
    "PlacementSerializer",
    "PortfolioSerializer",
    "PositionSerializer",
    "RECORD",
]
