"""Where the money comes from, how far it is, and what is missing (Convergenze analyses, 5. Money)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .parameters import DEFAULTS, FUNDING_STAGES, Parameters
from .shares import ratio, shares, total
from .world import Action, FundingLine, Key, World


@dataclass(frozen=True, slots=True)
class Cliff:
    """Secured money that may not be spent until the end of its action."""

    action: Key
    line: FundingLine


@dataclass(frozen=True, slots=True)
class Flow:
    """A band of the Sankey picture: source → action → objective (None for an action without one)."""

    source: str
    action: Key
    objective: Key | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """Sums in euro over all actions of the portfolio; ``cost`` covers the known costs, ``unpriced`` the others.

    ``concentration`` is the Herfindahl index of secured sources (1 = one source), None without secured money.
    """

    cost: Decimal | None
    unpriced: tuple[Key, ...]
    stages: Mapping[str, Decimal]
    secured: Decimal
    secured_share: float | None
    open_gap: Decimal
    sources: Mapping[str, Decimal]
    concentration: float | None
    cliffs: tuple[Cliff, ...]

    @property
    def at_cliff(self) -> Decimal:
        """Sum of the money at a cliff."""
        return sum((cliff.line.amount for cliff in self.cliffs), Decimal())


def money(world: World, parameters: Parameters = DEFAULTS) -> Money:
    """The funding of the portfolio (5. Money)."""
    lines = [line for action in world.actions for line in action.funding]
    sources = _sum_by_source(line for line in lines if line.stage in parameters.secured_stages)
    cost = total(action.cost for action in world.actions)
    secured = sum(sources.values(), Decimal())
    held = shares(sources)
    return Money(
        cost=cost,
        unpriced=tuple(action.key for action in world.actions if action.cost is None),
        stages=_sum_by_stage(lines),
        secured=secured,
        secured_share=ratio(secured, cost),
        open_gap=sum((gap_of(action, parameters) or Decimal() for action in world.actions), Decimal()),
        sources=sources,
        concentration=sum(share * share for share in held.values()) if held else None,
        cliffs=tuple(cliffs(world, parameters)),
    )


def secured_of(action: Action, parameters: Parameters = DEFAULTS) -> Decimal:
    """Money of an action in awarded, committed or paid lines (5. Money)."""
    return sum((line.amount for line in action.funding if line.stage in parameters.secured_stages), Decimal())


def gap_of(action: Action, parameters: Parameters = DEFAULTS) -> Decimal | None:
    """Cost that no line even asks for, never negative; None when the cost is not known (5. Money)."""
    if action.cost is None:
        return None
    hoped = sum((line.amount for line in action.funding if line.stage not in parameters.lost_stages), Decimal())
    return max(Decimal(), action.cost - hoped)


def cliffs(world: World, parameters: Parameters = DEFAULTS) -> Iterator[Cliff]:
    """Secured lines whose eligibility ends before their action does (5. Money)."""
    for action in world.actions:
        for line in action.funding:
            if line.stage in parameters.secured_stages and _ends_early(line, action):
                yield Cliff(action.key, line)


def split_over_objectives(action: Action, amount: Decimal) -> Mapping[Key, Decimal]:
    """An amount of an action shared among its objectives by contribution weight (introduction)."""
    weight = sum(contribution.weight for contribution in action.objectives.values())
    return {key: amount * c.weight / weight for key, c in action.objectives.items()} if weight else {}


def secured_by_objective(world: World, parameters: Parameters = DEFAULTS) -> Mapping[Key, Decimal]:
    """Secured money of the active actions by objective, every objective listed (5. Money)."""
    found = {objective.key: Decimal() for objective in world.objectives}
    for action in world.actions:
        if parameters.factor(action.status) > 0:
            for key, amount in split_over_objectives(action, secured_of(action, parameters)).items():
                found[key] = found.get(key, Decimal()) + amount
    return found


def flows(world: World, stages: Collection[str]) -> list[Flow]:
    """Bands source → action → objective for lines at the chosen stages (5. Money)."""
    amounts: defaultdict[tuple[str, Key, Key | None], Decimal] = defaultdict(Decimal)
    for action in world.actions:
        for line in action.funding:
            if line.stage in stages:
                for objective, part in (split_over_objectives(action, line.amount) or {None: line.amount}).items():
                    amounts[line.source, action.key, objective] += part
    return [Flow(*ends, amount) for ends, amount in amounts.items()]


def _ends_early(line: FundingLine, action: Action) -> bool:
    if line.eligibility_end is None or action.ends_on is None:
        return False
    return line.eligibility_end < action.ends_on


def _sum_by_stage(lines: Iterable[FundingLine]) -> Mapping[str, Decimal]:
    """Sums of the stages that occur, in the order money travels."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        sums[line.stage] += line.amount
    return {stage: sums[stage] for stage in (*FUNDING_STAGES, *sums) if stage in sums}


def _sum_by_source(lines: Iterable[FundingLine]) -> Mapping[str, Decimal]:
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        sums[line.source] += line.amount
    return dict(sums)
