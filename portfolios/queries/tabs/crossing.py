"""How many sectors the mission crosses, and the mission map by sector."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portfolios.analysis.sectors import SectorCrossing, sector_crossing
from portfolios.analysis.world import Action, Key
from portfolios.choices import AtecoSection, Cofog
from portfolios.pictures.missionmap import Column, MissionMap, Row, draw_mission_map
from portfolios.queries.tabs.behind import Groups, opening
from portfolios.queries.tabs.desk import Desk, Named
from portfolios.queries.tabs.mixes import active
from portfolios.queries.tabs.network import GROUPED_FROM

LISTS: Mapping[str, tuple[Any, Any]] = {
    "cofog": (gettext_lazy("Public functions (COFOG)"), Cofog),
    "ateco": (gettext_lazy("Economic sectors (ATECO 2025)"), AtecoSection),
}


@dataclass(frozen=True)
class Sector:
    """A sector with its active actions."""

    code: str
    label: str
    actions: tuple[Key, ...]
    href: str


@dataclass(frozen=True)
class Sectors:
    """The page; ``by`` is the list drawn, ``lists`` holds the sectors of both."""

    found: SectorCrossing
    by: str
    picture: MissionMap | None
    lists: Mapping[str, list[Sector]]
    grouped: bool
    unclassified: list[Named]
    groups: Groups


def sectors(desk: Desk, by: str = "") -> Sectors:
    """The sectors of active actions; the picture shows ``by``, or the list that says more."""
    found = sector_crossing(desk.world, desk.parameters)
    lists = {"cofog": _sectors(desk, "cofog", found.cofog), "ateco": _sectors(desk, "ateco", found.ateco)}
    if by not in LISTS:
        # Few functions draw better than many sectors, as long as they show the crossing.
        is_shown = len(found.cofog) >= desk.parameters.cross_sector_from
        by = "cofog" if is_shown or len(found.cofog) >= len(found.ateco) else "ateco"
    shown = [action for action in active(desk) if getattr(action, by)]
    grouped = len(shown) >= GROUPED_FROM
    groups: dict[str, tuple[Any, Any]] = {
        f"{name}:{sector.code}": (sector.label, sector.actions) for name, found in lists.items() for sector in found
    }
    bundles = _bundles(shown) if grouped else {}
    groups |= {f"at:{position or ''}": (_title(desk, position), [a.key for a in b]) for position, b in bundles.items()}
    rows = _bundle_rows(desk, bundles, by) if grouped else _rows(desk, shown, by)
    picture = _drawn(desk, lists[by], rows) if lists[by] else None
    return Sectors(found, by, picture, lists, grouped, desk.listed(found.unclassified), groups)


def _drawn(desk: Desk, found: Sequence[Sector], rows: Sequence[Row]) -> MissionMap:
    challenge = desk.records.challenge()
    columns = [Column(s.code, s.label, f"{s.label}: {_counted(len(s.actions))}", s.href) for s in found]
    return draw_mission_map(
        challenge=challenge[0] if challenge else "", mission=desk.mission.title, columns=columns, rows=rows
    )


def _sectors(desk: Desk, by: str, found: Mapping[str, tuple[Key, ...]]) -> list[Sector]:
    labels = dict(LISTS[by][1].choices)
    return [
        Sector(code, str(labels.get(code, code)), keys, opening(desk, f"{by}:{code}", by=by))
        for code, keys in found.items()
    ]  # fmt: skip


def _rows(desk: Desk, shown: Sequence[Action], by: str) -> list[Row]:
    """Actions that start in the same sector stand together."""
    ranked = sorted(shown, key=lambda action: (sorted(getattr(action, by)), str(desk.actions[action.key])))
    return [_row(desk, action, by) for action in ranked]


def _row(desk: Desk, action: Action, by: str) -> Row:
    named, codes = desk.actions[action.key], sorted(getattr(action, by))
    labels = dict(LISTS[by][1].choices)
    title = f"{named}: {', '.join(str(labels.get(code, code)) for code in codes)}"
    return Row(str(named), title, named.href, dict.fromkeys(codes, 1), desk.world.family_of(action.lead) or "")


def _bundle_rows(desk: Desk, bundles: Mapping[Key | None, list[Action]], by: str) -> list[Row]:
    rows = []
    for position, actions in bundles.items():
        counts = Counter(code for action in actions for code in getattr(action, by))
        label = f"{_title(desk, position)} ({len(actions)})"
        href = opening(desk, f"at:{position or ''}", by=by)
        rows.append(Row(label, f"{label}: {_counted(len(actions))}", href, dict(counts), bold=True))
    return rows


def _bundles(actions: Sequence[Action]) -> Mapping[Key | None, list[Action]]:
    found: defaultdict[Key | None, list[Action]] = defaultdict(list)
    for action in actions:
        found[action.position].append(action)
    return found


def _title(desk: Desk, position: Key | None) -> str:
    return desk.world.positions.get(position) or _("No position yet")


def _counted(count: int) -> str:
    return ngettext("%(count)s action", "%(count)s actions", count) % {"count": count}
