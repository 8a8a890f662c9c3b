"""What is read across challenges, missions and their measures. Import the module: ``queries.gate(mission)``."""

from missions.queries.bodies import AttendanceLine, BodyCard, attendance_sheet, body_cards
from missions.queries.challenges import Grouped, actors_of, grouped_stances
from missions.queries.deciding import (
    SubjectReading,
    act_choices,
    decision_of_review,
    decisions_about,
    subject_choices,
    subjects_of,
)
from missions.queries.gate import CriterionResult, Gate, gate, scores_of
from missions.queries.governance import Overview, governance_of
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
from missions.queries.promises import Kept, families_committed, kept_by_family, kept_in_all, promises_about
from missions.queries.stages import ProcedureReading, read_procedures

__all__ = [
    "AttendanceLine",
    "BodyCard",
    "CriterionResult",
    "Gate",
    "Grouped",
    "IndicatorReading",
    "Kept",
    "ObjectiveReading",
    "Overview",
    "ProcedureReading",
    "SubjectReading",
    "act_choices",
    "actors_of",
    "attendance_sheet",
    "body_cards",
    "decision_of_review",
    "decisions_about",
    "families_committed",
    "gate",
    "governance_of",
    "grouped_stances",
    "history_of",
    "kept_by_family",
    "kept_in_all",
    "lead_candidates",
    "objective_readings",
    "path_drawing",
    "plan_of",
    "progress_by_mission",
    "progress_of",
    "promises_about",
    "read",
    "read_procedures",
    "scores_of",
    "subject_choices",
    "subjects_of",
    "team_of",
    "with_latest",
]
