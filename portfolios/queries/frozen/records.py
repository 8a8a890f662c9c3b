"""How the records of a snapshot were called: the questions of ``queries.tabs.records`` answered from what it keeps."""

from decimal import Decimal

from django.utils.dateparse import parse_date, parse_datetime

from convergenze.core.visibility import Visibility
from missions.models import Indicator, Mission
from portfolios.analysis.frozen import thaw
from portfolios.models import Action, ActionLink, Portfolio
from portfolios.queries.frozen.content import NAMES
from portfolios.queries.frozen.reading import links_in
from portfolios.queries.frozen.scores import read_quality
from portfolios.queries.tabs.records import Called, Candidate
from portfolios.queries.triggers import TriggerWindow


class FrozenRecords:
    """The records that ``content`` keeps, as ``sight`` lets them through. It asks nothing of today's tables."""

    def __init__(self, content, sight):
        self.content, self.sight = content, sight

    def actions(self, keys):
        return {row["key"]: Called(row["slug"], row["public_id"], row["code"]) for row in self._rows("actions", keys)}

    def actors(self, keys):
        seen = self.sight.of("actors")
        return {row["key"]: Called(row["slug"], row["public_id"]) for row in self._rows("actors", seen & set(keys))}

    def own_actions(self, keys):
        return self.sight.own("actions") & set(keys)

    def objective_codes(self):
        mission = self.content["portfolio"]["mission_id"]
        return {row["key"]: row["code"] for row in self.content["objectives"] if row["mission_id"] == mission}

    def indicators(self):
        return {row["key"]: _record(Indicator, row) for row in self.content["indicators"]}

    def places(self, keys):
        wanted = set(keys)
        return {key: name for key, name in self.content["places"] if key in wanted}

    def links(self, keys):
        titles = {action["key"]: action["title"] for action in self.content["world"]["actions"]}
        slugs = {row["key"]: row["slug"] for row in self.content["actions"]}
        wanted = set(keys)
        return [
            _link(row, *(Action(pk=pk, title=titles[pk], slug=slugs[pk]) for pk in (row["one_id"], row["other_id"])))
            for row in links_in(self.content, self.sight)
            if row["one_id"] in wanted
        ]

    def around(self):
        levels = tuple(Visibility) if self.sight.is_whole else Visibility.for_user(self.sight.user)
        rows = [(n, Decimal(cost)) for level, n, cost in self.content["around"] if level in levels]
        return sum(n for n, _cost in rows), sum((cost for _n, cost in rows), Decimal())

    def place(self):
        return self.content["territory"]

    def candidates(self, size):
        """The most expensive first; they have no page behind this door."""
        leads = {row["key"]: row["name"] for row in self._rows("leads", self.sight.of("leads"))}
        rows = [
            (row["cost"] and Decimal(row["cost"]), row) for row in self._rows("candidates", self.sight.of("candidates"))
        ]
        dearest = sorted(rows, key=lambda pair: (pair[0] is None, -(pair[0] or 0), pair[1]["key"]))
        return [
            Candidate(
                row["key"], Called(row["slug"], row["public_id"], row["code"]), row["title"], "",
                leads.get(row["lead_id"], ""), cost, row["origin"],
            )
            for cost, row in dearest[:size]
        ]  # fmt: skip

    def quality(self):
        kept = self.content.get("quality")
        return kept and read_quality(kept)

    def triggers(self):
        seen = self.sight.of("triggers")
        return [thaw(TriggerWindow, row) for row in self.content["triggers"] if row["key"] in seen]

    def challenge(self):
        """Its title; it has no page behind this door."""
        found = self._rows("challenges", self.sight.of("challenges"))
        return (found[0]["title"], "") if found else None

    def decisions(self):
        rows = [(parse_date(row["decided_on"]), row) for row in self._rows("decisions", self.sight.of("decisions"))]
        return [(day, row["title"], "") for day, row in sorted(rows, key=lambda pair: (pair[0], pair[1]["key"]))]

    def _rows(self, kind, keys):
        wanted = set(keys)
        return [row for row in self.content[kind] if row["key"] in wanted]


def frozen_portfolio(content):
    """The portfolio with its mission, unsaved, as they were called on the day."""
    row = content["portfolio"]
    missions = {mission["key"]: mission for mission in content["missions"]}
    portfolio = _record(Portfolio, row)
    portfolio.mission = _record(Mission, missions[row["mission_id"]])
    return portfolio


def _link(row, one, other):
    link = _record(ActionLink, row | {"decided_at": row["decided_at"] and parse_datetime(row["decided_at"])})
    link.one, link.other = one, other
    return link


def _record(model, row):
    """An unsaved ``model`` with the names that were kept."""
    field = model._meta.get_field
    return model(pk=row["key"], **{name: field(name).to_python(row[name]) for name in NAMES[model] if name in row})
