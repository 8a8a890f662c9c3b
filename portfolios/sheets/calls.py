"""Registers of calls: from rows to what the services write, and back to words."""

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from convergenze.exchange.cells.texts import shorten
from convergenze.exchange.choices import Outcome
from convergenze.exchange.messages import message
from convergenze.exchange.registry import PlannedRow, Sheet, SourceCard
from portfolios.models import FundingCall
from portfolios.services import calls
from portfolios.services.projects.content import LARGEST
from portfolios.sheets.rows import unread_row
from portfolios.sources import RowError
from portfolios.sources.calls import CALL_SOURCES, CallRow, recognise_calls


class CallSheet(Sheet):
    """Calls of public registers become public calls of their programmes."""

    kind = "calls"
    label = gettext_lazy("Funding calls")
    model = FundingCall

    def sources(self):
        """PNRR calls, PA digitale 2026 calls, PNRR procedures."""
        return [
            SourceCard(one.name, gettext(one.label), one.publisher, one.licence, one.citation)
            for one in CALL_SOURCES.values()
        ]

    def recognise(self, columns):
        """The register with these columns; ""."""
        return recognise_calls(columns)

    def read(self, job):
        """Every row as call, skipped row or error. Raises ``MissingColumns``, ``UnreadableFile``."""
        for row in CALL_SOURCES[job.source].read(job.table):
            if isinstance(row, CallRow) and row.amount is not None and row.amount >= LARGEST:
                said = message(_("An amount must be below ten thousand billion: %(amount)s."), amount=str(row.amount))
                yield RowError(row.line, "", shorten(row.title), said, row.raw)
            else:
                yield row

    def plan(self, job, items):
        """What would be written."""
        return self._rows(job, items)[0]

    def apply(self, job, items):
        """Write one batch, and first the programmes that it names and nobody recorded yet."""
        names = {item.programme for item in items if isinstance(item, CallRow) and item.programme}
        calls.keep_programmes(by=job.by, names=names - set(calls.programme_ids(names)))
        rows, judged = self._rows(job, items)
        calls.write_calls(list(judged.values()), source=CALL_SOURCES[job.source], by=job.by, batch=job.batch)
        for item, row in zip(items, rows, strict=True):
            row.subject_id = judged[id(item)].call.pk if id(item) in judged else None
        return rows

    def _rows(self, job, items):
        found = [item for item in items if isinstance(item, CallRow)]
        programmes = calls.programme_ids({row.programme for row in found})
        judged = {id(one.row): one for one in calls.judge_calls(found, job.source, programmes)}
        return [_planned(judged[id(item)]) if id(item) in judged else unread_row(item) for item in items], judged

    def remarks(self, job):
        """Warnings about the file."""
        yield from job.table.warnings

    def revert(self, batch, rows, by):
        """Bin what was made and put back what was changed, unless somebody touched or answered it since."""
        return calls.revert_calls(batch, rows, by=by)

    def results_url(self, source):
        """The list of calls of this register."""
        return f"{reverse('portfolios:call_list')}?source={source}"


def _planned(one):
    row = one.row
    notes = row.notes if one.outcome != Outcome.SKIP else ()
    pk = one.call.pk if one.call else None
    return PlannedRow(row.line, one.outcome, row.title, (*one.reasons, *notes), text=row.external_id, subject_id=pk)
