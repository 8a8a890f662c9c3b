"""What is read across challenges, missions and their measures. Import the module: ``queries.gate(mission)``."""

from missions.queries.challenges import Grouped, actors_of, grouped_stances
from missions.queries.gate import CriterionResult, Gate, gate, scores_of
from missions.queries.history import history_of
from missions.queries.people import lead_candidates, team_of
from missions.queries.progress import (
    IndicatorReading,
    ObjectiveReading,
    objective_readings,
    path_drawing,
    plan_of,
    progress_by_mission,
    progress_of,
    read,
    with_latest,
)

__all__ = [
    "CriterionResult",
    "Gate",
    "Grouped",
    "IndicatorReading",
    "ObjectiveReading",
    "actors_of",
    "gate",
    "grouped_stances",
    "history_of",
    "lead_candidates",
    "objective_readings",
    "path_drawing",
    "plan_of",
    "progress_by_mission",
    "progress_of",
    "read",
    "scores_of",
    "team_of",
    "with_latest",
]
