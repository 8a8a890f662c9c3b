"""Writes on challenges, missions and their measures. Import the module: ``services.open_mission(...)``."""

from missions.services.challenges import add_stance, follow, merge_challenges, remove_stance, unfollow
from missions.services.gate import assess_mission, open_round
from missions.services.missions import appoint, dismiss, open_mission
from missions.services.plans import move_objective, remove_part, save_indicator, save_measurement, save_objective

__all__ = [
    "add_stance",
    "appoint",
    "assess_mission",
    "dismiss",
    "follow",
    "merge_challenges",
    "move_objective",
    "open_mission",
    "open_round",
    "remove_part",
    "remove_stance",
    "save_indicator",
    "save_measurement",
    "save_objective",
    "unfollow",
]
