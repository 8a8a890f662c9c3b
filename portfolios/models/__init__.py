"""Actions, their money, and the portfolios that carry missions."""

from portfolios.models.action import Action, ActionResource, ActionRole
from portfolios.models.contribution import Contribution
from portfolios.models.funding import FundingLine, FundingProgramme
from portfolios.models.link import ActionLink
from portfolios.models.portfolio import Placement, Portfolio, Position
from portfolios.models.source import SourceRecord

__all__ = [
    "Action",
    "ActionLink",
    "ActionResource",
    "ActionRole",
    "Contribution",
    "FundingLine",
    "FundingProgramme",
    "Placement",
    "Portfolio",
    "Position",
    "SourceRecord",
]
