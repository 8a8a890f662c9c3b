"""What pages and API ask about imports."""

from dataclasses import dataclass
from itertools import islice

from convergenze.exchange.cells.texts import shorten
from convergenze.exchange.choices import Outcome
from convergenze.exchange.models import ImportRow, ImportRun
from convergenze.exchange.models.run import COUNTERS
from convergenze.exchange.reading import TableRow
from convergenze.exchange.registry import sheet_of
from convergenze.exchange.services import opened_job

SAMPLE_ROWS = 5
SAMPLE_LENGTH = 60


@dataclass(frozen=True)
class Sample:
    """The first rows of a file: ``rows`` are lists of short texts in the order of ``columns``."""

    columns: tuple[str, ...]
    rows: list[list[str]]
    sheets: tuple[str, ...]
    sheet: str
    expected_rows: int

    def first_value(self, column):
        """The first text found in a column; ""."""
        index = self.columns.index(column)
        return next((row[index] for row in self.rows if row[index]), "")


def sample_of(run):
    """The ``Sample`` of an import. Raises ``UnreadableFile``."""
    with opened_job(run) as job:
        rows = [row for row in islice(job.table, SAMPLE_ROWS) if isinstance(row, TableRow)]
        texts = [[shorten(cell, SAMPLE_LENGTH) for cell in row.cells.values()] for row in rows]
        table = job.table
        return Sample(table.columns, texts, table.sheets, table.sheet, table.expected_rows)


def columns_of(run):
    """Names of the columns of the file. Raises ``UnreadableFile``."""
    with opened_job(run) as job:
        return job.table.columns


def outcome_counts(run):
    """[(outcome, count)] in the order they are shown."""
    return [(Outcome(outcome), getattr(run, name)) for outcome, name in COUNTERS.items()]


def rows_of(run, outcome=""):
    """Rows of an import, in the order of the file; only those with ``outcome`` when one is named."""
    rows = ImportRow.objects.filter(run=run).order_by("position")
    return rows.filter(outcome=outcome) if outcome in Outcome.values else rows


def with_records(run, rows):
    """[(row, its record or None)] for a page of rows: one query."""
    model = sheet_of(run.kind).model
    ids = [row.subject_id for row in rows if row.subject_id]
    found = model._base_manager.in_bulk(ids) if model and ids else {}
    return [(row, found.get(row.subject_id)) for row in rows]


def kept_rows(run):
    """Rows that a revert left as they are."""
    return ImportRow.objects.filter(run=run, kept__isnull=False).order_by("position")


def own_runs(user):
    """Imports that ``user`` started."""
    return ImportRun.objects.visible_to(user).filter(created_by=user)
