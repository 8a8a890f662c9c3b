"""The actions of a desk as rows for files, and the desk as plain data."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from missions.choices import Lever
from portfolios.choices import Horizon, MoneyStage, Stage
from portfolios.queries.tabs.listing import listing

LISTED = "; "


def header():
    """The heads of ``rows_of``."""
    return [
        _("Code"), _("Title"), _("Position"), _("Lead"), _("Family"), _("Partners"), _("State"), _("Stage"),
        _("Horizon"), _("Levers"), _("Objectives (weight)"), _("Territories"), _("Starts on"), _("Ends on"), _("Cost"),
        _("Secured"), *(str(label) for label in MoneyStage.labels),
    ]  # fmt: skip


def rows_of(desk) -> Iterator[list]:
    """One row for each action of ``desk``, in the order of its positions."""
    world = {action.key: action for action in desk.world.actions}
    stages, horizons = dict(Stage.choices), dict(Horizon.choices)
    for group in listing(desk).groups:
        for row in group.rows:
            action = world[row.action.key]
            sums = _by_stage(action)
            yield [
                row.action.code, row.action.name, str(group.title) if action.position else "",
                row.lead.name if row.lead else "", str(row.lead.family_label) if row.lead else "",
                LISTED.join(partner.name for partner in row.partners), str(row.action.status_label),
                str(stages.get(action.stage, "")), str(horizons.get(action.horizon, "")),
                LISTED.join(map(str, row.levers)), LISTED.join(_objectives(desk, action)), LISTED.join(row.places),
                row.starts_on, row.ends_on, row.cost, row.secured, *(sums.get(stage) for stage in MoneyStage.values),
            ]  # fmt: skip


def data_of(desk):
    """The desk as JSON data: what the pages show, with the API's ids of records."""
    places = desk.records.places(set().union(*(action.munis for action in desk.world.actions)))
    return {
        "format": "convergenze-portfolio/1",
        "as_of": desk.as_of,
        "snapshot": desk.snapshot and {"title": desk.snapshot.title, "digest": desk.snapshot.digest},
        "mission": {"title": desk.mission.title, "statement": desk.mission.statement},
        "portfolio": {
            "title": desk.portfolio.title, "version": desk.portfolio.number, "status": desk.portfolio.status,
            "intent": desk.portfolio.intent, "target_mix": desk.world.target_mix,
        },
        "positions": [{"id": key, "title": title} for key, title in desk.world.positions.items()],
        "objectives": [_objective(desk, one) for one in desk.world.objectives],
        "actors": [
            {"id": actor.uid, "name": actor.name, "family": actor.family} for actor in desk.actors.values()
        ],
        "actions": [_action(desk, action, places) for action in desk.world.actions],
        "actions_hidden": desk.hidden,
    }  # fmt: skip


def _objective(desk, one):
    return {
        "code": desk.objectives[one.key].code, "title": one.title, "weight": one.weight,
        "required_levers": [lever for lever in Lever.values if lever in one.required_levers],
        "indicators": [
            {
                "baseline": i.baseline, "baseline_on": i.baseline_on, "target": i.target, "target_on": i.target_on,
                "milestones": i.milestones, "value": i.value, "measured_on": i.measured_on,
            }
            for i in one.indicators
        ],
    }  # fmt: skip


def _action(desk, action, places):
    named = desk.actions[action.key]
    return {
        "id": named.uid, "code": named.code, "title": action.title, "summary": action.summary,
        "status": action.status, "health": action.health, "stage": action.stage, "horizon": action.horizon,
        "depth": action.depth, "levers": sorted(action.levers), "target_groups": sorted(action.targets),
        "lead": _uid(desk, action.lead), "position": action.position,
        "partners": [
            {"actor": _uid(desk, p.actor), "role": p.role} for p in action.partners if p.actor in desk.actors
        ],
        "objectives": [
            {"code": desk.objectives[key].code, "weight": one.weight, "agreed": one.agreed}
            for key, one in action.objectives.items() if key in desk.objectives
        ],
        "territories": [name for key, name in places.items() if key in action.munis],
        "starts_on": action.starts_on, "ends_on": action.ends_on, "cost": action.cost,
        "funding": [
            {
                "source": line.source, "amount": line.amount, "stage": line.stage, "instrument": line.instrument,
                "eligibility_ends_on": line.eligibility_end,
            }
            for line in action.funding
        ],
        "offers": sorted(action.offers), "needs": sorted(action.needs),
    }  # fmt: skip


def _uid(desk, key):
    return desk.actors[key].uid if key in desk.actors else None


def _by_stage(action):
    sums: dict = {}
    for line in action.funding:
        sums[line.stage] = sums.get(line.stage, 0) + line.amount
    return sums


def _objectives(desk, action):
    return [
        f"{objective.code or objective.name} ({action.objectives[key].weight})"
        for key, objective in desk.objectives.items()
        if key in action.objectives
    ]
