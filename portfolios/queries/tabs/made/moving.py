"""Pages of money, time and results."""

from __future__ import annotations

from django.utils.translation import gettext as _

from convergenze.core.days import readable_day
from portfolios.choices import MoneyStage
from portfolios.queries.tabs.desk import Desk
from portfolios.queries.tabs.made.parts import ACTION, ACTIONS, COST, OBJECTIVE, STATE, Made, Query
from portfolios.queries.tabs.progress import progress
from portfolios.queries.tabs.resources import resources
from portfolios.queries.tabs.schedule import ZOOMS, Schedule, schedule
from portfolios.queries.tabs.streams import SECURED, STAGES, Streams, streams
from portfolios.queries.tabs.tables import Column, Table


def money(desk: Desk, query: Query) -> Made:
    """Stages, gaps, cliffs, sources."""
    found = resources(desk)
    total = found.money
    whole = [
        (_("Cost of the actions that say it"), total.cost), (_("Secured (awarded, committed, paid)"), total.secured),
        (_("Nobody has been asked for yet"), total.open_gap), (_("Runs out before its action ends"), total.at_cliff),
    ]  # fmt: skip
    source, amount, figure = Column(_("Source")), Column(_("Amount"), "euro"), Column(_("Figure"))
    return Made(
        {"resources": found},
        [
            Table("sums", _("Money"), [figure, amount], whole),
            Table("stages", _("Money by stage"), [Column(_("Stage")), amount],
                  [(s.label, s.amount) for s in found.stages]),
            Table("gaps", _("Open gaps"),
                  [ACTION, COST, Column(_("In funding lines"), "euro"), Column(_("Missing"), "euro")],
                  [(g.action, g.cost, g.asked, g.missing) for g in found.gaps]),
            Table("cliffs", _("Money that runs out before its action ends"),
                  [ACTION, source, amount, Column(_("Eligible until"), "day"), Column(_("Action ends"), "day")],
                  [(c.action, c.source, c.amount, c.until, c.action_ends) for c in found.cliffs]),
            Table("sources", _("Sources of secured money"),
                  [source, Column(_("Secured"), "euro"), Column(_("Share"), "percent"), ACTIONS],
                  [(s.name, s.amount, s.share, s.actions) for s in found.sources]),
            Table("unpriced", _("Costs not known"), [ACTION], [(one,) for one in found.unpriced]),
        ],
    )  # fmt: skip


def flow(desk: Desk, query: Query) -> Made:
    """From sources to objectives at ``stage``; stages by action; whose money; pace of spending."""
    found = streams(desk, query.get("stage", SECURED))
    return Made({"streams": found, "choices": STAGES}, list(_flow_tables(desk, found)), found.groups)


def _flow_tables(desk: Desk, found: Streams):
    middle = Column(_("Position")) if found.grouped else ACTION
    yield Table(
        "flows", _("Money from source to objective"),
        [Column(_("Source")), middle, OBJECTIVE, Column(_("Amount"), "euro")],
        [(row.source, row.action, row.objective, row.amount) for row in found.rows],
    )  # fmt: skip
    yield Table(
        "stages", _("Money by stage of each action"),
        [
            middle, COST, *(Column(label, "euro") for _code, label in found.stages),
        ],
        [(bar.record, bar.cost, *(bar.amounts.get(code) for code, _label in found.stages)) for bar in found.bars],
    )  # fmt: skip
    yield Table("whose", _("Whose secured money"), [Column(_("Share")), Column(_("Secured"), "euro")], found.shares)
    yield Table(
        "pace", _("Paid money against time"),
        [
            ACTION, Column(_("Secured"), "euro"), Column(MoneyStage.PAID.label, "euro"),
            Column(_("Paid ÷ secured"), "percent"), Column(_("Time passed"), "percent"),
        ],
        [(desk.actions[x.action], x.secured, x.paid, x.absorbed, x.elapsed) for x in found.absorption.lines],
    )  # fmt: skip


def timeline(desk: Desk, query: Query) -> Made:
    """Bars by position with everything that has a day; ``zoom``, ``from`` and ``open`` choose what is drawn."""
    start = readable_day(query.get("from", "")) if query.get("from") else None
    found = schedule(desk, query.get("zoom", "year"), start, query.get("open", ""))
    return Made({"schedule": found, "zooms": ZOOMS}, list(_time_tables(desk, found)), found.groups)


def _time_tables(desk: Desk, found: Schedule):
    yield Table(
        "actions", _("Actions in time"),
        [Column(_("Position")), ACTION, Column(_("Starts on"), "day"), Column(_("Ends on"), "day"), STATE],
        [
            (desk.world.positions.get(at), named, a.starts_on, a.ends_on, named.status_label)
            for at, actions in found.found.rows for a in actions for named in [desk.actions[a.key]]
        ],
    )  # fmt: skip
    yield Table(
        "dates", _("What happens when"),
        [Column(_("Day"), "day"), Column(_("What")), Column(_("Of"), "record"), Column(_("Which"), "record")],
        [(row.day, row.kind, row.record, row.which) for row in found.dates],
    )  # fmt: skip
    words = {True: _("critical"), False: _("holds"), None: _("a date is missing")}
    yield Table(
        "needs", _("Dependencies"), [Column(_("Action"), "record"), Column(_("Needs"), "record"), Column(_("Order"))],
        [(need.dependent, need.provider, words[need.critical]) for need in found.needs],
    )  # fmt: skip


def indicators(desk: Desk, query: Query) -> Made:
    """Progress by objective and indicator."""
    found = progress(desk)
    columns = [
        OBJECTIVE, Column(_("Weight"), "number", 1), Column(_("Indicator")), Column(_("Unit")),
        Column(_("Baseline"), "number", 2), Column(_("Value"), "number", 2), Column(_("Target"), "number", 2),
        Column(_("Measured on"), "day"), Column(_("Progress"), "percent"), Column(_("Expected"), "percent"),
        Column(_("Progress ÷ expected"), "number", 2), STATE, Column(_("Age (days)"), "number"), Column(_("Stale")),
    ]  # fmt: skip
    rows = [
        (
            step.objective, step.weight, m.indicator.name, m.indicator.unit, f.baseline, f.value, f.target,
            f.measured_on, r.progress, r.expected, r.ratio, m.told.word, r.age_days, _("stale") if r.stale else "",
        )
        for step in found.steps for m in step.measures for f, r in [(m.figures, m.told.reading)]
    ]  # fmt: skip
    whole = found.mission
    sums = [(whole.value, whole.measured_weight, whole.total_weight)]
    heads = [
        Column(_("Progress of the mission"), "percent"),
        Column(_("Measured weight"), "number", 1),
        Column(_("of"), "number", 1),
    ]
    return Made(
        {"progress": found},
        [Table("mission", _("Mission"), heads, sums), Table("indicators", _("Indicators"), columns, rows)],
    )
