"""The import itself: batches in short transactions, each with its progress, so that it can go on after any stop."""

from itertools import islice

from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from convergenze.exchange.choices import RunStatus
from convergenze.exchange.messages import SpokenError, message
from convergenze.exchange.models import ImportRun
from convergenze.exchange.registry import sheet_of
from convergenze.exchange.services.keeping import batches, held, stopping_well, store_rows, take
from convergenze.exchange.services.opening import opened_job

TRIES = 4
RUNNABLE = (RunStatus.PLANNED, *RunStatus.stopped())


class SameFileRunning(SpokenError):
    """The same content is being imported by ``other`` at this moment."""

    def __init__(self, other):
        self.other = other
        super().__init__(
            message(
                _("The same file is being imported right now: wait for that import, then look at what it did."),
            )
        )


@transaction.atomic
def begin_run(*, run, by, unplanned=False):
    """Take the lock. Returns (run, whether the work is to be started); a second press starts nothing.

    An import that stopped goes on where it was. ``unplanned`` also starts one that nobody looked at (command line).
    Raises ``SameFileRunning``.
    """
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    startable = RUNNABLE + ((RunStatus.UPLOADED,) if unplanned else ())
    if not (run.status in startable or (run.is_silent and run.started_at)):
        return run, False
    if run.status in RunStatus.stopped() and not (run.started_at or unplanned):
        return run, False  # its dry run did not finish
    _release_silent_ones(run)
    if run.started_at is None:
        run.started_at = timezone.now()
        run.forget_counts()
    try:
        with transaction.atomic():
            take(run, RunStatus.RUNNING).save()
    except IntegrityError:
        raise SameFileRunning(_running(run)) from None
    return run, True


def _running(run):
    return ImportRun.objects.of_content(run.kind, run.sha256).filter(status=RunStatus.RUNNING).first()


def _release_silent_ones(run):
    """An import whose process died must not bar others of the same content."""
    others = ImportRun.objects.of_content(run.kind, run.sha256).filter(status=RunStatus.RUNNING).exclude(pk=run.pk)
    for other in others.select_for_update():
        if other.is_silent:
            take(other, RunStatus.INTERRUPTED).save()


@stopping_well
def perform_run(run_id, attempt):
    """Write the rows that are not written yet. May run twice: only the attempt that holds the import writes."""
    run = ImportRun.objects.get(pk=run_id)
    sheet = sheet_of(run.kind)
    with opened_job(run) as job:
        _expect(run_id, attempt, run.total or job.table.expected_rows)
        for items in batches(islice(sheet.read(job), run.done, None)):
            _write(sheet, job, items, run_id, attempt)
        return _finish(run_id, attempt, [*sheet.remarks(job)])


@transaction.atomic
def _expect(run_id, attempt, total):
    run = held(run_id, attempt, RunStatus.RUNNING)
    run.total = total
    run.save()


def _write(sheet, job, items, run_id, attempt):
    """One batch, all or nothing; tried again when another import wrote the same records in between."""
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                run = held(run_id, attempt, RunStatus.RUNNING)
                rows = sheet.apply(job, items)
                store_rows(run, rows, run.done)
                run.count(rows)
                run.total = max(run.total, run.done)
                run.save()
            return
        except (IntegrityError, OperationalError):
            job.written.clear()
            if not left:
                raise


@transaction.atomic
def _finish(run_id, attempt, remarks):
    run = held(run_id, attempt, RunStatus.RUNNING)
    run.status, run.total, run.finished_at = RunStatus.DONE, run.done, timezone.now()
    run.messages = [remark.as_json() for remark in remarks]
    run.save()
    return run


def preview(sheet, job):
    """The planned rows of a job that is not kept: a dry run from the command line."""
    for items in batches(sheet.read(job)):
        yield from sheet.plan(job, items)
