"""Files about actors and territories: each row becomes a plan that can be shown before anything is written."""

from actors.sheets.actors import apply_plan, plan_actors
from actors.sheets.plan import Plan, PlannedRow
from actors.sheets.territories import read_boundaries_file, read_former_codes, read_territories, shape_of

__all__ = [
    "Plan",
    "PlannedRow",
    "apply_plan",
    "plan_actors",
    "read_boundaries_file",
    "read_former_codes",
    "read_territories",
    "shape_of",
]
