"""Declared mix, levers, families, loads and services as plain data."""

from portfolios.analysis import balance as balances
from portfolios.analysis.families import actor_mix
from portfolios.analysis.levers import lever_mix
from portfolios.analysis.load import quarterly_load
from portfolios.analysis.participation import participation
from portfolios.queries.figures.naming import listed, named
from portfolios.queries.tabs.mixes import phasing_out
from portfolios.queries.tabs.people import service_matrix


def families(desk, query):
    """Families touching actions, how many join, and the load of leads, whole and by quarter."""
    found, joined = actor_mix(desk.world, desk.parameters), participation(desk.world, desk.parameters)
    load = quarterly_load(desk.world, desk.parameters)
    return {
        "touching": dict(found.touching),
        "missing": list(joined.missing),
        "two_or_more": found.two_or_more,
        "three_or_more": found.three_or_more,
        "one_only": listed(desk.listed(joined.alone)),
        "led_by_public": len(joined.led_by_public),
        "density": joined.density,
        "by_role": [{"family": f, "role": r, "actions": n} for (f, r), n in sorted(found.by_role.items())],
        "load": [{"lead": named(desk.actors.get(key)), "actions": n} for key, n in found.load.items()],
        "load_by_quarter": [
            {
                "lead": named(desk.actors.get(lead)), "quarter": f"{quarter.year}-Q{quarter.number}",
                "actions": len(keys), "above": (lead, quarter) in load.above,
            }
            for (lead, quarter), keys in load.actions.items()
        ],
    }  # fmt: skip


def levers(desk, query):
    """Shares per lever by count and by cost."""
    found = lever_mix(desk.world, desk.parameters)
    return {"count": found.count, "cost": found.money, "entropy": found.entropy}


def balance(desk, query):
    """Shares and distance from the declared mix for horizon, stage, dynamic and depth."""
    found = {name: balances.balance(desk.world, name, desk.parameters) for name in balances.CLASSES}
    return {
        name: {
            "count": b.count, "cost": b.money, "balance_count": b.balance_count, "balance_cost": b.balance_money,
            "declared": desk.world.target_mix.get(name), "uneven": b.uneven,
            "missing": listed(desk.listed(b.missing)),
        }
        for name, b in found.items()
    } | {"phasing_out": listed(phasing_out(desk))}  # fmt: skip


def services(desk, query):
    """Who serves which objective."""
    found = service_matrix(desk)
    return {
        "actors": [
            {
                "actor": named(row.actor), "family": row.actor.family, "weight": row.weight,
                "objectives": [
                    {"objective": named(objective), "actions": cell.count, "weight": int(cell.note)}
                    for objective, cell in zip(found.objectives, row.cells, strict=True) if cell
                ],
            }
            for row in found.rows
        ],
        "without_objective": listed(found.idle),
    }  # fmt: skip
