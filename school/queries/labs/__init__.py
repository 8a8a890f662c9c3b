"""Reads across labs: teams and their mix, canvases, what came out, and who may be named."""

from school.queries.labs.canvases import canvas_rows, compare, field_row, revision_rows
from school.queries.labs.naming import named
from school.queries.labs.outcomes import came_out_of, origin_of, outcome_of
from school.queries.labs.reviews import reviews_of
from school.queries.labs.teams import line_of, people_of_lab, team_row, team_rows

__all__ = [
    "came_out_of",
    "canvas_rows",
    "compare",
    "field_row",
    "people_of_lab",
    "line_of",
    "named",
    "origin_of",
    "outcome_of",
    "reviews_of",
    "revision_rows",
    "team_row",
    "team_rows",
]
