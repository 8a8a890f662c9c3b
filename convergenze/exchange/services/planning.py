"""The dry run: every row of the file judged and listed, nothing written elsewhere."""

from django.db import transaction
from django.utils import timezone

from convergenze.exchange.choices import RunStatus
from convergenze.exchange.models import ImportRow, ImportRun
from convergenze.exchange.registry import sheet_of
from convergenze.exchange.services.keeping import batches, held, stopping_well, store_rows, take
from convergenze.exchange.services.opening import opened_job

PLANNABLE = (RunStatus.UPLOADED, RunStatus.PLANNED, RunStatus.FAILED, RunStatus.INTERRUPTED)


@transaction.atomic
def begin_plan(*, run, by, source="", mapping=None, sheet_name=""):
    """Take the choices and the lock. Returns (run, whether the work is to be started).

    Nothing starts when the import is at work already (a form sent twice), or has written rows.
    """
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.started_at or not (run.status in PLANNABLE or run.is_silent):
        return run, False
    card = sheet_of(run.kind).card(source or run.source)
    if card is not None:
        run.source = card.name
    run.mapping = dict(mapping) if mapping is not None and card and card.is_mapped else None
    run.options = run.options | ({"sheet": sheet_name} if sheet_name else {})
    take(run, RunStatus.PLANNING)
    run.messages, run.total = [], 0
    run.forget_counts()
    run.save()
    ImportRow.objects.filter(run=run).delete()
    return run, True


@stopping_well
def perform_plan(run_id, attempt):
    """Judge every row. May run twice: only the attempt that holds the import writes."""
    run = ImportRun.objects.get(pk=run_id)
    sheet = sheet_of(run.kind)
    with opened_job(run) as job:
        _expect(run_id, attempt, job.table.expected_rows)
        for items in batches(sheet.read(job)):
            rows = sheet.plan(job, items)
            with transaction.atomic():
                run = held(run_id, attempt, RunStatus.PLANNING)
                store_rows(run, rows, run.done)
                run.count(rows)
                run.total = max(run.total, run.done)
                run.save()
        return _finish(run_id, attempt, [*sheet.remarks(job)])


@transaction.atomic
def _expect(run_id, attempt, total):
    run = held(run_id, attempt, RunStatus.PLANNING)
    run.total = total
    run.save()


@transaction.atomic
def _finish(run_id, attempt, remarks):
    run = held(run_id, attempt, RunStatus.PLANNING)
    run.status, run.total, run.finished_at = RunStatus.PLANNED, run.done, timezone.now()
    run.messages = [remark.as_json() for remark in remarks]
    run.save()
    return run
