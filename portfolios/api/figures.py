"""The analyses as plain data for the API: shares 0 to 1, money in euro, None for what cannot be said."""

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError

from portfolios.analysis import balance as balances
from portfolios.analysis.families import actor_mix
from portfolios.analysis.levers import lever_mix
from portfolios.queries.tabs import pairs
from portfolios.queries.tabs.matrix import COLUMNS, matrix
from portfolios.queries.tabs.network import network
from portfolios.queries.tabs.progress import progress
from portfolios.queries.tabs.resources import resources
from portfolios.queries.tabs.summary import profile_of
from portfolios.queries.tabs.territory import around, candidates

CANDIDATES = 100


def named(record):
    """How a record appears in an analysis: id, code, name and the address of its page."""
    return record and {"id": record.uid or None, "code": record.code, "name": record.name, "page": record.href or None}


def _listed(records):
    return [named(record) for record in records]


def coverage(desk, query):
    """The matrix; ``columns`` chooses its columns."""
    by = query.get("columns", "lever")
    if by not in COLUMNS:
        raise ValidationError({"columns": [_("Choose one of: %(names)s.") % {"names": ", ".join(COLUMNS)}]})
    found = matrix(desk, by)
    return {
        "columns": by,
        "covered": found.coverage.covered,
        "required": found.coverage.required,
        "rows": [
            {
                "objective": named(line.objective),
                "secured": line.secured,
                "cells": [
                    {
                        "column": square.column, "heading": str(square.heading), "value": square.cell.value,
                        "label": square.cell.label, "required": square.cell.required,
                        "actions": _listed(desk.listed(square.cell.actions)),
                    }
                    for square in line.squares
                ],
            }
            for line in found.lines
        ],
        "actions_without_objective": _listed(found.orphans),
        "objectives_without_action": _listed(found.unserved),
        "levers_of_one_lead": [
            {"objective": named(objective), "lever": str(lever), "lead": named(lead)}
            for objective, lever, lead in found.one_lead
        ],
    }  # fmt: skip


def overlaps(desk, query):
    """Candidate duplications that concern who asks."""
    return {"threshold": desk.parameters.overlap_from, "pairs": [_pair(pair) for pair in pairs.duplications(desk)]}


def synergies(desk, query):
    """Candidate synergies that concern who asks."""
    return {"threshold": desk.parameters.synergy_from, "pairs": [_pair(pair) for pair in pairs.synergies(desk)]}


def _pair(pair):
    return {
        "one": named(pair.one),
        "other": named(pair.other),
        "score": round(pair.score, 4),
        "parts": [{"label": str(p.label), "value": p.value, "weight": p.weight} for p in pair.parts],
        "at_stake": pair.at_stake,
        "internal": pair.internal,
        "status": pair.link.status if pair.link else "suggested",
        "resolution": (pair.link.resolution if pair.link else "") or None,
    }


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
        "sources": [{"source": s.name, "secured": s.amount, "actions": _listed(s.actions)} for s in found.sources],
        "gaps": [{"action": named(g.action), "cost": g.cost, "missing": g.missing} for g in found.gaps],
        "cliffs": [
            {"action": named(c.action), "source": c.source, "amount": c.amount, "eligible_until": c.until}
            for c in found.cliffs
        ],
        "cost_unknown": _listed(found.unpriced),
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


def alignment(desk, query):
    """Shares of the territory and its largest actions outside the portfolio."""
    found = around(desk).alignment
    rows = candidates(desk)[:CANDIDATES]
    return {
        "aligned": found.aligned, "recorded": found.recorded, "count": found.count, "cost": found.cost,
        "candidates": [{"id": str(a.public_id), "name": a.title, "cost": a.cost, "source": a.origin} for a in rows],
    }  # fmt: skip


def network_map(desk, query):
    """Who leads and joins what, towards which objectives."""
    return {
        "actions": [
            {
                "action": named(row.action), "lead": named(row.lead), "partners": _listed(row.partners),
                "objectives": [{"objective": named(o), "weight": int(weight)} for o, weight in row.objectives],
            }
            for row in network(desk).rows
        ],
    }  # fmt: skip


def families(desk, query):
    """Families touching actions, and the load of leads."""
    found = actor_mix(desk.world, desk.parameters)
    return {
        "touching": dict(found.touching),
        "two_or_more": found.two_or_more,
        "three_or_more": found.three_or_more,
        "by_role": [{"family": f, "role": r, "actions": n} for (f, r), n in sorted(found.by_role.items())],
        "load": [{"lead": named(desk.actors.get(key)), "actions": n} for key, n in found.load.items()],
    }


def levers(desk, query):
    """Shares per lever by count and by cost."""
    found = lever_mix(desk.world, desk.parameters)
    return {"count": found.count, "cost": found.money, "entropy": found.entropy}


def balance(desk, query):
    """Shares and distance from the declared mix for horizon, stage and depth."""
    found = {name: balances.balance(desk.world, name, desk.parameters) for name in balances.CLASSES}
    return {
        name: {
            "count": b.count, "cost": b.money, "balance_count": b.balance_count, "balance_cost": b.balance_money,
            "declared": desk.world.target_mix.get(name), "uneven": b.uneven, "missing": _listed(desk.listed(b.missing)),
        }
        for name, b in found.items()
    }  # fmt: skip


def convergence_profile(desk, query):
    """The seven bars and their geometric mean."""
    found = profile_of(desk)
    return {"bars": {name: getattr(found, name) for name in found.__slots__}, "mean": found.mean}


ANALYSES = {
    "coverage": coverage,
    "overlaps": overlaps,
    "synergies": synergies,
    "money": money,
    "indicators": indicators,
    "alignment": alignment,
    "map": network_map,
    "families": families,
    "levers": levers,
    "balance": balance,
    "profile": convergence_profile,
}
