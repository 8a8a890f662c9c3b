"""Writes across rows: actions, contributions, money, portfolios, links, stories."""

from portfolios.services.actions import claim_action, confirm_action, merge_actions, save_parts
from portfolios.services.enlisting import Enlisted, enlist_actions
from portfolios.services.links import decide_link, fingerprint, link_actions, propose_links
from portfolios.services.portfolios import (
    Placed,
    agree_contributions,
    create_portfolio,
    move_placements,
    place_actions,
    remove_placement,
)
from portfolios.services.snapshots import take_snapshot
from portfolios.services.story import LoadedStory, load_story

__all__ = [
    "Enlisted",
    "LoadedStory",
    "Placed",
    "agree_contributions",
    "claim_action",
    "confirm_action",
    "create_portfolio",
    "decide_link",
    "enlist_actions",
    "fingerprint",
    "link_actions",
    "load_story",
    "merge_actions",
    "move_placements",
    "place_actions",
    "propose_links",
    "remove_placement",
    "save_parts",
    "take_snapshot",
]
