"""What the drawing of the time line shows: bars, marks and arrows with their words and addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portfolios.analysis.load import Quarter
from portfolios.analysis.timeline import Timeline
from portfolios.analysis.world import Action, Key
from portfolios.pictures.gantt import Arrow, Bar, Group, Mark, Rows, Tick
from portfolios.queries.tabs.behind import opening
from portfolios.queries.tabs.desk import Desk
from portfolios.queries.triggers import TriggerWindow


def rows_of(desk: Desk, found: Timeline, span: tuple[Quarter, Quarter], grouped: bool, opened: str, lanes) -> Rows:
    """Bars between the two quarters of ``span``: actions by position, or a bar for each position."""
    first, last = span
    rows = [(at, actions) for at, actions in found.rows if not opened or grouped or str(at) == opened]
    arrows = [
        Arrow(str(d.provider), str(d.dependent), _needed(desk, d), bool(d.is_critical)) for d in found.dependencies
    ]  # fmt: skip
    return Rows(
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
    title = title_of(desk, at)
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
        title = f"{title_of(desk, at)}: {count}"
        bars.append(
            Bar(f"g{at}", title, title, f"{desk.page('timeline')}?open={at or ''}", start, end, kind="is-group")
        )
    return [Group(_("Positions"), _("Positions"), "", bars)]


def lanes_of(desk: Desk, found: Timeline, triggers: Sequence[TriggerWindow], decisions) -> list[tuple[Any, list[Mark]]]:
    """Marks above the bars: milestones, decisions, triggers."""
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


def _needed(desk: Desk, need) -> str:
    sides = {"dependent": desk.actions[need.dependent], "provider": desk.actions[need.provider]}
    if need.is_critical:
        return _("“%(dependent)s” starts before “%(provider)s”, which it needs, ends") % sides
    return _("“%(dependent)s” needs “%(provider)s”") % sides


def title_of(desk: Desk, position: Key | None) -> str:
    """What a position is called."""
    return desk.world.positions.get(position) or _("No position yet")


def _day(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else "…"
