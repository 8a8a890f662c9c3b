"""The portfolio at a glance: convergence profile, balance against the declared mix, levers, families."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from actors.choices import Family
from missions.choices import Lever
from portfolios.analysis.balance import Balance, balance, break_down_actions
from portfolios.analysis.families import ActorMix, actor_mix
from portfolios.analysis.levers import lever_mix
from portfolios.analysis.profile import Profile, profile
from portfolios.analysis.world import Action
from portfolios.choices import Depth, Horizon, Stage
from portfolios.queries.tabs.desk import Desk, Named

PROFILE = {
    "coverage": _("Required levers covered"),
    "families": _("Diversity of families"),
    "levers": _("Diversity of levers"),
    "shared_actions": _("Actions of two or more families"),
    "funding": _("Cost covered by secured money"),
    "measured": _("Weight of objectives measured and fresh"),
    "overlaps_decided": _("Overlaps decided"),
}
DIMENSIONS = {
    "horizon": (_("Horizons"), Horizon),
    "stage": (_("Stages"), Stage),
    "depth": (_("Depth of change"), Depth),
}


@dataclass(frozen=True)
class Share:
    """A class with its shares (0 to 1, None where nothing can be shared)."""

    label: Any
    count: float | None
    money: float | None
    wanted: float | None
    uneven: bool = False


@dataclass(frozen=True)
class Mix:
    """One dimension of the balance; ``shares`` is empty when no active action declares it."""

    title: Any
    balance: Balance
    shares: list[Share]
    missing: list[Named]


@dataclass(frozen=True)
class Summary:
    """The page's figures; ``mean`` is only ever shown with the seven bars."""

    bars: list[tuple[Any, float | None]]
    mean: float | None
    mixes: list[Mix]
    break_down: list[Action]
    levers: list[Share]
    lever_entropy: float | None
    families: list[tuple[str, Any, int]]
    actor_mix: ActorMix
    load: list[tuple[Named, int]]


def summary(desk: Desk) -> Summary:
    """Profile, balance, levers and families of ``desk``."""
    parts = profile_of(desk)
    levers, actors = lever_mix(desk.world, desk.parameters), actor_mix(desk.world, desk.parameters)
    labels = dict(Lever.choices)
    return Summary(
        bars=[(label, getattr(parts, name)) for name, label in PROFILE.items()],
        mean=parts.mean,
        mixes=[_mix(desk, dimension, title, choices) for dimension, (title, choices) in DIMENSIONS.items()],
        break_down=break_down_actions(desk.world, desk.parameters),
        levers=[Share(label, _at(levers.count, code), _at(levers.money, code), None) for code, label in labels.items()],
        lever_entropy=levers.entropy,
        families=[(code, label, actors.touching.get(code, 0)) for code, label in Family.choices],
        actor_mix=actors,
        load=sorted(
            ((desk.actors[key], count) for key, count in actors.load.items() if key in desk.actors),
            key=lambda pair: (-pair[1], pair[0].name),
        ),
    )


def profile_of(desk: Desk) -> Profile:
    """The seven bars as the user may see them: a visitor does not learn how many overlaps there are."""
    if not desk.user.is_authenticated:
        return replace(profile(desk.world, desk.parameters, ()), overlaps_decided=None)
    return profile(desk.world, desk.parameters, [pair.pair for pair in desk.overlaps])


def _mix(desk: Desk, dimension, title: Any, choices: Any) -> Mix:
    found = balance(desk.world, dimension, desk.parameters)
    wanted = desk.world.target_mix.get(dimension)
    shares = [
        Share(label, _at(found.count, code), _at(found.money, code), _at(wanted, code), code in found.uneven)
        for code, label in choices.choices
    ]
    return Mix(title, found, shares if found.count else [], desk.listed(found.missing))


def _at(shares: Mapping[str, float] | None, code: str) -> float | None:
    return None if shares is None else shares.get(code, 0.0)
