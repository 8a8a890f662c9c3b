"""The time line of a portfolio: what runs when, what is decided, opened and lost when, and which order cannot hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portfolios.analysis.load import Quarter, quarter_of
from portfolios.analysis.timeline import Timeline, timeline
from portfolios.analysis.world import Action, Key
from portfolios.pictures.gantt import Arrow, Bar, Gantt, Group, Mark, Tick, draw_gantt
from portfolios.queries.tabs.behind import Groups, opening
from portfolios.queries.tabs.desk import Desk, Named
from portfolios.queries.tabs.network import GROUPED_FROM
from portfolios.queries.triggers import TriggerWindow

ZOOMS = {"year": gettext_lazy("Years"), "quarter": gettext_lazy("Quarters")}
SHOWN = 8  # quarters in sight when zoomed
BEFORE = 2  # of them before today
SOON = 4  # quarters after this one that count as "next"
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


@dataclass(frozen=True)
class Needs:
    """A dependency in words; ``critical`` is None when a date is missing."""

    provider: Named
    dependent: Named
    critical: bool | None


@dataclass(frozen=True)
class Schedule:
    """The page; ``earlier`` and ``later`` are the starts of the neighbouring windows when zoomed."""

    found: Timeline
    zoom: str
    picture: Gantt | None
    opened: Any
    grouped: bool
    earlier: str
    later: str
    bands: list[tuple[str, Any, list[Named]]]
    undated: list[Named]
    dates: list[Dated]
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
    groups = {f"position:{at or ''}": (_title(desk, at), [a.key for a in rows]) for at, rows in found.rows}
    needs = [Needs(desk.actions[d.provider], desk.actions[d.dependent], d.is_critical) for d in found.dependencies]
    return Schedule(
        found=found,
        zoom=zoom,
        picture=_drawn(desk, found, span, grouped, opened, _lanes(desk, found, triggers, decisions)) if span else None,
        opened=_title(desk, next((at for at, _rows in found.rows if str(at) == opened), None)) if opened else "",
        grouped=grouped,
        earlier=_moved(span, -SHOWN // 2) if span and zoom == "quarter" else "",
        later=_moved(span, SHOWN // 2) if span and zoom == "quarter" else "",
        bands=_bands(desk),
        undated=desk.listed(found.undated),
        dates=_dates(desk, found, triggers, decisions),
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


def _drawn(desk, found, span, grouped, opened, lanes) -> Gantt:
    first, last = span
    rows = [(at, actions) for at, actions in found.rows if not opened or grouped or str(at) == opened]
    arrows = [
        Arrow(str(d.provider), str(d.dependent), _needed(desk, d), bool(d.is_critical)) for d in found.dependencies
    ]  # fmt: skip
    return draw_gantt(
        first=first.first_day,
        last=last.last_day,
        today=desk.as_of,
        ticks=_ticks(first, last),
        lanes=[(str(label), marks) for label, marks in lanes if marks],
        groups=_bundled(desk, rows) if grouped else [_group(desk, found, at, actions) for at, actions in rows],
        arrows=() if grouped else arrows,
    )


def _ticks(first: Quarter, last: Quarter) -> list[Tick]:
    count = (last.year - first.year) * 4 + last.number - first.number + 1
    quarters = [first.moved(step) for step in range(count)]
    # Beyond three years the names of quarters would run into each other.
    named = count <= 12
    return [Tick(q.first_day, _tick(q, named or q == first), q.number == 1) for q in quarters]


def _tick(quarter: Quarter, named: bool) -> str:
    """The year at its start; between, the quarter where there is room."""
    return str(quarter.year) if quarter.number == 1 else f"Q{quarter.number} {quarter.year}" if named else ""


def _group(desk: Desk, found: Timeline, at: Key | None, actions: Sequence[Action]) -> Group:
    title = _title(desk, at)
    return Group(title, title, opening(desk, f"position:{at or ''}"), [_bar(desk, found, action) for action in actions])


def _bar(desk: Desk, found: Timeline, action: Action) -> Bar:
    named, lead = desk.actions[action.key], desk.actors.get(action.lead)
    period = f"{_day(action.starts_on)}–{_day(action.ends_on)}"
    title = f"{named} · {period} · {named.status_label}" + (f" · {lead.name}" if lead else "")
    late = {cliff.line.eligibility_end for cliff in found.cliffs if cliff.action == action.key}
    windows = tuple(
        (w.until, _("%(source)s: to be spent by %(day)s") % {"source": w.source, "day": _day(w.until)}, w.until in late)
        for w in found.windows if w.action == action.key
    )  # fmt: skip
    return Bar(
        str(action.key), str(named), title, named.href, action.starts_on, action.ends_on,  # type: ignore[arg-type]
        lead.family if lead else "", f"is-{action.status}", windows,
    )  # fmt: skip


def _bundled(desk: Desk, rows: Iterable[tuple[Key | None, Sequence[Action]]]) -> list[Group]:
    """A bar for each position, from the first start to the last end of its actions."""
    bars = []
    for at, actions in rows:
        start, end = min(a.starts_on for a in actions if a.starts_on), max(a.ends_on for a in actions if a.ends_on)
        count = ngettext("%(count)s action", "%(count)s actions", len(actions)) % {"count": len(actions)}
        title = f"{_title(desk, at)}: {count}"
        bars.append(
            Bar(f"g{at}", title, title, f"{desk.page('timeline')}?open={at or ''}", start, end, kind="is-group")
        )
    return [Group(_("Positions"), _("Positions"), "", bars)]


def _lanes(desk: Desk, found: Timeline, triggers: Sequence[TriggerWindow], decisions) -> list[tuple[Any, list[Mark]]]:
    goals = [
        Mark(day, desk.objectives[key].code, f"{desk.objectives[key]}: {_day(day)}", desk.objectives[key].href, "goal")
        for day, key in found.milestones if key in desk.objectives
    ]  # fmt: skip
    made = [Mark(day, "", f"{title} · {_day(day)}", href, "decision") for day, title, href in decisions]
    windows = [
        Mark(start, one.title, f"{one.title} · {one.kind_label} · {one.status_label}", one.href, "trigger", until)
        for one in triggers for start, until in [_window(one)] if start
    ]  # fmt: skip
    return [(_("Milestones of objectives"), goals), (_("Decisions"), made), (_("Triggers"), windows)]


def _window(one: TriggerWindow) -> tuple[date | None, date | None]:
    return (one.opens_on or one.closes_on or one.fired_on, one.closes_on or one.fired_on)


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


def _needed(desk: Desk, need) -> str:
    sides = {"dependent": desk.actions[need.dependent], "provider": desk.actions[need.provider]}
    if need.is_critical:
        return _("“%(dependent)s” starts before “%(provider)s”, which it needs, ends") % sides
    return _("“%(dependent)s” needs “%(provider)s”") % sides


def _title(desk: Desk, position: Key | None) -> str:
    return desk.world.positions.get(position) or _("No position yet")


def _day(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else "…"
