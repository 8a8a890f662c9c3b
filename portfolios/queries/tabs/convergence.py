"""The convergence profile: seven bars, each with what it says, how it is made and the page that shows its records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from portfolios.analysis.profile import Profile, profile
from portfolios.queries.tabs.desk import Desk

PARTS: dict[str, tuple[Any, Any, str]] = {
    "coverage": (
        _("Required levers covered"),
        _("Required cells of the matrix with an action at work ÷ required cells."),
        "coverage",
    ),
    "families": (
        _("Diversity of families"),
        _("How evenly the nine families take part in active actions: entropy ÷ ln 9, where 1 is equal parts."),
        "actors",
    ),
    "levers": (
        _("Diversity of levers"),
        _("How evenly the six levers are pulled: entropy ÷ ln 6, where 1 is equal parts."),
        "levers",
    ),
    "shared_actions": (
        _("Actions of two or more families"),
        _("Active actions joined by two or more families ÷ active actions."),
        "actors",
    ),
    "funding": (
        _("Cost covered by secured money"),
        _("Secured money up to the cost of each action ÷ cost: a surplus here does not pay for a gap there."),
        "money",
    ),
    "measured": (
        _("Weight of objectives measured and fresh"),
        _("Weight of objectives with an approved measurement that is not stale ÷ weight of all."),
        "indicators",
    ),
    "overlaps_decided": (
        _("Overlaps decided"),
        _("(Pairs decided + 1) ÷ (candidate pairs + 1), so that a first open pair does not empty the bar."),
        "overlaps",
    ),
}


@dataclass(frozen=True)
class PartOfProfile:
    """One bar; None: it cannot be said, or not to this reader."""

    key: str
    label: Any
    how: Any
    value: float | None
    href: str


@dataclass(frozen=True)
class Convergence:
    """The seven bars; ``mean`` is only ever shown with them. ``lowest`` is where to look first."""

    parts: list[PartOfProfile]
    mean: float | None

    @property
    def lowest(self) -> PartOfProfile | None:
        """The shortest bar that is not full; equal ones in their order."""
        known = [part for part in self.parts if part.value is not None and part.value < 1]
        return min(known, key=lambda part: part.value or 0, default=None)


def convergence(desk: Desk) -> Convergence:
    """The profile of ``desk``."""
    found = profile_of(desk)
    parts = [
        PartOfProfile(key, label, how, getattr(found, key), desk.page(tab))
        for key, (label, how, tab) in PARTS.items()
    ]  # fmt: skip
    return Convergence(parts, found.mean)


def profile_of(desk: Desk) -> Profile:
    """The seven bars as the user may see them: a visitor does not learn how many overlaps there are."""
    if not desk.user.is_authenticated:
        return replace(profile(desk.world, desk.parameters, ()), overlaps_decided=None)
    return profile(desk.world, desk.parameters, [pair.pair for pair in desk.overlaps])
