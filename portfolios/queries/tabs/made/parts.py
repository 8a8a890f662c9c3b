"""What every made page has, and the columns that several tables share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from portfolios.queries.tabs.behind import Groups
from portfolios.queries.tabs.tables import Column, Table

Query = Mapping[str, str]

ACTION = Column(_("Action"), "record")
ACTIONS = Column(_("Actions"), "records")
COUNT = Column(_("Actions"), "number")
BY_NUMBER = Column(_("Share by number"), "percent")
BY_COST = Column(_("Share by cost"), "percent")
COST = Column(_("Cost"), "euro")
OBJECTIVE = Column(_("Objective"), "record")
LEAD = Column(_("Lead"), "record")
STATE = Column(_("State"))


@dataclass(frozen=True)
class Made:
    """A page: its context, its tables in order, and {figure: (title, actions behind it)}."""

    context: Mapping[str, Any]
    tables: list[Table]
    groups: Groups = field(default_factory=dict)

    @property
    def table(self) -> Mapping[str, Table]:
        """The tables by key, for the template."""
        return {table.key: table for table in self.tables}
