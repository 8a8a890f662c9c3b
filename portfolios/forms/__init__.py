"""Forms of actions and portfolios."""

from portfolios.forms.actions import ActionEditor, MergeForm
from portfolios.forms.calls import FundingCallForm, FundingProgrammeForm
from portfolios.forms.enlisting import EnlistForm
from portfolios.forms.links import MergeRequestForm, ResolveForm, SynergyForm
from portfolios.forms.portfolios import PlaceForm, PlacementsForm, PortfolioForm, PositionFormSet

__all__ = [
    "ActionEditor",
    "EnlistForm",
    "FundingCallForm",
    "FundingProgrammeForm",
    "MergeForm",
    "MergeRequestForm",
    "PlaceForm",
    "PlacementsForm",
    "PortfolioForm",
    "PositionFormSet",
    "ResolveForm",
    "SynergyForm",
]
