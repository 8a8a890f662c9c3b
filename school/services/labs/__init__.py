"""Writes on labs, teams and what they bring forth. Import the module: ``labs.join_team(...)``."""

from school.services.labs.canvases import (
    FieldConflict,
    clean_value,
    freeze_output,
    rename_output,
    save_field,
    start_output,
)
from school.services.labs.presence import tell_presence
from school.services.labs.promoting import adopt_output, promote_output
from school.services.labs.reviewing import begin_review, review_output, submit_output
from school.services.labs.teams import (
    Mixed,
    change_role,
    confirm_team,
    enter_phase,
    join_team,
    leave_team,
    mix_teams,
    place_people,
    remove_team,
    save_lab,
    save_team,
)

__all__ = [
    "FieldConflict",
    "Mixed",
    "adopt_output",
    "begin_review",
    "change_role",
    "clean_value",
    "confirm_team",
    "enter_phase",
    "freeze_output",
    "join_team",
    "leave_team",
    "mix_teams",
    "place_people",
    "promote_output",
    "remove_team",
    "rename_output",
    "review_output",
    "save_field",
    "save_lab",
    "save_team",
    "start_output",
    "submit_output",
    "tell_presence",
]
