"""Coverage, pairs, sectors, alignment, the map, the profile and the quality of the mission as plain data."""

from portfolios.queries.figures.naming import listed, named
from portfolios.queries.tabs import pairs
from portfolios.queries.tabs.convergence import profile_of
from portfolios.queries.tabs.crossing import sectors as crossing
from portfolios.queries.tabs.matrix import matrix
from portfolios.queries.tabs.network import network
from portfolios.queries.tabs.records import CANDIDATES
from portfolios.queries.tabs.territory import around


def coverage(desk, query):
    """The matrix; ``columns`` chooses its columns."""
    by = query.get("columns", "lever")
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
                        "actions": listed(desk.listed(square.cell.actions)),
                    }
                    for square in line.squares
                ],
            }
            for line in found.lines
        ],
        "actions_without_objective": listed(found.orphans),
        "objectives_without_action": listed(found.unserved),
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


def alignment(desk, query):
    """Shares of the territory and its largest actions outside the portfolio."""
    found = around(desk).alignment
    rows = desk.records.candidates(CANDIDATES)
    return {
        "aligned": found.aligned, "recorded": found.recorded, "count": found.count, "cost": found.cost,
        "candidates": [{"id": a.called.uid, "name": a.title, "cost": a.cost, "source": a.origin} for a in rows],
    }  # fmt: skip


def network_map(desk, query):
    """Who leads and joins what, towards which objectives."""
    return {
        "actions": [
            {
                "action": named(row.action), "lead": named(row.lead), "partners": listed(row.partners),
                "objectives": [{"objective": named(o), "weight": int(weight)} for o, weight in row.objectives],
            }
            for row in network(desk).rows
        ],
    }  # fmt: skip


def convergence_profile(desk, query):
    """The seven bars and their geometric mean."""
    found = profile_of(desk)
    return {"bars": {name: getattr(found, name) for name in found.__slots__}, "mean": found.mean}


def sectors(desk, query):
    """Sectors of active actions in both lists."""
    found = crossing(desk)
    return {
        "crosses_sectors": found.found.is_cross_sector,
        "crosses_from": desk.parameters.cross_sector_from,
        **{
            name: [{"code": s.code, "name": s.label, "actions": listed(desk.listed(s.actions))} for s in rows]
            for name, rows in found.lists.items()
        },
        "unclassified": listed(found.unclassified),
    }


def quality(desk, query):
    """The five criteria of the mission in this round, beside the last."""
    found = desk.records.quality()
    return {
        "round": found.gate.round,
        "assessors": len(found.gate.assessors),
        "families": len(found.gate.families),
        "criteria": [
            {
                "criterion": one.result.criterion.value, "median": one.result.median, "asked": one.result.threshold,
                "lowest": min(one.result.scores, default=None), "highest": max(one.result.scores, default=None),
                "assessors": one.result.n, "families": one.families, "last_round": one.before, "change": one.change,
                "disagreement": one.result.disagreement,
            }
            for one in found.criteria
        ],
    }  # fmt: skip
