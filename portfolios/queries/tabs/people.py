"""Who takes part: families by role, how many families an action joins, who carries how much, who serves what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from actors.choices import Family
from portfolios.analysis.load import Load, Quarter, quarterly_load
from portfolios.analysis.participation import Participation, participation, services
from portfolios.analysis.world import Key
from portfolios.choices import ActionRoleKind
from portfolios.queries.tabs.behind import Groups, opening
from portfolios.queries.tabs.desk import Desk, Named

LEAD = ("lead", _("Lead"))


@dataclass(frozen=True)
class Tile:
    """A number with the list it opens; ``note`` says what the number alone does not."""

    count: int
    href: str
    note: str = ""
    above: bool = False


@dataclass(frozen=True)
class FamilyRow:
    """A family: in how many actions it takes part, and in which roles."""

    code: str
    label: Any
    touching: Tile
    roles: list[Tile | None]


@dataclass(frozen=True)
class LeadRow:
    """A lead with its active actions in each quarter."""

    lead: Named
    quarters: list[Tile | None]


@dataclass(frozen=True)
class People:
    """The page of actors."""

    found: Participation
    total: int
    families: list[FamilyRow]
    roles: list[tuple[str, Any]]
    missing: list[tuple[str, Any]]
    load: Load
    leads: list[LeadRow]
    groups: Groups


def people(desk: Desk) -> People:
    """Families, roles and loads of ``desk``."""
    found, load = participation(desk.world, desk.parameters), quarterly_load(desk.world, desk.parameters)
    labels = dict(Family.choices)
    roles = [role for role in [LEAD, *ActionRoleKind.choices] if any(held == role[0] for _f, held in found.roles)]
    return People(
        found=found,
        total=len(desk.world.actions),
        families=[_family(desk, found, code, label, roles) for code, label in Family.choices],
        roles=roles,
        missing=[(code, labels[code]) for code in found.missing],
        load=load,
        leads=[_lead(desk, load, key) for key in load.leads if key in desk.actors],
        groups=_groups(found, load, desk),
    )


def _family(desk: Desk, found: Participation, code: str, label: Any, roles) -> FamilyRow:
    held = [(role, found.roles.get((code, role), ())) for role, _label in roles]
    return FamilyRow(
        code, label, Tile(len(found.families.get(code, ())), opening(desk, f"family:{code}")),
        [Tile(len(keys), opening(desk, f"family:{code}:{role}")) if keys else None for role, keys in held],
    )  # fmt: skip


def _lead(desk: Desk, load: Load, key: Key) -> LeadRow:
    return LeadRow(desk.actors[key], [_quarter(desk, load, key, quarter) for quarter in load.quarters])


def _quarter(desk: Desk, load: Load, key: Key, quarter: Quarter) -> Tile | None:
    keys = load.actions.get((key, quarter), ())
    href = opening(desk, f"load:{key}:{quarter.year}:{quarter.number}")
    return Tile(len(keys), href, above=(key, quarter) in load.above) if keys else None


def _groups(found: Participation, load: Load, desk: Desk) -> Groups:
    labels = {code: str(label) for code, label in [LEAD, *Family.choices, *ActionRoleKind.choices]}
    groups: dict[str, tuple[Any, Any]] = {
        "two": (_("Actions of two or more families"), found.two_or_more),
        "three": (_("Actions of three or more families"), found.three_or_more),
        "alone": (_("Actions of one family only"), found.alone),
        "public": (_("Actions led by a public actor"), found.led_by_public),
    }
    groups |= {f"family:{code}": (labels[code], keys) for code, keys in found.families.items()}
    groups |= {
        f"family:{code}:{role}": (f"{labels[code]} · {labels.get(role, role)}", keys)
        for (code, role), keys in found.roles.items()
    }
    return groups | {
        f"load:{key}:{q.year}:{q.number}": (f"{desk.actors[key].name} · {q.year}/{q.number}", keys)
        for (key, q), keys in load.actions.items()
        if key in desk.actors
    }


@dataclass(frozen=True)
class ServiceRow:
    """An actor with what it does for each objective."""

    actor: Named
    cells: list[Tile | None]
    weight: int


@dataclass(frozen=True)
class Services:
    """Actors × objectives; ``idle`` are actors of the portfolio that serve no objective."""

    objectives: list[Named]
    rows: list[ServiceRow]
    idle: list[Named]
    groups: Groups


def service_matrix(desk: Desk) -> Services:
    """Who serves which objective, those that serve most first."""
    found = services(desk.world, desk.parameters)
    weights: defaultdict[Key, int] = defaultdict(int)
    for (actor, _objective), service in found.items():
        weights[actor] += service.weight
    order = sorted((key for key in weights if key in desk.actors), key=lambda key: (-weights[key], str(key)))
    objectives = list(desk.objectives.values())
    rows = [
        ServiceRow(desk.actors[key], [_service(desk, found, key, one) for one in objectives], weights[key])
        for key in order
    ]
    groups: Groups = {
        f"serves:{actor}:{objective}": (f"{desk.actors[actor].name} · {desk.objectives[objective]}", service.actions)
        for (actor, objective), service in found.items()
        if actor in desk.actors and objective in desk.objectives
    }
    idle = [actor for key, actor in desk.actors.items() if key not in weights]
    return Services(objectives, rows, idle, groups)


def _service(desk: Desk, found, actor: Key, objective: Named) -> Tile | None:
    service = found.get((actor, objective.key))
    if service is None:
        return None
    return Tile(len(service.actions), opening(desk, f"serves:{actor}:{objective.key}"), note=str(service.weight))
