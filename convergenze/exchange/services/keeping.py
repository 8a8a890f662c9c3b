"""What planning, running and reverting share: who holds the import, and rows in bulk."""

import logging
from itertools import islice

from django.db import reset_queries, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from convergenze.exchange.choices import RunStatus
from convergenze.exchange.messages import SpokenError, message
from convergenze.exchange.models import ImportRow, ImportRun

BATCH = 500
LONGEST_TEXT = 2_000
log = logging.getLogger(__name__)


class Overtaken(Exception):
    """Another process took the import over, or somebody changed its state: this one stops, nothing is lost."""


def held(run_id, attempt, status):
    """The import, locked, while this ``attempt`` still holds it in this ``status``; raises ``Overtaken``."""
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    if run.attempt != attempt or run.status != status:
        raise Overtaken
    return run


def take(run, status):
    """Make a new attempt of a locked ``run`` in ``status``; the caller saves nothing else."""
    run.status, run.attempt, run.problem, run.finished_at = status, run.attempt + 1, None, None
    return run


def batches(items):
    """Lists of at most ``BATCH`` items."""
    items = iter(items)
    while batch := list(islice(items, BATCH)):
        yield batch
        reset_queries()  # where DEBUG is on, Django keeps the text of thousands of statements


def store_rows(run, rows, start):
    """Keep ``rows`` as those from position ``start`` on, in place of what was planned there."""
    ImportRow.objects.filter(run=run, position__gte=start, position__lt=start + len(rows)).delete()
    ImportRow.objects.bulk_create([_row(run, start + index, row) for index, row in enumerate(rows)], batch_size=BATCH)


def _row(run, position, row):
    return ImportRow(
        run=run,
        position=position,
        line=row.line,
        outcome=row.outcome,
        label=row.label.replace("\x00", "")[:300],
        column=row.column[:200],
        text=row.text.replace("\x00", "")[:LONGEST_TEXT],
        reasons=[reason.as_json() for reason in row.reasons],
        raw=row.raw,
        subject_id=row.subject_id,
    )


def stopping_well(perform):
    """Decorator of ``perform_*(run_id, attempt)``: an error becomes a sentence on the import, never a silence."""

    def guarded(run_id, attempt):
        try:
            return perform(run_id, attempt)
        except Overtaken:
            return None
        except SpokenError as error:
            return _fail(run_id, attempt, error.message)
        except Exception:
            log.exception("Import %s stopped", run_id)
            said = message(
                _("Something unexpected stopped the work. What was done is kept and counted: start again to go on.")
            )
            return _fail(run_id, attempt, said)

    guarded.__doc__, guarded.__name__ = perform.__doc__, perform.__name__
    return guarded


@transaction.atomic
def _fail(run_id, attempt, said):
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    if run.attempt == attempt and run.status in RunStatus.at_work():
        run.status, run.problem, run.finished_at = RunStatus.FAILED, said.as_json(), timezone.now()
        run.save()
    return run
