"""Actions, their money, the portfolios that carry missions, and what a coalition does with them."""

from portfolios.models.action import Action, ActionResource, ActionRole
from portfolios.models.agreement import LinkAnswer, MergeConsent, MergeRequest
from portfolios.models.answer import FindingAnswer
from portfolios.models.call import CallPick, FundingCall
from portfolios.models.contribution import Contribution
from portfolios.models.funding import FundingLine, FundingProgramme
from portfolios.models.link import ActionLink
from portfolios.models.merge import ActionMerge
from portfolios.models.portfolio import Placement, Portfolio, Position
from portfolios.models.report import Report
from portfolios.models.sensemaking import Insight, ScenarioTrial, SensemakingSession
from portfolios.models.snapshot import ShareLink, Snapshot
from portfolios.models.source import SourceRecord
from portfolios.models.trigger import Trigger

__all__ = [
    "Action",
    "ActionLink",
    "ActionMerge",
    "ActionResource",
    "ActionRole",
    "CallPick",
    "Contribution",
    "FindingAnswer",
    "FundingCall",
    "FundingLine",
    "FundingProgramme",
    "Insight",
    "LinkAnswer",
    "MergeConsent",
    "MergeRequest",
    "Placement",
    "Portfolio",
    "Position",
    "Report",
    "ScenarioTrial",
    "SensemakingSession",
    "ShareLink",
    "Snapshot",
    "SourceRecord",
    "Trigger",
]
