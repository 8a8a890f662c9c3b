"""Public projects as mapped actions: judged, written in bulk, taken back."""

from portfolios.services.projects.judging import Incoming, judge
from portfolios.services.projects.places import Gazetteer, keep_missing_places
from portfolios.services.projects.reverting import revert_actions
from portfolios.services.projects.writing import write_actions

__all__ = [
    "Gazetteer",
    "Incoming",
    "judge",
    "keep_missing_places",
    "revert_actions",
    "write_actions",
]
