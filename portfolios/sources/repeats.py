"""What happens when one file names the same project twice."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from convergenze.exchange.cells.texts import shorten
from convergenze.exchange.messages import message
from portfolios.sources.rows import Outcome, ProjectRow, RowError, SkippedRow


class Repeats:
    """Judges rows that share an external id with an earlier one.

    Equal in every cell: skipped, naming the first line. Other cells but equal money and cost:
    skipped as well, saying so (OpenCUP repeats a CUP per source of coverage). Other money: an
    error, because adding the two up or choosing one is a person's decision.
    """

    def __init__(self) -> None:
        self.seen: dict[str, tuple[int, int, int]] = {}

    def judge(self, row: ProjectRow | RowError) -> Outcome:
        if isinstance(row, RowError):
            return row
        content, money = hash(tuple(row.raw.values())), hash((row.cost, sum(line.amount for line in row.funding)))
        line, first_content, first_money = self.seen.setdefault(row.external_id, (row.line, content, money))
        if line == row.line:
            return row
        text = shorten(row.title)
        if content == first_content:
            said = message(_("Same row as line %(line)d."), line=line)
        elif money == first_money:
            said = message(
                _("Same project and same amounts as line %(line)d, other details; the first was kept."), line=line
            )
        else:
            said = message(
                _("Same project as line %(line)d with other amounts: keep one of the two, or add them up."), line=line
            )
            return RowError(row.line, "", text, said, row.raw)
        return SkippedRow(row.line, said, text, line, row.external_id, row.raw)
