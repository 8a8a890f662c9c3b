"""State machines of challenges, missions and measurements (tables of the domain study, 2.4).

Bodies, commitments and the portfolio's adoption are asked for by the apps that know them: they register with
``mission_workflow.requires``.
"""

from missions.workflow.challenges import challenge_workflow
from missions.workflow.measurements import measurement_workflow
from missions.workflow.missions import mission_workflow

__all__ = ["challenge_workflow", "measurement_workflow", "mission_workflow"]
