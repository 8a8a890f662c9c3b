"""How much each lead carries, quarter by quarter (Convergenze analyses, 7. Actor mix)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean, pstdev

from .parameters import DEFAULTS, Parameters
from .world import Key, World

BEFORE, AFTER = 1, 6  # quarters around the one of the date


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a year."""

    year: int
    number: int

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        return self.moved(1).first_day - timedelta(days=1)

    def moved(self, steps: int) -> "Quarter":
        """The quarter so many steps later."""
        place = self.year * 4 + self.number - 1 + steps
        return Quarter(place // 4, place % 4 + 1)


@dataclass(frozen=True, slots=True)
class Load:
    """Active actions of each lead per quarter, the busiest first. ``limits``: mean + so many standard deviations of
    all leads in that quarter (None without a load); ``above`` are the (lead, quarter) beyond it, ``undated`` the
    active actions that do not say when they run."""

    quarters: tuple[Quarter, ...]
    actions: Mapping[tuple[Key, Quarter], tuple[Key, ...]]
    leads: tuple[Key, ...]
    limits: Mapping[Quarter, float | None]
    above: frozenset[tuple[Key, Quarter]]
    undated: tuple[Key, ...]


def quarter_of(day: date) -> Quarter:
    """The quarter that holds ``day``."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarterly_load(world: World, parameters: Parameters = DEFAULTS) -> Load:
    """Load per lead per quarter around the date, with a warning where it is far above the others' (7. Actor mix)."""
    quarters = tuple(quarter_of(world.as_of).moved(step) for step in range(-BEFORE, AFTER + 1))
    found: defaultdict[tuple[Key, Quarter], list[Key]] = defaultdict(list)
    active = [a for a in world.actions if parameters.factor(a.status) > 0 and a.lead is not None]
    for action in active:
        if action.period:
            for quarter in quarters:
                if action.period[0] <= quarter.last_day and action.period[1] >= quarter.first_day:
                    found[action.lead, quarter].append(action.key)
    leads = _busiest_first(found)
    limits = {q: _limit([len(found.get((lead, q), ())) for lead in leads], parameters) for q in quarters}
    return Load(
        quarters=quarters,
        actions={at: tuple(keys) for at, keys in found.items()},
        leads=leads,
        limits=limits,
        above=frozenset(at for at, keys in found.items() if _is_above(len(keys), limits[at[1]])),
        undated=tuple(action.key for action in active if not action.period),
    )


def _busiest_first(found: Mapping[tuple[Key, Quarter], Sequence[Key]]) -> tuple[Key, ...]:
    totals: defaultdict[Key, int] = defaultdict(int)
    for (lead, _quarter), keys in found.items():
        totals[lead] += len(keys)
    return tuple(sorted(totals, key=lambda lead: -totals[lead]))


def _limit(loads: Sequence[int], parameters: Parameters) -> float | None:
    return mean(loads) + parameters.load_deviations * pstdev(loads) if any(loads) else None


def _is_above(load: int, limit: float | None) -> bool:
    # One action is never too much, however idle everybody else is.
    return limit is not None and load > 1 and load > round(limit, 9)
