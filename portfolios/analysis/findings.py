"""Everything the analyses point at and people may turn into work (Convergenze analyses, findings)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .coverage import coverage
from .families import families_touching
from .money import cliffs, gap_of
from .parameters import DEFAULTS, FAMILIES, Parameters
from .world import Key, World

# Who usually brings a lever: where one is missing, an absent family of these is the first to look for.
FAMILIES_OF_LEVER: Mapping[str, tuple[str, ...]] = {
    "governance_policy": ("public_administration", "public_body"),
    "technology_infrastructure": ("economic_actor", "knowledge", "public_body"),
    "finance": ("financial_body", "foundation"),
    "social_innovation": ("cooperation", "third_sector"),
    "participation": ("civil_society", "third_sector"),
    "learning_capabilities": ("knowledge",),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One finding. ``kind`` and what it is about; ``key`` names it for ever among those of its kind.

    ``needed``: the missing levers for which a missing family is usual.
    """

    kind: str
    key: str
    objective: Key | None = None
    lever: str = ""
    action: Key | None = None
    family: str = ""
    amount: Decimal | None = None
    until: date | None = None
    needed: tuple[str, ...] = ()


def findings(world: World, parameters: Parameters = DEFAULTS) -> list[Found]:
    """All findings of a portfolio: gaps, thin levers, orphans, cliffs, missing families, money still to find."""
    matrix = coverage(world, "lever", parameters)
    cells = [(at, cell) for at, cell in matrix.cells.items() if cell.required]
    gaps = [at for at, cell in cells if cell.label == "gap"]
    return [
        *(_of_cell("gap", at) for at in gaps),
        *(_of_cell("thin", at) for at, cell in cells if cell.label == "thin"),
        *(Found("orphan_objective", str(key), objective=key) for key in matrix.unserved),
        *(Found("orphan_action", str(key), action=key) for key in matrix.orphans),
        *_cliffs(world, parameters),
        *_missing_families(world, {lever for _objective, lever in gaps}, parameters),
        *_open_money(world, parameters),
    ]


def _of_cell(kind: str, at: tuple[Key, Key]) -> Found:
    objective, lever = at
    return Found(kind, f"{objective}:{lever}", objective=objective, lever=lever)


def _cliffs(world: World, parameters: Parameters) -> Iterator[Found]:
    """One for each action: its money at a cliff, and the day the first of it ends."""
    lines: dict[Key, list] = {}
    for cliff in cliffs(world, parameters):
        lines.setdefault(cliff.action, []).append(cliff.line)
    for action, found in lines.items():
        amount = sum((line.amount for line in found), Decimal())
        until = min(line.eligibility_end for line in found if line.eligibility_end)
        yield Found("cliff", str(action), action=action, amount=amount, until=until)


def _missing_families(world: World, missing_levers: set[str], parameters: Parameters) -> Iterator[Found]:
    """Families that neither lead nor join any action that counts; none while no action counts."""
    active = [action for action in world.actions if parameters.factor(action.status) > 0]
    present = {family for action in active for family in families_touching(action, world, parameters)}
    for family in FAMILIES if active else ():
        if family not in present:
            needed = tuple(lever for lever, usual in FAMILIES_OF_LEVER.items() if family in usual)
            needed = tuple(lever for lever in needed if lever in missing_levers)
            yield Found("missing_family", family, family=family, needed=needed)


def _open_money(world: World, parameters: Parameters) -> Iterator[Found]:
    """The largest first."""
    missing = {action.key: gap for action in world.actions if (gap := gap_of(action, parameters))}
    for key, amount in sorted(missing.items(), key=lambda pair: -pair[1]):
        yield Found("open_money", str(key), action=key, amount=amount)
