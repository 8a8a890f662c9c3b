"""Chapters on the mission and its analyses: what its pages show, with their pictures."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convergenze.core.money import show_euro
from portfolios.queries.reporting.parts import SHOWN, chapter, day, number, percent, table
from portfolios.queries.tabs import pairs
from portfolios.queries.tabs.matrix import matrix
from portfolios.queries.tabs.network import network
from portfolios.queries.tabs.progress import progress
from portfolios.queries.tabs.resources import resources as resources_of


def mission(desk):
    """What it wants, when and where."""
    mission = desk.mission
    period = " – ".join(day(one) for one in (mission.starts_on, mission.ends_on) if one)
    seen = ngettext("%(count)s action", "%(count)s actions", len(desk.world.actions)) % {
        "count": len(desk.world.actions)
    }
    rows = [
        (_("Where"), desk.records.place() or "–"),
        (_("Period"), period),
        (_("Portfolio"), f"{desk.portfolio.title} ({desk.portfolio.get_status_display()})"),
        (_("Version"), desk.portfolio.number),
        (_("Actions"), seen),
    ]
    text = [mission.statement, desk.portfolio.intent]
    if desk.hidden:
        text.append(_("The report tells what its maker may see: some actions are left out."))
    return chapter(_("The mission"), [one for one in text if one], table([_("Fact"), _("Value")], rows))


def quality(desk):
    """The five criteria."""
    found = desk.records.quality()
    if found is None or not found.is_scored:
        return None
    told = [
        (
            r.label,
            number(r.median),
            f"{r.scores[0]}–{r.scores[-1]}",
            r.n,
            _("disagreement: discuss") if r.disagreement else "",
        )
        for r in (one.result for one in found.criteria)
        if r.n
    ]
    head = [_("Criterion"), _("Median (0–4)"), _("Range"), _("Assessments"), _("Remark")]
    return chapter(_("Quality of the mission"), table=table(head, told, right=[1, 2, 3]))


def indicators(desk):
    """Where each indicator stands on its way."""
    rows = [
        (
            step.objective, one.indicator.name, number(one.figures.baseline), number(one.figures.value),
            number(one.figures.target), percent(one.told.reading.progress), one.told.word,
        )
        for step in progress(desk).steps
        for one in step.measures
    ]  # fmt: skip
    head = [
        _("Objective"), _("Indicator"), _("Baseline"), _("Value"), _("Target"), _("Progress"), _("State"),
    ]  # fmt: skip
    return (
        chapter(_("Objectives and indicators"), table=table(head, rows, right=[2, 3, 4, 5], wide=[0, 1]))
        if rows
        else None
    )


def convergences(desk):
    """Who carries what to which objective."""
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
    told = chapter(_("Convergence map"), table=table(head, rows, wide=[0, 2]), picture={"file": "map.svg", "alt": alt})
    return told | {"network": found}


def coverage(desk):
    """Which required levers nobody pulls."""
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
    return chapter(_("Coverage of objectives"), [text], table(head, rows, right=[len(head) - 1], wide=[0]))


def overlaps(desk):
    """Actions that may do the same thing, as far as they concern who reads."""
    rows = [
        (pair.one, pair.other, percent(pair.score), show_euro(pair.at_stake, short=True), pair.state_label)
        for pair in pairs.duplications(desk)
    ]
    head = [_("One action"), _("The other"), _("Score"), _("At stake"), _("State")]
    return chapter(_("Possible duplications"), table=table(head, rows, right=[2, 3], wide=[0, 1])) if rows else None


def money(desk):
    """How much is certain, asked for and missing."""
    found = resources_of(desk)
    if not found.stages:
        return None
    money = found.money
    told = [
        _("Cost of the actions that say it: %(amount)s.") % {"amount": show_euro(money.cost)},
        _("Secured (awarded, committed, paid): %(amount)s, %(share)s of the cost.")
        % {"amount": show_euro(money.secured), "share": percent(money.secured_share)},
        _("Nobody has been asked for yet: %(amount)s.") % {"amount": show_euro(money.open_gap)},
        _("Runs out before its action ends: %(amount)s.") % {"amount": show_euro(money.at_cliff)},
    ]
    rows = [(stage.label, show_euro(stage.amount), stage.lines) for stage in found.stages]
    head = [_("Stage"), _("Amount"), _("Funding lines")]
    return chapter(_("Resources"), told, table(head, rows, right=[1, 2]))


def timeline(desk):
    """When each action runs."""
    dated = sorted((a for a in desk.world.actions if a.starts_on or a.ends_on), key=lambda a: a.starts_on or a.ends_on)
    if not dated:
        return None
    rows = [
        (desk.actions[a.key], desk.actions[a.key].lead or "–", day(a.starts_on), day(a.ends_on),
         desk.actions[a.key].status_label)
        for a in dated[:SHOWN]
    ]  # fmt: skip
    alt = _("Time line of %(count)s actions; the table below tells their dates.") % {"count": len(dated)}
    head = [_("Action"), _("Lead"), _("Starts on"), _("Ends on"), _("State")]
    told = chapter(_("Timeline"), table=table(head, rows, wide=[0, 1]), picture={"file": "timeline.svg", "alt": alt})
    return told | {"dated": dated[:SHOWN]}
