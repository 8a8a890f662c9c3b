"""State machines, one module per subject."""

from portfolios.workflow.composing import (
    action_workflow,
    contribution_workflow,
    it_has_somewhere_to_flow,
    link_workflow,
    portfolio_workflow,
)

__all__ = [
    "action_workflow",
    "contribution_workflow",
    "it_has_somewhere_to_flow",
    "link_workflow",
    "portfolio_workflow",
]
