"""Writes across rows: actions, contributions, money, portfolios, links, stories."""

from portfolios.services.actions import claim_action, confirm_action, save_parts
from portfolios.services.deciding import Promise, answer_link, decide_link
from portfolios.services.enlisting import Enlisted, enlist_actions
from portfolios.services.links import ask_to_merge, link_actions, propose_synergy, take_up_pair
from portfolios.services.merging import (
    consent_to_merge,
    merge_actions,
    request_merge,
    undo_merge,
    why_not_undone,
    withdraw_merge,
)
from portfolios.services.portfolios import (
    Placed,
    agree_contributions,
    create_portfolio,
    move_placements,
    place_actions,
    remove_placement,
)
from portfolios.services.proposing import fingerprint, propose_links
from portfolios.services.reports import remove_old_reports, request_report, write_report
from portfolios.services.sensemaking import (
    add_insight,
    answer_insight,
    change_insight,
    move_session,
    save_session,
    try_action,
    try_actions,
)
from portfolios.services.sharing import (
    count_opening,
    knows_password,
    revoke_share_link,
    share_link_of,
    share_portfolio,
    still_opens,
)
from portfolios.services.snapshots import take_snapshot
from portfolios.services.story import LoadedStory, load_story
from portfolios.services.triggers import (
    fire_trigger,
    miss_overdue_triggers,
    move_trigger,
    save_trigger,
    take_up_intention,
)
from portfolios.services.versions import freeze_adopted, open_next_version

__all__ = [
    "Promise",
    "answer_link",
    "ask_to_merge",
    "consent_to_merge",
    "count_opening",
    "propose_synergy",
    "request_merge",
    "take_up_pair",
    "undo_merge",
    "why_not_undone",
    "withdraw_merge",
    "Enlisted",
    "LoadedStory",
    "Placed",
    "add_insight",
    "answer_insight",
    "change_insight",
    "fire_trigger",
    "miss_overdue_triggers",
    "move_session",
    "move_trigger",
    "save_session",
    "save_trigger",
    "take_up_intention",
    "try_action",
    "try_actions",
    "agree_contributions",
    "claim_action",
    "confirm_action",
    "create_portfolio",
    "decide_link",
    "enlist_actions",
    "fingerprint",
    "link_actions",
    "load_story",
    "freeze_adopted",
    "knows_password",
    "merge_actions",
    "open_next_version",
    "move_placements",
    "place_actions",
    "propose_links",
    "remove_placement",
    "remove_old_reports",
    "request_report",
    "revoke_share_link",
    "save_parts",
    "share_link_of",
    "share_portfolio",
    "still_opens",
    "write_report",
    "take_snapshot",
]
