"""The balance of a portfolio against the mix it declares, and its mix of levers, with the actions behind each share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convergenze.core.templatetags.formats import percent_text
from missions.choices import Lever
from portfolios.analysis.balance import Balance, balance, break_down_actions
from portfolios.analysis.levers import LeverMix, lever_mix
from portfolios.analysis.world import Action, Key
from portfolios.choices import Depth, Dynamic, Horizon, Stage
from portfolios.pictures.paired import PairedBars, paired
from portfolios.queries.tabs.behind import Groups, opening
from portfolios.queries.tabs.desk import Desk, Named

TECHNOLOGY = Lever.TECHNOLOGY.value
DIMENSIONS: Mapping[str, tuple[Any, Any]] = {
    "horizon": (gettext_lazy("Horizons"), Horizon),
    "stage": (gettext_lazy("Stages"), Stage),
    "dynamic": (gettext_lazy("Dynamics on the X-curve"), Dynamic),
    "depth": (gettext_lazy("Depth of change"), Depth),
}


@dataclass(frozen=True)
class Portion:
    """A class with its share by count and by cost; ``href`` opens its actions, ``bars`` draws it."""

    code: str
    label: Any
    actions: list[Key]
    cost: Decimal
    count: float | None
    money: float | None
    wanted: float | None
    uneven: bool
    bars: PairedBars
    href: str


@dataclass(frozen=True)
class Mix:
    """A dimension: its classes, its balance, what deserves a sentence, and who does not say it."""

    dimension: str
    title: Any
    found: Balance
    portions: list[Portion]
    warnings: list[str]
    missing: list[Named]


@dataclass(frozen=True)
class Levers:
    """Shares per lever with evenness; ``technology`` beside ``others`` by count and by cost."""

    found: LeverMix
    portions: list[Portion]
    technology: Portion
    unsaid: list[Named]

    @property
    def others(self) -> tuple[float | None, float | None]:
        """What is not technology, by count and by cost."""
        one, two = self.technology.count, self.technology.money
        return (None if one is None else 1 - one, None if two is None else 1 - two)


def mixes(desk: Desk) -> list[Mix]:
    """The four dimensions of the balance."""
    return [mix(desk, dimension) for dimension in DIMENSIONS]


def mix(desk: Desk, dimension: Any) -> Mix:
    """One dimension of the balance."""
    title, choices = DIMENSIONS[dimension]
    found = balance(desk.world, dimension, desk.parameters)
    wanted = desk.world.target_mix.get(dimension)
    by_class = _grouped((getattr(action, dimension), action) for action in active(desk))
    portions = _portions(desk, dimension, dict(choices.choices), by_class, found, wanted)
    return Mix(dimension, title, found, portions, list(_warnings(portions)), desk.listed(found.missing))


def levers(desk: Desk) -> Levers:
    """The mix of levers over active actions."""
    found = lever_mix(desk.world, desk.parameters)
    by_lever = _grouped((lever, action) for action in active(desk) for lever in action.levers)
    portions = _portions(desk, "lever", dict(Lever.choices), by_lever, found, None)
    technology = next(portion for portion in portions if portion.code == TECHNOLOGY)
    return Levers(found, portions, technology, desk.listed(a.key for a in active(desk) if not a.levers))


def phasing_out(desk: Desk) -> list[Named]:
    """Active actions that end something."""
    return desk.listed(action.key for action in break_down_actions(desk.world, desk.parameters))


def groups_of(portions: Iterable[Portion], dimension: str) -> Groups:
    """The actions behind each portion."""
    return {f"{dimension}:{portion.code}": (portion.label, portion.actions) for portion in portions}


def active(desk: Desk) -> list[Action]:
    """The actions that count."""
    return [action for action in desk.world.actions if desk.parameters.factor(action.status) > 0]


def _portions(desk, dimension, labels, by_class, found, wanted) -> list[Portion]:
    shares = [*(found.count or {}).values(), *(found.money or {}).values(), *(wanted or {}).values()]
    full = max([*shares, 0.01])
    uneven = getattr(found, "uneven", ())
    return [
        Portion(
            code, label, [action.key for action in by_class[code]], _cost(by_class[code], dimension),
            one := _at(found.count, code), two := _at(found.money, code), three := _at(wanted, code), code in uneven,
            paired(one, two, three, full=full), opening(desk, f"{dimension}:{code}"),
        )
        for code, label in labels.items()
    ]  # fmt: skip


def _cost(actions: Iterable[Action], dimension: str) -> Decimal:
    """The cost of a class; a lever has its part of what its actions cost."""
    parts = [(action.cost or Decimal(), len(action.levers) if dimension == "lever" else 1) for action in actions]
    return sum((cost / count for cost, count in parts), Decimal())


def _warnings(portions: Iterable[Portion]):
    for portion in portions:
        if portion.uneven and portion.count is not None and portion.money is not None:
            said = {
                "label": portion.label, "count": percent_text(portion.count, 1), "money": percent_text(portion.money, 1)
            }  # fmt: skip
            if portion.count > portion.money:
                yield _("%(label)s: %(count)s of the actions, %(money)s of the cost. Many, but small.") % said
            else:
                yield _("%(label)s: %(count)s of the actions, %(money)s of the cost. Few, but large.") % said


def _grouped(pairs: Iterable[tuple[str | None, Action]]) -> Mapping[str, list[Action]]:
    found: defaultdict[str, list[Action]] = defaultdict(list)
    for code, action in pairs:
        if code:
            found[code].append(action)
    return found


def _at(shares: Mapping[str, float] | None, code: str) -> float | None:
    return None if shares is None else shares.get(code, 0.0)
