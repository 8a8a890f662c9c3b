"""What the pages of the analyses are made of: for each page, from a desk and what the address asks, its context.

``PAGES[tab](desk, query)`` gives ``Made``: the context of the template, the tables that the page prints and its
downloads hold, and the lists that its figures open. Pages, snapshots, downloads and the command line all start here.
"""

from portfolios.queries.tabs.made.balancing import actors, balance, levers, services
from portfolios.queries.tabs.made.converging import alignment, coverage, overlaps, profile, quality, sectors
from portfolios.queries.tabs.made.moving import flow, indicators, money, timeline
from portfolios.queries.tabs.made.parts import Made
from portfolios.queries.tabs.made.showing import network_map, summary

PAGES = {
    "map": network_map,
    "summary": summary,
    "profile": profile,
    "coverage": coverage,
    "overlaps": overlaps,
    "services": services,
    "sectors": sectors,
    "alignment": alignment,
    "balance": balance,
    "levers": levers,
    "actors": actors,
    "money": money,
    "flow": flow,
    "timeline": timeline,
    "indicators": indicators,
    "quality": quality,
}

__all__ = ["PAGES", "Made"]
