"""State machines of challenges, missions, their measures and their governance (tables of the domain study, 2.4).

What a lower table cannot know (the gate, bodies, commitments, the portfolio's adoption) is asked for by the
registrations that know it: they use ``mission_workflow.requires``.
"""

from missions.workflow.challenges import challenge_workflow
from missions.workflow.commitments import commitment_workflow
from missions.workflow.decisions import decision_workflow
from missions.workflow.foresight import intention_workflow, signal_workflow
from missions.workflow.measurements import measurement_workflow
from missions.workflow.meetings import meeting_workflow
from missions.workflow.missions import mission_workflow
from missions.workflow.procedures import procedure_workflow

__all__ = [
    "challenge_workflow",
    "commitment_workflow",
    "decision_workflow",
    "intention_workflow",
    "measurement_workflow",
    "meeting_workflow",
    "mission_workflow",
    "procedure_workflow",
    "signal_workflow",
]
