"""Reads across actors and territories."""

from actors.queries.activity import activities, is_active, register_activity
from actors.queries.duplicates import Duplicate, find_duplicates
from actors.queries.exchanges import Exchange, Line, Match, actors_of, exchanges, matches_of, register_lines
from actors.queries.links import links_to
from actors.queries.maps import Mark, PlaceMap, actors_map, territory_map
from actors.queries.network import Network, Relation, ego_network, register_relations
from actors.queries.people import claims_seen_by, members_seen_by, ties_seen_by
from actors.queries.places import (
    actors_in,
    breadcrumbs_of,
    families_of,
    find_municipality,
    lying_in,
    map_points,
    municipalities_by_istat,
    municipality_by_code,
    territory_index,
)

__all__ = [
    "Duplicate",
    "Exchange",
    "Line",
    "Mark",
    "Match",
    "Network",
    "PlaceMap",
    "Relation",
    "activities",
    "actors_in",
    "actors_of",
    "actors_map",
    "breadcrumbs_of",
    "claims_seen_by",
    "ego_network",
    "exchanges",
    "families_of",
    "find_duplicates",
    "find_municipality",
    "lying_in",
    "is_active",
    "map_points",
    "matches_of",
    "links_to",
    "members_seen_by",
    "municipalities_by_istat",
    "municipality_by_code",
    "register_activity",
    "register_lines",
    "register_relations",
    "territory_index",
    "territory_map",
    "ties_seen_by",
]
