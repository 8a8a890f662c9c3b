"""The picture of the three horizons: each active action a bubble as large as its cost, on the horizon it works for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convergenze.core.money import show_euro
from convergenze.core.templatetags.formats import percent_text
from portfolios.analysis.world import Action, Key
from portfolios.pictures.horizons import Bubble, Horizons, draw_horizons
from portfolios.queries.tabs.behind import Groups, opening
from portfolios.queries.tabs.desk import Desk
from portfolios.queries.tabs.mixes import Mix, active
from portfolios.queries.tabs.network import GROUPED_FROM


@dataclass(frozen=True)
class Drawn:
    """The drawing, whether actions are bundled by position, and the lists behind the bundles."""

    picture: Horizons
    grouped: bool
    groups: Groups


def horizons(desk: Desk, mix: Mix) -> Drawn:
    """The bubbles of active actions that say their horizon; from forty actions on one for each position."""
    order = {portion.code: place for place, portion in enumerate(mix.portions)}
    shown = [action for action in active(desk) if action.horizon in order]
    grouped = len(shown) >= GROUPED_FROM
    bundles = _bundles(shown) if grouped else {}
    bubbles: dict[int, list[Bubble]] = {place: [] for place in order.values()}
    if grouped:
        for (horizon, position), actions in bundles.items():
            bubbles[order[horizon]].append(_bundle(desk, horizon, position, actions))
    else:
        for action in shown:
            bubbles[order[action.horizon or ""]].append(_bubble(desk, action))
    groups = {
        _key(horizon, position): (_title(desk, position), [action.key for action in actions])
        for (horizon, position), actions in bundles.items()
    }
    return Drawn(draw_horizons([_heading(portion) for portion in mix.portions], bubbles), grouped, groups)


def _heading(portion) -> str:
    counted = ngettext("%(count)s action", "%(count)s actions", len(portion.actions)) % {"count": len(portion.actions)}
    money = ""
    if portion.money is not None:
        money = " · " + _("%(share)s of the cost") % {"share": percent_text(portion.money, 1)}
    return f"{portion.label} · {counted}{money}"


def _bubble(desk: Desk, action: Action) -> Bubble:
    named, lead = desk.actions[action.key], desk.actors.get(action.lead)
    cost = show_euro(action.cost) if action.cost is not None else _("cost not known")
    title = f"{named} · {cost}" + (f" · {lead.name}, {lead.family_label}" if lead else "")
    ends = action.stage == desk.parameters.break_down_stage
    kind = " ".join(filter(None, ["is-ending" if ends else "", "is-unpriced" if action.cost is None else ""]))
    size = None if action.cost is None else float(action.cost)
    return Bubble(
        str(action.key), named.code or named.name, title, named.href, size, lead.family if lead else "", kind
    )  # fmt: skip


def _bundle(desk: Desk, horizon: str, position: Key | None, actions: Iterable[Action]) -> Bubble:
    actions = list(actions)
    cost = sum(float(action.cost or 0) for action in actions)
    count = ngettext("%(count)s action", "%(count)s actions", len(actions)) % {"count": len(actions)}
    title = f"{_title(desk, position)} · {count} · {show_euro(round(cost))}"
    href = opening(desk, _key(horizon, position))
    return Bubble(f"{position}", str(len(actions)), title, href, cost, kind="is-group")


def _bundles(actions: Iterable[Action]) -> Mapping[tuple[str, Key | None], list[Action]]:
    found: defaultdict[tuple[str, Key | None], list[Action]] = defaultdict(list)
    for action in actions:
        found[action.horizon or "", action.position].append(action)
    return found


def _key(horizon: str, position: Key | None) -> str:
    return f"bubble:{horizon}:{position or ''}"


def _title(desk: Desk, position: Key | None) -> str:
    return desk.world.positions.get(position) or _("No position yet")
