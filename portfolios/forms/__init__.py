"""Forms of actions and portfolios."""

from portfolios.forms.actions import ActionEditor, MergeForm
from portfolios.forms.calls import FundingCallForm, FundingProgrammeForm
from portfolios.forms.enlisting import EnlistForm
from portfolios.forms.portfolios import PlaceForm, PlacementsForm, PortfolioForm, PositionFormSet

__all__ = [
    "ActionEditor",
    "EnlistForm",
    "FundingCallForm",
    "FundingProgrammeForm",
    "MergeForm",
    "PlaceForm",
    "PlacementsForm",
    "PortfolioForm",
    "PositionFormSet",
]
