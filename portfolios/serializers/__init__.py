"""What the API says of records, and reads."""

from portfolios.serializers.calls import CallAnswerSerializer, FundingCallSerializer
from portfolios.serializers.composing import (
    RECORD,
    ActionMergeSerializer,
    ActionSerializer,
    ContributionSerializer,
    DecisionSerializer,
    FundingLineSerializer,
    FundingProgrammeSerializer,
    LinkSerializer,
    PlaceActionsSerializer,
    PlacementSerializer,
    PortfolioSerializer,
    PositionSerializer,
)

__all__ = [
    "ActionMergeSerializer",
    "ActionSerializer",
    "CallAnswerSerializer",
    "ContributionSerializer",
    "DecisionSerializer",
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
