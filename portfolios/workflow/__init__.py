"""State machines, one module per subject."""

from portfolios.workflow.composing import (
    action_workflow,
    contribution_workflow,
    it_has_somewhere_to_flow,
    portfolio_workflow,
)
from portfolios.workflow.learning import session_workflow, trigger_workflow
from portfolios.workflow.links import link_workflow

__all__ = [
    "action_workflow",
    "contribution_workflow",
    "it_has_somewhere_to_flow",
    "link_workflow",
    "portfolio_workflow",
    "session_workflow",
    "trigger_workflow",
]
