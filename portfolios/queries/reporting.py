"""What a report of a mission says, chapter by chapter, as plain data in one language.

A chapter: {"heading", "text": [paragraphs], "picture": {"file", "alt"} or None, "table": {"head", "rows", "right":
columns of figures} or None}.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.models import Actor
from convergenze.core.money import show_euro
from convergenze.core.templatetags.formats import number_text, percent_text
from convergenze.core.visibility import is_among
from missions.models import Commitment, Decision
from portfolios.queries.tabs.desk import Desk
from portfolios.queries.tabs.matrix import matrix
from portfolios.queries.tabs.network import network
from portfolios.queries.tabs.progress import progress
from portfolios.queries.tabs.resources import resources

SHOWN = 40  # rows of a table of records; the pages show all


def chapters_of(desk: Desk) -> list[Callable[[Desk], dict[str, Any] | None]]:
    """The chapters of a report on ``desk``, each written when it is called; None where there is nothing to tell."""
    live = [_decisions, _commitments] if desk.snapshot is None else []
    return [_mission, _quality, _indicators, _map, _coverage, _money, _timeline, *live]


def chapter(heading, text=(), table=None, picture=None) -> dict[str, Any]:
    """A chapter in its shape."""
    return {"heading": heading, "text": [str(one) for one in text], "table": table, "picture": picture}


def table(head, rows, right=()) -> dict[str, Any]:
    """A table; ``right``: the columns that hold figures."""
    return {
        "head": [str(one) for one in head],
        "rows": [[str(cell) for cell in row] for row in rows],
        "right": list(right),
    }


def _mission(desk):
    mission = desk.mission
    period = " – ".join(_day(day) for day in (mission.starts_on, mission.ends_on) if day)
    seen = ngettext("%(count)s action", "%(count)s actions", len(desk.world.actions)) % {
        "count": len(desk.world.actions)
    }
    rows = [
        (_("Period"), period), (_("Portfolio"), f"{desk.portfolio.title} ({desk.portfolio.get_status_display()})"),
        (_("Version"), desk.portfolio.number), (_("Actions"), seen),
    ]  # fmt: skip
    text = [mission.statement, desk.portfolio.intent]
    if desk.hidden:
        text.append(_("The report tells what its maker may see: some actions are left out."))
    return chapter(_("The mission"), [one for one in text if one], table([_("Fact"), _("Value")], rows))


def _quality(desk):
    found = desk.records.quality()
    if found is None or not found.is_scored:
        return None
    told = [
        (
            r.label,
            _number(r.median),
            f"{r.scores[0]}–{r.scores[-1]}",
            r.n,
            _("disagreement: discuss") if r.disagreement else "",
        )
        for r in (one.result for one in found.criteria)
        if r.n
    ]
    head = [_("Criterion"), _("Median (0–4)"), _("Range"), _("Assessments"), _("Remark")]
    return chapter(_("Quality of the mission"), table=table(head, told, right=[1, 2, 3]))


def _indicators(desk):
    rows = [
        (
            step.objective, one.indicator.name, _number(one.figures.baseline), _number(one.figures.value),
            _number(one.figures.target), _percent(one.told.reading.progress), one.told.word,
        )
        for step in progress(desk).steps
        for one in step.measures
    ]  # fmt: skip
    head = [
        _("Objective"), _("Indicator"), _("Baseline"), _("Value"), _("Target"), _("Progress"), _("State"),
    ]  # fmt: skip
    return chapter(_("Objectives and indicators"), table=table(head, rows, right=[2, 3, 4, 5])) if rows else None


def _map(desk):
    found = network(desk)
    if not found.rows:
        return None
    rows = [
        (
            row.action, row.lead.name if row.lead else "–", ", ".join(p.name for p in row.partners) or "–",
            ", ".join(f"{o.code or o.name} ({w})" for o, w in row.objectives) or "–",
        )
        for row in found.rows[:SHOWN]
    ]  # fmt: skip
    alt = _("Convergence map: %(actors)s actors and %(actions)s actions joined to %(objectives)s objectives.") % {
        "actors": len(found.picture.actors), "actions": len(found.rows), "objectives": len(found.picture.objectives),
    }  # fmt: skip
    head = [_("Action"), _("Lead"), _("Partners"), _("Objectives (weight)")]
    told = chapter(_("Convergence map"), table=table(head, rows), picture={"file": "map.svg", "alt": alt})
    return told | {"network": found}


def _coverage(desk):
    found = matrix(desk)
    if not found.lines:
        return None
    head = [_("Objective"), *(str(name) for _key, name in found.headings), _("Funded")]
    rows = [
        [
            line.objective,
            *(f"{s.word} {s.value}" if s.cell.value else (s.word if s.is_gap else "–") for s in line.squares),
            show_euro(line.secured, short=True),
        ]
        for line in found.lines
    ]
    text = ngettext(
        "%(n)s required cell of %(of)s is uncovered.", "%(n)s required cells of %(of)s are uncovered.", found.uncovered
    ) % {"n": found.uncovered, "of": found.cells}
    return chapter(_("Coverage of objectives"), [text], table(head, rows, right=[len(head) - 1]))


def _money(desk):
    found = resources(desk)
    if not found.stages:
        return None
    money = found.money
    told = [
        _("Cost of the actions that say it: %(amount)s.") % {"amount": show_euro(money.cost)},
        _("Secured (awarded, committed, paid): %(amount)s, %(share)s of the cost.")
        % {"amount": show_euro(money.secured), "share": _percent(money.secured_share)},
        _("Nobody has been asked for yet: %(amount)s.") % {"amount": show_euro(money.open_gap)},
        _("Runs out before its action ends: %(amount)s.") % {"amount": show_euro(money.at_cliff)},
    ]
    rows = [(stage.label, show_euro(stage.amount), stage.lines) for stage in found.stages]
    head = [_("Stage"), _("Amount"), _("Funding lines")]
    return chapter(_("Resources"), told, table(head, rows, right=[1, 2]))


def _timeline(desk):
    dated = sorted((a for a in desk.world.actions if a.starts_on or a.ends_on), key=lambda a: a.starts_on or a.ends_on)
    if not dated:
        return None
    rows = [
        (desk.actions[a.key], desk.actions[a.key].lead or "–", _day(a.starts_on), _day(a.ends_on),
         desk.actions[a.key].status_label)
        for a in dated[:SHOWN]
    ]  # fmt: skip
    alt = _("Time line of %(count)s actions; the table below tells their dates.") % {"count": len(dated)}
    head = [_("Action"), _("Lead"), _("Starts on"), _("Ends on"), _("State")]
    told = chapter(_("Timeline"), table=table(head, rows), picture={"file": "timeline.svg", "alt": alt})
    return told | {"dated": dated[:SHOWN]}


def _decisions(desk):
    found = Decision.objects.visible_to(desk.user).filter(mission=desk.portfolio.mission_id)
    rows = [(_day(one.decided_on), one.title, one.get_status_display()) for one in found.order_by("-pk")[:SHOWN]]
    return chapter(_("Decisions"), table=table([_("Day"), _("Decision"), _("State")], rows)) if rows else None


def _commitments(desk):
    seen = is_among(Actor.objects.visible_to(desk.user), "actor")
    found = Commitment.objects.visible_to(desk.user).filter(seen, mission=desk.portfolio.mission_id)
    found = found.select_related("actor")
    rows = list(_promises(found.order_by("due_on", "pk")[:SHOWN]))
    head = [_("Actor"), _("Commitment"), _("By"), _("State")]
    return chapter(_("Commitments"), table=table(head, rows)) if rows else None


def _promises(rows) -> Iterator[tuple]:
    for one in rows:
        yield one.actor, one.title, _day(one.due_on), one.get_status_display()


def _day(day) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else "–"


def _number(value) -> str:
    return "–" if value is None else number_text(value, 2)


def _percent(share) -> str:
    return "–" if share is None else percent_text(share, 1)
