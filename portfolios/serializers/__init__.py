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
from portfolios.serializers.links import DecisionSerializer, LinkSerializer

__all__ = [
    "ActionMergeSerializer",
    "ActionSerializer",
    "CallAnswerSerializer",
    "ContributionSerializer",
    "DecisionSerializer",
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
