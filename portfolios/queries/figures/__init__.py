"""The analyses as plain data for API and command line: shares 0 to 1, money in euro, None for what cannot be said."""

from portfolios.queries.figures.balancing import balance, families, levers, services
from portfolios.queries.figures.converging import (
    alignment,
    convergence_profile,
    coverage,
    network_map,
    overlaps,
    quality,
    sectors,
    synergies,
)
from portfolios.queries.figures.moving import flow, indicators, money, timeline

ANALYSES = {
    "coverage": coverage,
    "overlaps": overlaps,
    "synergies": synergies,
    "services": services,
    "sectors": sectors,
    "alignment": alignment,
    "balance": balance,
    "levers": levers,
    "families": families,
    "money": money,
    "flow": flow,
    "timeline": timeline,
    "indicators": indicators,
    "quality": quality,
    "map": network_map,
    "profile": convergence_profile,
}

__all__ = ["ANALYSES"]
