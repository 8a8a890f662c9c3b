"""The time line of a portfolio: what runs when, what is decided, opened and lost when, and which order cannot hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portfolios.analysis.load import Quarter, quarter_of
from portfolios.analysis.timeline import Timeline, timeline
from portfolios.analysis.world import Key
from portfolios.pictures.gantt import SLIM, WIDE, Gantt, draw_gantt
from portfolios.queries.tabs.behind import Groups
from portfolios.queries.tabs.desk import Desk, Named
from portfolios.queries.tabs.drawn_time import lanes_of, rows_of, title_of
from portfolios.queries.tabs.network import GROUPED_FROM
from portfolios.queries.triggers import TriggerWindow

ZOOMS = {"year": gettext_lazy("Years"), "quarter": gettext_lazy("Quarters")}
SHOWN = 8  # quarters in sight when zoomed
BEFORE = 2  # of them before today
SOON = 4  # quarters after this one that count as "next"
COMING = 12  # dates listed one by one; the table has them all
BANDS = {
    "now": gettext_lazy("Now: under way"),
    "next": gettext_lazy("Next: begins within a year"),
    "later": gettext_lazy("Later"),
    "done": gettext_lazy("Behind us: its time is over"),
}


@dataclass(frozen=True)
class Dated:
    """A row of the table twin: what happens on a day."""

    day: date
    kind: Any
    record: Named | None
    text: str
    href: str = ""

    @property
    def which(self) -> Named | str:
        """The text, leading to its page if it has one."""
        return Named(None, "", self.text, self.href) if self.href else self.text


@dataclass(frozen=True)
class Needs:
    """A dependency in words; ``critical`` is None when a date is missing."""

    provider: Named
    dependent: Named
    critical: bool | None


@dataclass(frozen=True)
class Schedule:
    """The page; ``earlier`` and ``later`` are the starts of the neighbouring windows when zoomed.

    ``slim`` is the same drawing for a phone, ``coming`` the next of ``dates``.
    """

    found: Timeline
    zoom: str
    picture: Gantt | None
    slim: Gantt | None
    opened: Any
    grouped: bool
    earlier: str
    later: str
    bands: list[tuple[str, Any, list[Named]]]
    undated: list[Named]
    dates: list[Dated]
    coming: list[Dated]
    needs: list[Needs]
    groups: Groups


def schedule(desk: Desk, zoom: str = "year", start: date | None = None, opened: str = "") -> Schedule:
    """The time line of ``desk``; zoomed to quarters from the one of ``start``; ``opened``: one position alone."""
    found, triggers, decisions = (
        timeline(desk.world, desk.parameters),
        desk.records.triggers(),
        desk.records.decisions(),
    )
    zoom = zoom if zoom in ZOOMS else "year"
    span = _span(desk, found, triggers, zoom, start)
    grouped = len(desk.world.actions) >= GROUPED_FROM and not any(str(at) == opened for at, _rows in found.rows)
    groups = {f"position:{at or ''}": (title_of(desk, at), [a.key for a in rows]) for at, rows in found.rows}
    needs = [Needs(desk.actions[d.provider], desk.actions[d.dependent], d.is_critical) for d in found.dependencies]
    dates = _dates(desk, found, triggers, decisions)
    lanes = lanes_of(desk, found, triggers, decisions)
    rows = rows_of(desk, found, span, grouped, opened, lanes) if span else None
    return Schedule(
        found=found,
        zoom=zoom,
        picture=draw_gantt(rows, WIDE) if rows else None,
        slim=draw_gantt(rows, SLIM) if rows else None,
        opened=title_of(desk, next((at for at, _rows in found.rows if str(at) == opened), None)) if opened else "",
        grouped=grouped,
        earlier=_moved(span, -SHOWN // 2) if span and zoom == "quarter" else "",
        later=_moved(span, SHOWN // 2) if span and zoom == "quarter" else "",
        bands=_bands(desk),
        undated=desk.listed(found.undated),
        dates=dates,
        coming=[row for row in dates if row.day >= desk.as_of][:COMING],
        needs=needs,
        groups=groups,
    )


def _span(desk: Desk, found: Timeline, triggers, zoom: str, start: date | None) -> tuple[Quarter, Quarter] | None:
    """First and last quarter of the drawing; None when nothing is dated."""
    if found.first is None or found.last is None:
        return None
    if zoom == "quarter":
        first = quarter_of(start) if start else quarter_of(desk.as_of).moved(-BEFORE)
        return first, first.moved(SHOWN - 1)
    days = [found.first, found.last, desk.as_of, *(day for day, _key in found.milestones)]
    return Quarter(min(days).year, 1), Quarter(max(days).year, 4)


def _moved(span: tuple[Quarter, Quarter], steps: int) -> str:
    return span[0].moved(steps).first_day.isoformat()


def _bands(desk: Desk) -> list[tuple[str, Any, list[Named]]]:
    """Actions that still may run, by whether they do."""
    soon = quarter_of(desk.as_of).moved(SOON).last_day
    found: dict[str, list[Key]] = {band: [] for band in BANDS}
    for action in desk.world.actions:
        if action.period and action.status not in ("merged", "discontinued"):
            start, end = action.period
            band = (
                "done" if end < desk.as_of else "now" if start <= desk.as_of else "next" if start <= soon else "later"
            )
            found[band].append(action.key)
    return [(band, label, desk.listed(found[band])) for band, label in BANDS.items()]


def _dates(desk: Desk, found: Timeline, triggers: Sequence[TriggerWindow], decisions) -> list[Dated]:
    """Everything with a day, in order."""
    late = {(cliff.action, cliff.line.source, cliff.line.eligibility_end) for cliff in found.cliffs}
    rows = [
        Dated(day, _("Milestone"), desk.objectives[key], "") for day, key in found.milestones if key in desk.objectives
    ]
    rows += [
        Dated(
            w.until, _("Cliff") if (w.action, w.source, w.until) in late else _("End of a funding window"),
            desk.actions[w.action], w.source,
        )
        for w in found.windows
    ]  # fmt: skip
    rows += [Dated(day, _("Decision"), None, title, href) for day, title, href in decisions]
    rows += [Dated(day, _("Trigger"), None, one.title, one.href) for one in triggers for day in _days(one)]
    return sorted(rows, key=lambda row: row.day)


def _days(one: TriggerWindow) -> list[date]:
    return [day for day in dict.fromkeys((one.opens_on, one.closes_on, one.fired_on)) if day]
