"""Money, its flows, time and indicators as plain data."""

from decimal import Decimal

from portfolios.queries.figures.naming import listed, named
from portfolios.queries.tabs.flowing import flow_rows
from portfolios.queries.tabs.progress import progress
from portfolios.queries.tabs.resources import resources
from portfolios.queries.tabs.schedule import schedule
from portfolios.queries.tabs.streams import SECURED, stages_of, streams


def money(desk, query):
    """Stages, secured share, gaps, cliffs, sources."""
    found = resources(desk)
    total = found.money
    return {
        "cost": total.cost,
        "secured": total.secured,
        "secured_share": total.secured_share,
        "open_gap": total.open_gap,
        "concentration": total.concentration,
        "stages": {row.code: row.amount for row in found.stages},
        "sources": [{"source": s.name, "secured": s.amount, "actions": listed(s.actions)} for s in found.sources],
        "gaps": [{"action": named(g.action), "cost": g.cost, "missing": g.missing} for g in found.gaps],
        "cliffs": [
            {"action": named(c.action), "source": c.source, "amount": c.amount, "eligible_until": c.until}
            for c in found.cliffs
        ],
        "cost_unknown": listed(found.unpriced),
    }


def indicators(desk, query):
    """Progress by objective and of the mission."""
    found = progress(desk)
    return {
        "progress": found.mission.value,
        "measured_weight": found.mission.measured_weight,
        "total_weight": found.mission.total_weight,
        "objectives": [
            {
                "objective": named(step.objective), "weight": step.weight, **_reading(step.told),
                "indicators": [
                    {
                        "id": m.indicator.pk, "name": m.indicator.name, "unit": m.indicator.unit,
                        "baseline": m.figures.baseline, "value": m.figures.value, "target": m.figures.target,
                        "measured_on": m.figures.measured_on, **_reading(m.told),
                    }
                    for m in step.measures
                ],
            }
            for step in found.steps
        ],
    }  # fmt: skip


def _reading(told):
    names = ("status", "progress", "expected", "ratio", "age_days", "stale")
    return {name: getattr(told.reading, name) for name in names}


def flow(desk, query):
    """Money from source to objective at ``stage``, whose it is, and how fast it is spent."""
    found = streams(desk, query.get("stage", SECURED))
    pace = found.absorption
    return {
        "stage": found.stage,
        "total": found.total,
        "flows": [
            {
                "source": row.source, "action": named(row.action), "objective": named(row.objective),
                "amount": round(row.amount, 2),
            }
            for row in flow_rows(desk, stages_of(desk, found.stage))
        ],
        "concentration": found.money.concentration,
        "private_leverage": found.leverage.ratio,
        "secured_by_share": {code or None: amount for code, amount in found.leverage.amounts.items()},
        "absorption": pace.absorbed if pace.recorded else None,
        "time_passed": pace.elapsed,
        "actions": [
            {"action": named(desk.actions[a.key]), "cost": a.cost, "stages": _stages(a)} for a in desk.world.actions
        ],
    }  # fmt: skip


def _stages(action):
    found: dict[str, Decimal] = {}
    for line in action.funding:
        found[line.stage] = found.get(line.stage, Decimal()) + line.amount
    return found


def timeline(desk, query):
    """Actions in time with everything that has a day, and dependencies."""
    found = schedule(desk)
    return {
        "actions": [
            {
                "action": named(desk.actions[a.key]), "position": desk.world.positions.get(at),
                "starts_on": a.starts_on, "ends_on": a.ends_on,
            }
            for at, actions in found.found.rows for a in actions
        ],
        "undated": listed(found.undated),
        "bands": {band: listed(actions) for band, _label, actions in found.bands},
        "dates": [
            {"day": row.day, "what": str(row.kind), "record": named(row.record), "text": row.text or None}
            for row in found.dates
        ],
        "dependencies": [
            {"action": named(need.dependent), "needs": named(need.provider), "critical": need.critical}
            for need in found.needs
        ],
    }  # fmt: skip
