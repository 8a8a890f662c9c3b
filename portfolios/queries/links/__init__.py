"""Links between actions as people work through them."""

from portfolios.queries.links.around import (
    about,
    has_account,
    history_of,
    history_of_link,
    is_mergeable,
    is_resolvable,
    leads_of,
    merge_of,
    people_writing_for,
    shared_missions,
    shared_portfolios,
    silent_leads,
)
from portfolios.queries.links.comparing import compared_actions, portfolios_to_compare
from portfolios.queries.links.lists import LinkRow, rows_of, sorted_links
from portfolios.queries.links.precision import Precision, precision_by_portfolio, precision_of
from portfolios.queries.links.waiting import for_deciding, forget_counts, waiting_count

__all__ = [
    "LinkRow",
    "Precision",
    "about",
    "compared_actions",
    "for_deciding",
    "forget_counts",
    "has_account",
    "history_of",
    "history_of_link",
    "is_mergeable",
    "is_resolvable",
    "leads_of",
    "merge_of",
    "people_writing_for",
    "portfolios_to_compare",
    "precision_by_portfolio",
    "precision_of",
    "rows_of",
    "shared_missions",
    "shared_portfolios",
    "silent_leads",
    "sorted_links",
    "waiting_count",
]
