"""The first pages: the map and the summary."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portfolios.queries.tabs.desk import Desk
from portfolios.queries.tabs.made.balancing import balance, levers
from portfolios.queries.tabs.made.converging import profile
from portfolios.queries.tabs.made.parts import ACTION, LEAD, Made, Query
from portfolios.queries.tabs.network import network
from portfolios.queries.tabs.tables import Column, Table


def network_map(desk: Desk, query: Query) -> Made:
    """Who does what towards which objective."""
    found = network(desk, query.get("group", ""))
    rows = [(row.action, row.lead, row.partners, [o for o, _weight in row.objectives]) for row in found.rows]
    columns = [ACTION, LEAD, Column(_("Partners"), "records"), Column(_("Objectives"), "records")]
    return Made({"network": found}, [Table("map", _("Actors, actions and objectives"), columns, rows)])


def summary(desk: Desk, query: Query) -> Made:
    """Profile, balance and levers in one file."""
    return Made({}, [*profile(desk, query).tables, *balance(desk, query).tables[:2], *levers(desk, query).tables])
