"""Which objectives are served by which levers, places, people (Convergenze analyses, 1. Coverage)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from .families import families_touching
from .parameters import DEFAULTS, FAMILIES, HORIZONS, LEVERS, STAGES, Parameters
from .world import Action, Key, Objective, World, in_order

Column = Literal["lever", "territory", "target_group", "stage", "horizon", "family"]
Label = Literal["gap", "none", "crowded", "thin", "ok"]
COLUMNS: tuple[str, ...] = get_args(Column)


@dataclass(frozen=True, slots=True)
class Cell:
    """One objective × one column; ``actions`` contribute now, ``dormant`` would if their status counted."""

    value: float
    label: Label
    required: bool
    actions: tuple[Key, ...]
    leads: tuple[Key, ...]
    dormant: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The matrix with its lists; cells are keyed (objective, column) and every combination is there.

    ``covered`` of ``required`` count required cells, which exist only when the columns are levers.
    """

    columns: tuple[Key, ...]
    cells: Mapping[tuple[Key, Key], Cell]
    covered: int
    required: int
    orphans: tuple[Key, ...]
    unserved: tuple[Key, ...]
    one_lead: tuple[tuple[Key, Key], ...]

    @property
    def share(self) -> float | None:
        """Covered ÷ required; None when nothing is required."""
        return self.covered / self.required if self.required else None


def coverage(world: World, by: Column = "lever", parameters: Parameters = DEFAULTS) -> Coverage:
    """The coverage matrix with the chosen columns (1. Coverage). An unknown column is a ValueError."""
    places = _places(world, by, parameters)
    pulled = _pulled(world, places)
    columns = _columns(by, {column for _, column in pulled}, world)
    cells = {
        (objective.key, column): _cell(objective, column, pulled.get((objective.key, column), []), by, parameters)
        for objective in world.objectives
        for column in columns
    }
    required = [(at, cell) for at, cell in cells.items() if cell.required]
    return Coverage(
        columns=columns,
        cells=cells,
        covered=sum(cell.value > 0 for _, cell in required),
        required=len(required),
        orphans=orphan_actions(world),
        unserved=unserved_objectives(world, parameters),
        one_lead=tuple(at for at, cell in required if cell.value > 0 and len(cell.leads) == 1),
    )


def orphan_actions(world: World) -> tuple[Key, ...]:
    """Actions of the portfolio that contribute to none of its objectives (1. Coverage)."""
    known = {objective.key for objective in world.objectives}
    return tuple(in_order(action.key for action in world.actions if known.isdisjoint(action.objectives)))


def unserved_objectives(world: World, parameters: Parameters = DEFAULTS) -> tuple[Key, ...]:
    """Objectives to which no action contributes now (1. Coverage)."""
    served = {key for action in world.actions if parameters.factor(action.status) > 0 for key in action.objectives}
    return tuple(objective.key for objective in world.objectives if objective.key not in served)


def _places(world: World, by: str, parameters: Parameters) -> Callable[[Action], Iterable[Key]]:
    """The columns an action stands in."""
    readers: dict[str, Callable[[Action], Iterable[Key]]] = {
        "lever": lambda action: action.levers,
        "territory": lambda action: action.munis,
        "target_group": lambda action: action.targets,
        "stage": lambda action: {action.stage} - {None},
        "horizon": lambda action: {action.horizon} - {None},
        "family": lambda action: families_touching(action, world, parameters),
    }
    if by not in readers:
        raise ValueError(f"Coverage has no column {by!r}; choose one of {', '.join(COLUMNS)}.")
    return readers[by]


def _pulled(world: World, places: Callable[[Action], Iterable[Key]]) -> dict[tuple[Key, Key], list[Action]]:
    found: defaultdict[tuple[Key, Key], list[Action]] = defaultdict(list)
    for action in world.actions:
        for column in places(action):
            for objective in action.objectives:
                found[objective, column].append(action)
    return found


def _columns(by: str, seen: set[Key], world: World) -> tuple[Key, ...]:
    """The choice list in its own order, then whatever else the actions or the objectives name."""
    listed: dict[str, tuple[str, ...]] = {"lever": LEVERS, "stage": STAGES, "horizon": HORIZONS, "family": FAMILIES}
    first = listed.get(by, ())
    if by == "lever":
        seen = seen.union(*(objective.required_levers for objective in world.objectives))
    return (*first, *in_order(seen.difference(first)))


def _cell(objective: Objective, column: Key, actions: list[Action], by: str, parameters: Parameters) -> Cell:
    active = [action for action in actions if parameters.factor(action.status) > 0]
    value = sum(action.objectives[objective.key].weight * parameters.factor(action.status) for action in active)
    leads = {action.lead for action in active} - {None}
    required = by == "lever" and column in objective.required_levers
    return Cell(
        value=value,
        label=_label(value, required, len(leads), parameters),
        required=required,
        actions=tuple(in_order(action.key for action in active)),
        leads=tuple(in_order(leads)),
        dormant=tuple(in_order({a.key for a in actions}.difference(a.key for a in active))),
    )


def _label(value: float, required: bool, leads: int, parameters: Parameters) -> Label:
    if value == 0:
        return "gap" if required else "none"
    if value >= parameters.crowded_from:
        return "crowded"
    if leads < parameters.leads_needed or value < parameters.thin_below:
        return "thin"
    return "ok"
