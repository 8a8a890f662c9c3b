"""Pages of convergence: coverage, pairs, sectors, alignment, profile, quality of the mission."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portfolios.queries.tabs import pairs
from portfolios.queries.tabs.convergence import convergence
from portfolios.queries.tabs.crossing import LISTS
from portfolios.queries.tabs.crossing import sectors as crossing
from portfolios.queries.tabs.desk import Desk, Named
from portfolios.queries.tabs.made.parts import ACTION, ACTIONS, COST, COUNT, LEAD, OBJECTIVE, Made, Query
from portfolios.queries.tabs.matrix import COLUMNS, Matrix, matrix
from portfolios.queries.tabs.tables import Column, Table
from portfolios.queries.tabs.territory import around


def coverage(desk: Desk, query: Query) -> Made:
    """The matrix with the columns that ``columns`` asks for."""
    asked = query.get("columns", "")
    found = matrix(desk, asked if asked in COLUMNS else "lever")
    return Made({"matrix": found}, [_cells_table(desk, found), *_findings(found)])


def _cells_table(desk: Desk, found: Matrix) -> Table:
    columns = [
        OBJECTIVE, Column(COLUMNS[found.by]), Column(_("Value"), "number", 2), Column(_("Meaning")),
        Column(_("Required")), COUNT, ACTIONS,
    ]  # fmt: skip
    rows = [
        (
            line.objective, s.heading, s.cell.value, s.word, _("yes") if s.cell.required else "", s.count,
            desk.listed(s.cell.actions),
        )
        for line in found.lines for s in line.squares
    ]  # fmt: skip
    return Table("cells", _("Cells of the matrix"), columns, rows)


def _findings(found: Matrix) -> list[Table]:
    funded = [(line.objective, line.secured) for line in found.lines]
    lists = [
        Table("funded", _("Secured money by objective"), [OBJECTIVE, Column(_("Secured"), "euro")], funded),
        Table("orphans", _("Actions without an objective"), [ACTION], [(one,) for one in found.orphans]),
        Table("unserved", _("Objectives without an action"), [OBJECTIVE], [(one,) for one in found.unserved]),
    ]
    if found.by == "lever":
        columns = [OBJECTIVE, Column(_("Lever")), LEAD]
        lists.append(Table("one_lead", _("Levers carried by one actor only"), columns, list(found.one_lead)))
    return lists


def overlaps(desk: Desk, query: Query) -> Made:
    """The pairs that concern who asks."""
    return Made({}, [_pairs_table("overlaps", _("Possible duplications"), pairs.duplications(desk)),
                     _pairs_table("synergies", _("Possible synergies"), pairs.synergies(desk))])  # fmt: skip


def _pairs_table(key: str, title: str, found: list[pairs.Pair]) -> Table:
    parts = [part.label for part in found[0].parts] if found else []
    columns = [
        Column(_("One action"), "record"), Column(_("The other"), "record"), Column(_("Score"), "number", 3),
        *(Column(label, "number", 2) for label in parts), Column(_("At stake"), "euro"), Column(_("State")),
    ]  # fmt: skip
    rows = [
        (
            pair.one, pair.other, pair.score, *(part.value for part in pair.parts), pair.at_stake,
            pair.state_label,
        )
        for pair in found
    ]  # fmt: skip
    return Table(key, title, columns, rows)


def sectors(desk: Desk, query: Query) -> Made:
    """How many sectors are crossed, and the mission map."""
    found = crossing(desk, query.get("by", ""))
    rows = [
        (LISTS[name][0], f"{sector.code} · {sector.label}", len(sector.actions), desk.listed(sector.actions))
        for name, listed in found.lists.items() for sector in listed
    ]  # fmt: skip
    table = Table(
        "sectors", _("Sectors of active actions"), [Column(_("List")), Column(_("Sector")), COUNT, ACTIONS], rows
    )
    unsaid = Table(
        "unclassified", _("Active actions without a sector"), [ACTION], [(one,) for one in found.unclassified]
    )
    return Made({"sectors": found, "lists": LISTS}, [table, unsaid], found.groups)


def alignment(desk: Desk, query: Query) -> Made:
    """Shares of the territory, and what could be pulled in."""
    found = around(desk)
    shares = [
        (_("Actions with an agreed contribution"), found.alignment.aligned, None),
        (_("Actions recorded in the territory"), found.alignment.recorded, None),
        (_("Aligned by number"), None, found.alignment.count),
        (_("Aligned by cost"), None, found.alignment.cost),
    ]
    columns = [Column(_("Figure")), Column(_("Number"), "number"), Column(_("Share"), "percent")]
    largest = [
        (Named(one.key, one.called.code, one.title, one.href), one.lead, one.cost)
        for one in desk.records.candidates(desk.parameters.largest_candidates)
    ]
    return Made(
        {"territory": found},
        [
            Table("shares", _("Alignment of the territory"), columns, shares),
            Table("waiting", _("Contributions nobody agreed to yet"), [ACTION], [(one,) for one in found.waiting]),
            Table("candidates", _("The largest unaligned actions"), [ACTION, Column(_("Lead")), COST], largest),
        ],
    )  # fmt: skip


def profile(desk: Desk, query: Query) -> Made:
    """The seven bars with how they are made; the mean only below them."""
    found = convergence(desk)
    rows = [(part.label, part.value, part.how) for part in found.parts]
    rows.append((_("Geometric mean of the seven"), found.mean, _("Shown only with its parts; never a ranking.")))
    columns = [Column(_("Part")), Column(_("Value"), "percent"), Column(_("How it is made"))]
    return Made({"convergence": found}, [Table("profile", _("Convergence profile"), columns, rows)])


def quality(desk: Desk, query: Query) -> Made:
    """The five criteria as dot-ranges."""
    found = desk.records.quality()
    rows = [
        (
            one.result.label, one.result.median, *_ends(one.result.scores), one.result.n, one.families, one.before,
            one.change, one.result.threshold, _("disagreement: discuss") if one.result.disagreement else "",
        )
        for one in found.criteria
    ]  # fmt: skip
    columns = [
        Column(_("Criterion")), Column(_("Median"), "number", 1), Column(_("Lowest"), "number"),
        Column(_("Highest"), "number"), Column(_("Assessors"), "number"), Column(_("Families"), "number"),
        Column(_("Median of the last round"), "number", 1), Column(_("Change"), "number", 1),
        Column(_("Asked"), "number"), Column(_("Remark")),
    ]  # fmt: skip
    return Made({"quality": found}, [Table("quality", _("Quality of the mission"), columns, rows)])


def _ends(scores: list[int]) -> tuple[int | None, int | None]:
    return (scores[0], scores[-1]) if scores else (None, None)
