"""All that the pages of a portfolio show, as plain data: what a snapshot keeps.

Nothing in it is looked up again later, so nothing in it changes. Every record carries the level it was seen at. Names
of people are left out: a snapshot is kept for good, a person may ask to be forgotten.
"""

import hashlib
import json

from django.db.models import Count, Sum

from actors.models import Actor, Territory
from convergenze.accounts.services import clock
from convergenze.core.visibility import Visibility
from convergenze.history.values import plain
from missions.models import Challenge, Decision, Indicator, Mission, Objective
from portfolios.analysis.frozen import freeze
from portfolios.models import Action, ActionLink, Portfolio, Position
from portfolios.queries.frozen.scores import keep_quality
from portfolios.queries.loading import load_world, unaligned_actions
from portfolios.queries.parameters import parameters_in_use
from portfolios.queries.tabs.records import CANDIDATES
from portfolios.queries.triggers import windows_of

FORMAT = "convergenze-snapshot/1"
NAMES = {
    Portfolio: ("title", "slug", "number", "status", "intent", "visibility", "created_at"),
    Mission: (
        "title", "slug", "statement", "headline_target", "status", "starts_on", "ends_on", "visibility", "created_at",
    ),
    Position: ("code", "title", "hypothesis", "order"),
    Action: ("code", "slug", "public_id", "kind", "visibility"),
    Actor: ("slug", "public_id", "visibility"),
    Challenge: ("title", "slug", "visibility"),
    Decision: ("title", "slug", "decided_on", "visibility"),
    Objective: ("code", "mission_id"),
    Indicator: ("name", "unit", "measure", "level", "aggregation", "baseline", "target", "source", "method"),
    ActionLink: ("one_id", "other_id", "kind", "score", "parts", "status", "resolution", "reason", "decided_at"),
}  # fmt: skip


def content_of(portfolio, as_of):
    """The content of a snapshot of ``portfolio`` at ``as_of``: JSON data, everybody's records with their levels."""
    world = load_world(portfolio, as_of, None, unaligned=False)
    actions = [action.key for action in world.actions]
    objectives = {key for action in world.actions for key in action.objectives} | {o.key for o in world.objectives}
    objective_rows = _rows(Objective.objects.filter(pk__in=objectives))
    missions = {row["mission_id"] for row in objective_rows} | {portfolio.mission_id}
    candidates = _candidates(portfolio)
    return {
        "format": FORMAT,
        "as_of": as_of.isoformat(),
        "portfolio": _rows(Portfolio.objects.filter(pk=portfolio.pk))[0] | {"mission_id": portfolio.mission_id},
        "missions": _rows(Mission.objects.filter(pk__in=missions)),
        "territory": str(portfolio.mission.territory or ""),
        "positions": _rows(Position.objects.filter(portfolio=portfolio)),
        "parameters": freeze(parameters_in_use()),
        "world": freeze(world),
        "actions": _rows(Action.objects.filter(pk__in=actions)),
        "actors": _rows(Actor.objects.alive().filter(pk__in=list(world.actors))),
        "objectives": objective_rows,
        "indicators": _rows(Indicator.objects.filter(objective__mission=portfolio.mission_id)),
        "links": _rows(ActionLink.objects.filter(one__in=actions, other__in=actions)),
        "places": _places(world),
        "challenges": _rows(Challenge.objects.alive().filter(missions=portfolio.mission_id)),
        "decisions": _rows(Decision.objects.alive().filter(mission=portfolio.mission_id).exclude(decided_on=None)),
        "triggers": _triggers(portfolio),
        "around": _around(portfolio),
        "candidates": candidates,
        "leads": _leads(candidates),
        "quality": keep_quality(portfolio.mission),
    }


def digest_of(content):
    """SHA-256 of ``content`` written in one way only: keys in order, no blanks."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _rows(rows):
    """[{"key": id, name: value}] of a queryset of one of ``NAMES``."""
    names = NAMES[rows.model]
    return [
        {"key": pk} | dict(zip(names, map(plain, values), strict=True))
        for pk, *values in rows.order_by("pk").values_list("pk", *names)
    ]


def _places(world):
    """[[id, name]] of the municipalities where actions happen."""
    keys = set().union(*(action.munis for action in world.actions))
    return [list(row) for row in Territory.objects.filter(pk__in=keys).order_by("name", "pk").values_list("pk", "name")]


def _triggers(portfolio):
    levels = dict(portfolio.mission.triggers.values_list("pk", "visibility"))
    return [freeze(window) | {"visibility": levels[window.key]} for window in windows_of(portfolio, clock())]


def _around(portfolio):
    """[[level, how many, cost]] of the actions of the territory outside the portfolio."""
    rows = unaligned_actions(portfolio).order_by().values_list("visibility")
    return [[level, n, str(cost or 0)] for level, n, cost in rows.annotate(n=Count("pk"), cost=Sum("cost"))]


def _candidates(portfolio):
    """The most expensive of them at each level: whoever reads finds as many as the live page tells."""
    names = ("slug", "public_id", "code", "title", "lead_id", "cost", "origin", "visibility")
    dearest = [
        row
        for level in Visibility
        for row in unaligned_actions(portfolio).filter(visibility=level).dearest_first()[:CANDIDATES]
    ]
    return [{"key": one.pk} | {name: plain(getattr(one, name)) for name in names} for one in dearest]


def _leads(candidates):
    rows = Actor.objects.alive().filter(pk__in={one["lead_id"] for one in candidates if one["lead_id"]}).order_by("pk")
    return [
        {"key": pk, "name": name, "visibility": level}
        for pk, name, level in rows.values_list("pk", "name", "visibility")
    ]
