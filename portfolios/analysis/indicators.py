"""How far the mission of a portfolio is from its targets; the formulas are the mission's own (10. Indicators)."""

from missions.analysis.indicators import MissionProgress as MissionProgress
from missions.analysis.indicators import Reading as Reading
from missions.analysis.indicators import expected_progress as expected_progress
from missions.analysis.indicators import progress_of
from missions.analysis.indicators import read_indicator as read_indicator
from missions.analysis.indicators import read_objective as read_objective

from .parameters import DEFAULTS, Parameters
from .world import Key, World


def readings(world: World, parameters: Parameters = DEFAULTS) -> dict[Key, Reading]:
    """The reading of every objective (10. Indicators)."""
    return {objective.key: read_objective(objective, world.as_of, parameters) for objective in world.objectives}


def mission_progress(world: World, parameters: Parameters = DEFAULTS) -> MissionProgress:
    """Weighted mean of min(1, progress) over measured objectives (10. Indicators)."""
    return progress_of(world.objectives, world.as_of, parameters)
